using NRules.Fluent.Dsl;

namespace MyOpenIP.RulesEngine.Tests;

public sealed class MatchTests
{
    internal sealed record Product(string Code, decimal Price);

    internal abstract record Wish(string Code);

    internal sealed record Addition(string Code, int Units) : Wish(Code);

    internal sealed record Reduction(string Code, int Units) : Wish(Code), IShrinks;

    internal interface IShrinks
    {
        int Units { get; }
    }

    internal sealed record Amount(string Code, decimal Value);

    internal sealed class PricesAdditions : Rule
    {
        public override void Define()
        {
            Addition addition = null!;
            Product product = null!;
            When()
                .Match(() => addition, a => a.Units > 0)
                .Match(() => product, p => p.Code == addition.Code);
            Then()
                .Yield(_ => new Amount(product.Code, product.Price * addition.Units));
        }
    }

    [Fact]
    public void Facts_are_joined_by_equality() =>
        Assert.Equal(
            [new Amount("b", 6m), new Amount("a", 5m)],
            Rules.Yielded<Amount>(
                [typeof(PricesAdditions)],
                new Product("a", 5m), new Addition("b", 3), new Addition("c", 1), new Product("b", 2m), new Addition("a", 1), new Addition("b", 0)));
}
