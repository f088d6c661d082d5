using MyOpenIP.Pricing.Tests.Cases;

namespace MyOpenIP.Pricing.Tests.Explanations;

public sealed class ExplanationsOfStoriesTests
{
    private static readonly PricedAmendment[] Outcomes =
        [.. CaseFiles.Names.Select(CaseFiles.Request).Concat(CaseFiles.RefusedRequests).Append(Samples.Everything).Select(Pricers.OneShot.Price)];

    [Theory]
    [InlineData(Language.French)]
    [InlineData(Language.English)]
    public void Every_reason_of_every_story_is_a_complete_sentence(Language language)
    {
        var sentences = Outcomes
            .SelectMany(o => o.Lines.SelectMany(l => l.Reasons).Concat(o.Reasons).Concat(o.Commitment.Reasons))
            .Select(r => Explanation.Sentence(r, language))
            .ToArray();
        Assert.NotEmpty(sentences);
        Assert.All(sentences, s => Assert.True(SentenceIs.Complete(s), s));
    }

    [Theory]
    [InlineData(Language.French)]
    [InlineData(Language.English)]
    public void Every_violation_of_every_story_is_a_complete_sentence(Language language)
    {
        var sentences = Outcomes.SelectMany(o => o.Violations).Select(v => Explanation.Sentence(v, language)).ToArray();
        Assert.NotEmpty(sentences);
        Assert.All(sentences, s => Assert.True(SentenceIs.Complete(s), s));
    }

    [Fact]
    public void The_stories_bring_about_every_violation() =>
        Assert.Empty(Enum.GetValues<ViolationCode>().Except(Outcomes.SelectMany(o => o.Violations).Select(v => v.Code)));
}
