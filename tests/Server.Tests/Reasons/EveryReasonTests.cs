using Google.Protobuf.Collections;
using MyOpenIP.Pricing.Tests.Cases;
using MyOpenIP.Server.Tests.Cases;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Reasons;

/// <summary>Every reason is brought about by a call, and carries the metadata that its comment in the contract names.</summary>
public sealed class EveryReasonTests(ServerFixture fixture, StoryServer stories) : IClassFixture<ServerFixture>, IClassFixture<StoryServer>
{
    public static TheoryData<ErrorReason> Violations => [.. Enum.GetValues<ErrorReason>().Where(r => r is > 0 and < ErrorReason.Unauthenticated)];

    public static TheoryData<ErrorReason> Errors => [.. Enum.GetValues<ErrorReason>().Where(r => r >= ErrorReason.Unauthenticated)];

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task A_violation_carries_the_metadata_that_its_comment_names(ErrorReason reason)
    {
        // The order of refusals has one case for each violation, in the order of the reasons.
        var recap = await stories.PreviewAsync(CaseFiles.RefusedRequests.ElementAt((int)reason - 1));
        var violation = recap.Violations.First(v => v.Reason == reason);
        AssertAsDocumented(reason, violation.Metadata);
        Assert.True(violation.Description.Fr.Length > 0 && violation.Description.En.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task An_error_carries_the_code_and_the_metadata_that_its_comment_names(ErrorReason reason)
    {
        Assert.True(ErrorStories.All.TryGetValue(reason, out var story), $"No story brings about {reason}.");
        var refusal = await story(fixture);
        Assert.Equal((ReasonComments.NameOf(reason), ReasonComments.CodeOf(reason)), (refusal.Reason, refusal.Code));
        AssertAsDocumented(reason, refusal.Info.Metadata);
    }

    private static void AssertAsDocumented(ErrorReason reason, MapField<string, string> metadata)
    {
        Assert.Equal(ReasonComments.KeysOf(reason), metadata.Keys.Order(StringComparer.Ordinal));
        Assert.All(metadata.Values, Assert.NotEmpty);
    }
}
