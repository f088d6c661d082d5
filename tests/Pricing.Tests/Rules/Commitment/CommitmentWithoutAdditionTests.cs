namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class CommitmentWithoutAdditionTests
{
    [Theory]
    [InlineData(AdditionCommitment.CoTerm)]
    [InlineData(AdditionCommitment.Restart)]
    [InlineData(AdditionCommitment.OwnTerm)]
    public void A_reduction_leaves_the_commitment(AdditionCommitment policy)
    {
        var effect = A.Request().Committed(24, "2025-01-01", "2026-12-31")
            .Policies(p => p with { AdditionCommitment = policy, OwnTermMonths = 48 }).Line(10m, 3, 10m, 2).Price().Commitment;
        Assert.Equal(effect.Before, effect.After);
        Assert.False(effect.IsExtended);
        Assert.Equal("COMMITMENT_UNCHANGED", Assert.Single(effect.Reasons).Code);
    }

    [Fact]
    public void An_addition_is_for_other_rules() =>
        Assert.NotEqual("COMMITMENT_UNCHANGED", Assert.Single(A.Request().Line(10m, 3, 10m, 4).Price().Commitment.Reasons).Code);
}
