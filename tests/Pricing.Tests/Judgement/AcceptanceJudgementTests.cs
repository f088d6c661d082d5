namespace MyOpenIP.Pricing.Tests.Judgement;

public sealed class AcceptanceJudgementTests
{
    private static readonly DocumentVersion Terms = new("CGAS", "2026-01", new string('a', 64));
    private static readonly DocumentVersion Prices = new("CATALOGUE", "2026-11", new string('b', 64));

    private static readonly AcceptanceGiven Good = new()
    {
        State = ContractState.Delivered,
        QuotedVersion = 3,
        CurrentVersion = 3,
        Documents = [Terms, Prices],
        AcceptedDocuments = [Prices, Terms],
        ExtensionConsented = true,
    };

    [Fact]
    public void Nothing_stands_against_what_is_accepted_whole() => Assert.True(Judge(g => g).IsAccepted);

    [Fact]
    public void The_offer_is_the_one_that_was_quoted()
    {
        var judged = Judge(g => g with { CurrentVersion = 4 });
        Assert.True(judged.OfferHasChanged);
        Assert.False(judged.IsAccepted);
    }

    [Fact]
    public void Every_document_is_accepted_in_its_version()
    {
        AssertStands("DocumentsNotAccepted", g => g with { AcceptedDocuments = [Terms] });
        var other = Judge(g => g with { AcceptedDocuments = [Terms, Prices with { Version = "2026-10" }] });
        Assert.Equal("DocumentsNotAccepted", string.Join('\n', other.Violations.Select(Shown.Of)));
        Assert.Empty(other.ForeignDocuments);
    }

    [Fact]
    public void A_document_that_the_quote_does_not_have_cannot_be_accepted()
    {
        var foreign = Terms with { Sha256 = new string('c', 64) };
        var judged = Judge(g => g with { AcceptedDocuments = [Terms, Prices, foreign] });
        Assert.Empty(judged.Violations);
        Assert.Equal([foreign], judged.ForeignDocuments);
        Assert.False(judged.IsAccepted);
    }

    [Fact]
    public void A_longer_commitment_is_consented_to() =>
        AssertStands("ConsentRequired last_day_after=2027-04-09", g => g with { ExtensionConsented = false });

    [Fact]
    public void The_state_of_the_offer_is_that_of_now() =>
        AssertStands("OfferNotDelivered state=Suspended", g => g with { State = ContractState.Suspended });

    [Fact]
    public void What_the_quote_froze_stays()
    {
        var quoted = Quoted with { Violations = [new Violation(ViolationCode.OfferNotDelivered, null, []), new Violation(ViolationCode.NoChange, null, [])] };
        Assert.Equal([ViolationCode.NoChange], AcceptanceJudgement.Of(quoted, Good).Violations.Select(v => v.Code));
    }

    [Fact]
    public void Something_is_accepted_of_something()
    {
        Assert.Throws<ArgumentNullException>("quoted", () => AcceptanceJudgement.Of(null!, Good));
        Assert.Throws<ArgumentNullException>("given", () => AcceptanceJudgement.Of(Quoted, null!));
    }

    private static PricedAmendment Quoted { get; } = A.Request().On("2026-04-10")
        .Policies(p => p with { AdditionCommitment = AdditionCommitment.OwnTerm, OwnTermMonths = 12 })
        .With(r => r with { Acceptance = new Acceptance(false, false) }).Line(10m, 1, 10m, 2).Price();

    private static AcceptanceJudgement Judge(Func<AcceptanceGiven, AcceptanceGiven> change) => AcceptanceJudgement.Of(Quoted, change(Good));

    private static void AssertStands(string expected, Func<AcceptanceGiven, AcceptanceGiven> change)
    {
        var judged = Judge(change);
        Assert.Equal(expected, string.Join('\n', judged.Violations.Select(Shown.Of)));
        Assert.False(judged.IsAccepted);
    }
}
