namespace MyOpenIP.Pricing.Tests.Judgement;

public sealed class GrantJudgementTests
{
    private static readonly DiscountAuthority Authority = new(10m, 10m, 60m, 40m);

    [Theory]
    [InlineData("P", 2, 60, 40, "alice", "bernard", null)]
    [InlineData("Q", 2, 60, 40, "alice", "bernard", GrantRefusal.NotAwaited)]
    [InlineData("P", 3, 60, 40, "alice", "bernard", GrantRefusal.NotAwaited)]
    [InlineData("P", 2, 59, 40, "alice", "bernard", GrantRefusal.NotAwaited)]
    [InlineData("P", 2, 60, 39, "alice", "bernard", GrantRefusal.NotAwaited)]
    [InlineData("P", 2, 60, 40, "bernard", "bernard", GrantRefusal.OwnRequest)]
    public void An_operator_grants_exactly_what_another_asked_for(
        string product, int quantity, int setup, int recurring, string asker, string granter, GrantRefusal? refusal) =>
        Assert.Equal(refusal, GrantJudgement.Of(new DiscountGrant(product, quantity, setup, recurring, granter), Priced(60m, 40m).Approvals[0], asker, Authority));

    [Theory]
    [InlineData(60, 40, null)]
    [InlineData(61, 40, GrantRefusal.ExceedsAuthority)]
    [InlineData(60, 41, GrantRefusal.ExceedsAuthority)]
    public void Up_to_the_ceiling_of_an_operator(int setup, int recurring, GrantRefusal? refusal) =>
        Assert.Equal(refusal, GrantJudgement.Of(new DiscountGrant("P", 2, setup, recurring, "bernard"), Priced(setup, recurring).Approvals[0], "alice", Authority));

    [Fact]
    public void What_is_granted_already_waits_no_more()
    {
        var approval = Priced(60m, 40m).Approvals[0] with { GrantedBy = "bernard" };
        Assert.Equal(GrantRefusal.NotAwaited, GrantJudgement.Of(approval, "carole", "alice", Authority));
        Assert.Null(GrantJudgement.Of(approval with { GrantedBy = null }, "carole", null, Authority));
        Assert.Equal(GrantRefusal.NotAwaited, GrantJudgement.Of(new DiscountGrant("P", 2, 60m, 40m, "carole"), approval, "alice", Authority));
        Assert.Equal(GrantRefusal.NotAwaited, GrantJudgement.Of(new DiscountGrant("P", 2, 60m, 40m, "carole"), null, "alice", Authority));
    }

    private static PricedAmendment Priced(decimal setup, decimal recurring) => A.Request().With(r => r with { Authority = Authority })
        .Line(10m, 1, 10m, 2, setup: 5m).Manual("P", setup, recurring, askedBy: AskerRole.Reseller).Price();
}
