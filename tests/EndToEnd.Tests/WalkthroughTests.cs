using MyOpenIP.ClientSamples;

namespace MyOpenIP.EndToEnd.Tests;

public sealed class WalkthroughTests
{
    public static TheoryData<string> Stories => [.. Story.All.Select(s => s.Reference)];

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task The_flow_goes_on_where_it_was_when_the_server_is_killed_between_any_two_steps(string reference)
    {
        await using var server = ServerProcess.Start();
        await server.ServingAsync();
        var story = Story.All.Single(s => s.Reference == reference);
        foreach (var (title, step) in new Walkthrough(story, _ => { }).Steps)
        {
            using (var tokens = server.Tokens())
            using (var portal = new Portal(server.Address, tokens))
            {
                var fault = await Record.ExceptionAsync(() => step(portal));
                Assert.True(fault is null, $"{title}: {fault?.Message}");
            }

            await server.KillAndRestartAsync();
        }
    }

    [Fact]
    public void A_wrong_expectation_is_reported_as_unexpected()
    {
        var fault = Assert.Throws<UnexpectedAnswerException>(() => Expect.Equal(9.00m, 6.00m, "Recurring charge"));
        Assert.Equal("Recurring charge: expected 9.00, received 6.00.", fault.Message);
    }
}
