namespace MyOpenIP.Pricing.Tests.Facts;

public sealed class LegalTableTests
{
    private const LegalValueKind Months = LegalValueKind.LongestProtectedCommitmentMonths;

    private static readonly LegalTable Table = new("1",
    [
        new LegalValue((LegalValueKind)9, 99m, A.Day("2000-01-01")),
        new LegalValue(Months, 24m, A.Day("2008-06-01"), A.Day("2026-01-01")),
        new LegalValue(Months, 12m, A.Day("2026-01-01"), A.Day("2028-01-01")),
    ]);

    [Theory]
    [InlineData("2008-05-31", null)]
    [InlineData("2008-06-01", 24)]
    [InlineData("2025-12-31", 24)]
    [InlineData("2026-01-01", 12)]
    [InlineData("2027-12-31", 12)]
    [InlineData("2028-01-01", null)]
    public void A_value_of_law_holds_from_its_first_day_until_the_day_on_which_it_is_no_longer_valid(string day, int? value) =>
        Assert.Equal(value, Table.On(Months, A.Day(day)));
}
