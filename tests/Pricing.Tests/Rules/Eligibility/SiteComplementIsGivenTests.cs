namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class SiteComplementIsGivenTests
{
    [Theory]
    [InlineData(true, false, "SiteComplementRequired")]
    [InlineData(true, true, "")]
    [InlineData(false, false, "")]
    public void An_offer_that_needs_the_complement_gets_it(bool isNeeded, bool isGiven, string expected) =>
        Assert.Equal(expected, A.Request().Line(10m, 1, 10m, 2)
            .Catalogue(c => c with { RequiresSiteComplement = isNeeded })
            .With(r => r with { Site = r.Site with { HasComplement = isGiven } }).Against());
}
