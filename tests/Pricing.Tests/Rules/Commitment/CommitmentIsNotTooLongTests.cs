namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class CommitmentIsNotTooLongTests
{
    [Theory]
    [InlineData(25, CustomerSize.Small, false, "CommitmentTooLong last_day=2028-05-09 latest_last_day=2028-04-09")]
    [InlineData(25, CustomerSize.Micro, false, "CommitmentTooLong last_day=2028-05-09 latest_last_day=2028-04-09")]
    [InlineData(25, CustomerSize.NonProfit, false, "CommitmentTooLong last_day=2028-05-09 latest_last_day=2028-04-09")]
    [InlineData(24, CustomerSize.Small, false, "")]
    [InlineData(25, CustomerSize.Small, true, "")]
    [InlineData(25, CustomerSize.Medium, false, "")]
    [InlineData(25, CustomerSize.Large, false, "")]
    public void A_protected_customer_commits_for_24_months_at_most(int months, CustomerSize size, bool waived, string expected) =>
        Assert.Equal(expected, A.Request().On("2026-04-10")
            .Policies(p => p with { AdditionCommitment = AdditionCommitment.OwnTerm, OwnTermMonths = months })
            .With(r => r with { Customer = r.Customer with { Size = size, ProtectionWaived = waived } })
            .Line(10m, 1, 10m, 2).Against());

    [Fact]
    public void A_commitment_that_was_longer_already_is_not_judged() =>
        Assert.Equal("", A.Request().Committed(60, "2026-01-01", "2030-12-31")
            .With(r => r with { Customer = r.Customer with { Size = CustomerSize.Micro } }).Line(10m, 1, 10m, 2).Against());
}
