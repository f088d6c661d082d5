namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class LongerCommitmentIsConsentedToTests
{
    [Theory]
    [InlineData(false, "ConsentRequired last_day_after=2028-04-09 last_day_before=2026-12-31")]
    [InlineData(true, "")]
    public void A_longer_commitment_needs_an_express_consent(bool isConsented, string expected)
    {
        var request = A.Request().On("2026-04-10").Committed(24, "2025-01-01", "2026-12-31")
            .Policies(p => p with { AdditionCommitment = AdditionCommitment.Restart })
            .With(r => r with { Acceptance = r.Acceptance with { ExtensionConsented = isConsented } })
            .Line(10m, 1, 10m, 2);
        Assert.Equal(expected, request.Against());
        Assert.True(request.Price().CanBeQuoted);
        Assert.Equal([AcceptanceCondition.Documents, AcceptanceCondition.LongerCommitment], request.Price().AcceptanceConditions);
    }

    [Fact]
    public void The_first_commitment_has_none_before() =>
        Assert.Equal("ConsentRequired last_day_after=2027-04-09", A.Request().On("2026-04-10")
            .Policies(p => p with { AdditionCommitment = AdditionCommitment.OwnTerm, OwnTermMonths = 12 })
            .With(r => r with { Acceptance = r.Acceptance with { ExtensionConsented = false } })
            .Line(10m, 1, 10m, 2).Against());

    [Fact]
    public void Co_term_needs_none() =>
        Assert.Equal("", A.Request().Committed(24, "2025-01-01", "2026-12-31")
            .With(r => r with { Acceptance = r.Acceptance with { ExtensionConsented = false } })
            .Line(10m, 1, 10m, 2).Against());
}
