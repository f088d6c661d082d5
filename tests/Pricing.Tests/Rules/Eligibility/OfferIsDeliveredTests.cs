namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class OfferIsDeliveredTests
{
    [Theory]
    [InlineData(ContractState.Ordered)]
    [InlineData(ContractState.Suspended)]
    [InlineData(ContractState.Terminated)]
    public void An_offer_in_another_state_cannot_be_amended(ContractState state) =>
        Assert.Equal($"OfferNotDelivered state={state}", Request.Contract(c => c with { State = state }).Against());

    [Fact]
    public void A_delivered_offer_can() => Assert.Equal("", Request.Against());

    private static RequestBuilder Request => A.Request().Line(10m, 1, 10m, 2);
}
