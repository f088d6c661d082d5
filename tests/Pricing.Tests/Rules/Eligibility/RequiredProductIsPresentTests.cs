namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class RequiredProductIsPresentTests
{
    [Theory]
    [InlineData(1, 2, 1, 0, "ProductRequires P requires=Q")]
    [InlineData(1, 1, 1, 0, "ProductRequires P requires=Q")]
    [InlineData(0, 1, 0, 0, "ProductRequires P requires=Q")]
    [InlineData(1, 1, 0, 0, "")]
    [InlineData(1, 2, 1, 1, "")]
    [InlineData(1, 0, 1, 0, "")]
    public void What_a_product_requires_is_in_the_final_basket(int held, int wanted, int otherHeld, int otherWanted, string expected)
    {
        var request = A.Request()
            .Product(A.Product("P", 10m) with { Requires = ["Q"] }).Product(A.Product("Q", 10m)).Product(A.Product("R", 10m))
            .Holding("R", A.Lot(1, 10m)).Wanting("R", 2).Wanting("P", wanted).Wanting("Q", otherWanted);
        request = held > 0 ? request.Holding("P", A.Lot(held, 10m)) : request;
        request = otherHeld > 0 ? request.Holding("Q", A.Lot(otherHeld, 10m)) : request;
        Assert.Equal(expected, request.Against());
    }

    [Fact]
    public void A_required_product_that_the_offer_does_not_have_is_absent() =>
        Assert.Equal("ProductRequires P requires=NONE", A.Request().Product(A.Product("P", 10m) with { Requires = ["NONE"] }).Wanting("P", 1).Against());

    [Fact]
    public void Several_are_told_by_their_code() =>
        Assert.Equal("ProductRequires P requires=X\nProductRequires P requires=Y", A.Request().Product(A.Product("P", 10m) with { Requires = ["Y", "X"] }).Wanting("P", 1).Against());
}
