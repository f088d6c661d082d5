namespace MyOpenIP.EndToEnd.Tests;

/// <summary>A server that strangers reach, set up by whoever has the published folder and docs/security.md, and nothing else.</summary>
public sealed class ProductionTests(PublishedServer server, PublishedFolder folder) : IClassFixture<PublishedServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_secret_of_the_machine_that_publishes_is_in_what_is_installed()
    {
        await folder.MadeAsync();
        Assert.Empty(await folder.SecretAsync());
    }

    [Fact]
    public async Task Following_the_document_a_server_is_set_up_in_Production_with_TLS_and_its_own_issuer()
    {
        var document = new OperatorsDocument(await File.ReadAllTextAsync(Path.Combine(server.Published, "security.md"), Cancellation), server);
        document.Read("Who calls");
        document.Read("Who may do what");
        document.Read("Tokens");
        await document.FollowAsync("A server in Production, by TLS");
        await document.FollowAsync("Clients");
        document.Read("Behind a proxy");
        document.Read("Internal systems by certificate");
        document.Read("Another issuer");
        document.Read("Limits");
        document.Read("Persons");
        document.Read("What proves an acceptance");
        document.Read("What holds which threat");
        document.Read("What is logged");
        document.Read("Reporting");
        document.AssertFollowed();

        // What was said once is nowhere: not in the log, not in the database.
        var secret = (await File.ReadAllLinesAsync(Path.Combine(server.Home, "acme.client"), Cancellation))[1]["client_secret=".Length..];
        var token = (await File.ReadAllTextAsync(Path.Combine(server.Home, "token"), Cancellation)).Trim();
        var log = await server.DoneAsync("journalctl -u myopenip");
        Assert.Contains("serves in Production", log, StringComparison.Ordinal);
        foreach (var canary in (string[])[secret, token, token.Split('.')[2]])
        {
            Assert.DoesNotContain(canary, log, StringComparison.Ordinal);
            Assert.Equal(1, (await server.RunAsync($"grep -r -F -l -- '{canary}' /var/lib/myopenip /opt/myopenip")).Code);
        }
    }
}
