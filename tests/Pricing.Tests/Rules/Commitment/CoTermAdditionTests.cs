namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class CoTermAdditionTests
{
    [Fact]
    public void Added_units_end_with_the_offer()
    {
        var priced = A.Request().Committed(24, "2025-01-01", "2026-12-31").Line(10m, 3, 10m, 4).Price();
        Assert.Equal(("COMMITMENT_CO_TERM", false, A.Day("2026-12-31"), A.Day("2026-12-31")), Of(priced.Commitment));
        Assert.Null(priced.Lines[0].LotsAfter[1].CommittedUntil);
    }

    [Theory]
    [InlineData(AdditionCommitment.Restart)]
    [InlineData(AdditionCommitment.OwnTerm)]
    public void Without_a_term_to_take_an_addition_is_co_term(AdditionCommitment policy) =>
        Assert.Equal(("COMMITMENT_CO_TERM", false, null, null),
            Of(A.Request().Policies(p => p with { AdditionCommitment = policy }).Line(10m, 3, 10m, 4).Price().Commitment));

    [Theory]
    [InlineData(AdditionCommitment.Restart, "COMMITMENT_RESTARTED")]
    [InlineData(AdditionCommitment.OwnTerm, "COMMITMENT_OWN_TERM")]
    public void With_one_the_policy_decides(AdditionCommitment policy, string expected) =>
        Assert.Equal(expected, Assert.Single(A.Request().Committed(24, "2025-01-01", "2026-12-31")
            .Policies(p => p with { AdditionCommitment = policy, OwnTermMonths = 12 }).Line(10m, 3, 10m, 4).Price().Commitment.Reasons).Code);

    private static (string, bool, DateOnly?, DateOnly?) Of(CommitmentEffect effect) =>
        (effect.Reasons[0].Code, effect.IsExtended, effect.LastDayBefore, effect.LastDayAfter);
}
