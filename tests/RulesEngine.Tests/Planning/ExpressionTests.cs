using System.Linq.Expressions;
using MyOpenIP.RulesEngine.Planning;

namespace MyOpenIP.RulesEngine.Tests.Planning;

public sealed class ExpressionTests
{
    internal sealed record Part(int Count);

    internal sealed record Whole(int Count, long Large, int? Maybe, string? Text, Part? Part, object Boxed, DateOnly Day, DayOfWeek Weekday, int[] Numbers, double Ratio);

    private static readonly int One = 1;

    public static TheoryData<string, bool> Bodies => new()
    {
        { "constant", true }, { "default", true }, { "static", true }, { "member", true }, { "member of value", true },
        { "is null", true }, { "not", true }, { "widening", true }, { "to nullable", true }, { "to base", true }, { "type", true }, { "and or", true }, { "dates", true },
        { "captured", true },
        { "member of member", false }, { "value of nullable", false }, { "has value", true }, { "unboxing", false }, { "nullable to number", false }, { "minus", false },
        { "own operator", false }, { "division", false }, { "call", false }, { "not of division", false }, { "type of call", false }, { "reference to derived", false },
        { "second of two", false }, { "convert of division", false }, { "operator method", false }, { "member of null", false }, { "member of call", false },
    };

    private static Expression BodyOf(string name)
    {
        var captured = 3;
        Expression<Func<Whole, object?>> body = name switch
        {
            "constant" => fact => 1,
            "static" => fact => One,
            "member" => fact => fact.Count,
            "member of value" => fact => fact.Day.Year,
            "is null" => fact => fact.Text == null,
            "not" => fact => !(fact.Count > 1),
            "widening" => fact => fact.Large == fact.Count,
            "to nullable" => fact => fact.Maybe == fact.Count,
            "to base" => fact => (object)fact == fact.Boxed,
            "type" => fact => fact.Boxed is string,
            "and or" => fact => (fact.Count >= 1 && fact.Count <= 3) || fact.Count != 7 || fact.Count < 0,
            "dates" => fact => fact.Day > DateOnly.MinValue,
            "captured" => fact => fact.Count == captured,
            "member of member" => fact => fact.Part!.Count,
            "value of nullable" => fact => fact.Maybe!.Value,
            "has value" => fact => fact.Maybe.HasValue,
            "unboxing" => fact => (int)fact.Boxed == 1,
            "nullable to number" => fact => (int)fact.Maybe! == 1,
            "minus" => fact => -fact.Count == 1,
            "own operator" => fact => fact.Part == new Part(1),
            "division" => fact => 1 / fact.Count == 1,
            "call" => fact => fact.ToString(),
            "not of division" => fact => !(1 / fact.Count == 1),
            "type of call" => fact => ((object)fact.ToString()) is string,
            "reference to derived" => fact => (string)fact.Boxed == "",
            "second of two" => fact => fact.Count == 1 / fact.Count,
            "convert of division" => fact => (long)(1 / fact.Count) == 1L,
            "member of call" => fact => fact.ToString().Length,
            "operator method" => fact => fact.Part == fact.Boxed as Part,
            _ => fact => ((Part)null!).Count,
        };
        return name == "default" ? Expression.Default(typeof(int)) : body.Body is UnaryExpression { NodeType: ExpressionType.Convert } boxed ? boxed.Operand : body.Body;
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void What_can_neither_throw_nor_cost_much_may_be_evaluated_early(string body, bool isTotal) =>
        Assert.Equal(isTotal, Totality.Holds(BodyOf(body)));

    [Fact]
    public void A_member_of_a_computed_reference_may_throw()
    {
        Expression<Func<Whole, object?>> body = computed => computed.Text;
        Assert.False(Totality.Holds(body.Body));
        Assert.True(Totality.Holds(Expression.Property(Expression.Constant(new Part(1)), nameof(Part.Count))));
    }

    [Fact]
    public void A_conversion_with_a_method_may_throw()
    {
        Expression<Func<decimal, int>> body = fact => (int)fact;
        Assert.False(Totality.Holds(body.Body));
    }

    [Theory]
    [InlineData(typeof(int), true)]
    [InlineData(typeof(DayOfWeek), true)]
    [InlineData(typeof(DayOfWeek?), true)]
    [InlineData(typeof(decimal?), true)]
    [InlineData(typeof(double), false)]
    [InlineData(typeof(object), false)]
    public void A_key_has_an_equality_that_agrees_with_its_hash(Type type, bool isKey) => Assert.Equal(isKey, KeyTypes.Have(type));

    [Fact]
    public void Expressions_that_mean_the_same_have_one_identity()
    {
        Expression<Func<Whole, bool>> one = fact => fact.Text != null && fact.Text == "a";
        Expression<Func<Whole, bool>> same = fact => fact.Text != null && fact.Text == "a";
        Expression<Func<Whole, bool>> other = fact => fact.Text != null && fact.Text == "b";
        Expression<Func<Whole, bool>> withStatic = fact => fact.Count == One;
        Assert.NotNull(Identity(one.Body));
        Assert.Equal(Identity(one.Body), Identity(same.Body));
        Assert.NotEqual(Identity(one.Body), Identity(other.Body));
        Assert.Equal(Identity(withStatic.Body), Identity(withStatic.Body));
    }

    [Theory]
    [InlineData(DayOfWeek.Monday)]
    [InlineData(7)]
    [InlineData("x")]
    [InlineData(null)]
    public void A_simple_constant_is_known_by_its_value(object? value) =>
        Assert.Equal(Identity(Expression.Constant(value)), Identity(Expression.Constant(value)));

    [Fact]
    public void A_shape_that_it_does_not_know_has_no_identity()
    {
        Expression<Func<Whole, bool>> call = fact => fact.Numbers.Contains(1);
        Assert.Null(Identity(call.Body));
        Assert.Null(Identity(Expression.Constant(1.5m)));
    }

    private static string? Identity(Expression expression) => ExpressionIdentity.Of([expression]);
}
