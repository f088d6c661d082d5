using System.Linq.Expressions;

namespace MyOpenIP.RulesEngine.Planning;

/// <summary>
/// Whether an expression gives a value for any facts, at little cost: members of the fact itself and of what is bound to facts,
/// compared with each other or with constants. Such an expression may be evaluated before others that are written first.
/// </summary>
internal static class Totality
{
    public static bool Holds(Expression expression) => expression switch
    {
        ConstantExpression or ParameterExpression or DefaultExpression => true,
        MemberExpression { Expression: var of } member =>
            of is null || (Holds(of) && (IsFact(of) || (of.Type.IsValueType && !IsValueOfNullable(member)))),
        UnaryExpression { NodeType: ExpressionType.Not } not => Holds(not.Operand),
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert => Holds(convert.Operand) && IsWidening(convert),
        TypeBinaryExpression { NodeType: ExpressionType.TypeIs } typeIs => Holds(typeIs.Expression),
        BinaryExpression binary =>
            IsTest(binary.NodeType) && Holds(binary.Left) && Holds(binary.Right) && (binary.Method is null || KeyTypes.Have(binary.Left.Type)),
        _ => false,
    };

    private static bool IsTest(ExpressionType type) => type
        is ExpressionType.Equal or ExpressionType.NotEqual or ExpressionType.LessThan or ExpressionType.LessThanOrEqual
        or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual or ExpressionType.AndAlso or ExpressionType.OrElse;

    // A variable that stands for a fact is never null; a computed one may be.
    private static bool IsFact(Expression expression) =>
        expression is ParameterExpression { Name: FactVariable } or ConstantExpression { Value: not null };

    private static bool IsValueOfNullable(MemberExpression member) =>
        member.Member.Name == nameof(Nullable<int>.Value) && Nullable.GetUnderlyingType(member.Expression!.Type) is not null;

    // Numbers and enums convert unchecked; what unboxes, casts down or takes the value of a nullable may throw.
    private static bool IsWidening(UnaryExpression convert) =>
        convert.Type.IsAssignableFrom(convert.Operand.Type)
        || Nullable.GetUnderlyingType(convert.Type) is not null
        || (convert.Type.IsPrimitive && convert.Operand.Type.IsValueType && Nullable.GetUnderlyingType(convert.Operand.Type) is null);

    /// <summary>Name of every variable that stands for a fact.</summary>
    public const string FactVariable = "fact";
}
