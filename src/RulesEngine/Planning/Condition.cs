using System.Linq.Expressions;

namespace MyOpenIP.RulesEngine.Planning;

/// <summary>One operand of a conjunction over a fact.</summary>
/// <param name="Test">The operand.</param>
/// <param name="UsesBindings">Whether it uses what is bound before the fact.</param>
/// <param name="IsTotal">Whether it can neither throw nor cost much, so that it may be evaluated early.</param>
internal sealed record Condition(Expression Test, bool UsesBindings, bool IsTotal)
{
    /// <summary>The operands of conditions, in the order in which they are written.</summary>
    public static IEnumerable<Condition> Of(IEnumerable<Expression> tests, ParameterExpression fact) =>
        tests.SelectMany(Operands).Select(test => new Condition(test, Variables.AreUsed(test, fact), Totality.Holds(test)));

    private static IEnumerable<Expression> Operands(Expression test) =>
        test is BinaryExpression { NodeType: ExpressionType.AndAlso } and
            ? Operands(and.Left).Concat(Operands(and.Right))
            : [test];
}
