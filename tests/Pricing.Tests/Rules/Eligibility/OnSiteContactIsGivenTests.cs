namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class OnSiteContactIsGivenTests
{
    [Theory]
    [InlineData(0, "OnSiteContactRequired")]
    [InlineData(1, "")]
    public void A_contact_is_needed(int contacts, string expected) =>
        Assert.Equal(expected, A.Request().Line(10m, 1, 10m, 2).With(r => r with { Site = r.Site with { OnSiteContacts = contacts } }).Against());
}
