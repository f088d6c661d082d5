namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class ExcludedProductIsAbsentTests
{
    [Theory]
    [InlineData(1, 2, 1, 1, "ProductExcludes P excludes=Q")]
    [InlineData(1, 1, 0, 1, "ProductExcludes P excludes=Q")]
    [InlineData(1, 1, 1, 1, "")]
    [InlineData(1, 2, 1, 0, "")]
    [InlineData(1, 0, 1, 2, "")]
    public void The_final_basket_does_not_hold_both(int held, int wanted, int otherHeld, int otherWanted, string expected)
    {
        var request = Request("P", ["Q"], "Q", []).Wanting("P", wanted).Wanting("Q", otherWanted).Holding("P", A.Lot(held, 10m));
        request = otherHeld > 0 ? request.Holding("Q", A.Lot(otherHeld, 10m)) : request;
        Assert.Equal(expected, request.Against());
    }

    [Theory]
    [InlineData("P", "Q", "ProductExcludes P excludes=Q")]
    [InlineData("Q", "P", "ProductExcludes P excludes=Q")]
    public void Two_that_exclude_each_other_are_told_once(string first, string second, string expected) =>
        Assert.Equal(expected, Request(first, [second], second, [first]).Wanting("P", 1).Wanting("Q", 1).Against());

    [Fact]
    public void An_excluded_product_that_the_offer_does_not_have_is_absent() =>
        Assert.Equal("", Request("P", ["NONE"], "Q", []).Wanting("P", 1).Against());

    private static RequestBuilder Request(string first, string[] firstExcludes, string second, string[] secondExcludes) => A.Request()
        .Product(A.Product(first, 10m) with { Excludes = firstExcludes })
        .Product(A.Product(second, 10m) with { Excludes = secondExcludes })
        .Product(A.Product("R", 10m)).Holding("R", A.Lot(1, 10m)).Wanting("R", 2);
}
