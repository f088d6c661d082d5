using System.Diagnostics;
using System.Net;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Tests;
using MyOpenIP.V1;
using OtpNet;

namespace MyOpenIP.Server.Tests.Security.Persons;

/// <summary>The pages in Chromium, as a person has them.</summary>
public sealed class BrowserTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(3);

    private TestServer Server => fixture.Server;

    [Fact]
    public async Task A_person_logs_in_with_a_second_factor_fails_three_times_is_locked_out_and_is_reset_by_the_operator_s_link()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(LongestRun);
        using var node = Process.Start(new ProcessStartInfo("node", ["tests/Server.Tests/Security/Persons/login.mjs"])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = node.StandardError.ReadToEndAsync(stop.Token);
        var (faults, others, arrived) = (new List<string>(), new Others(Server), 0);
        try
        {
            while (await node.StandardOutput.ReadLineAsync(stop.Token) is { } line)
            {
                var (verb, said) = (line.Split(' ')[0], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
                if (verb == "fault")
                {
                    faults.Add(said);
                    continue;
                }
                await node.StandardInput.WriteLineAsync((await others.AnswerAsync(verb, said)).AsMemory(), stop.Token);
                arrived += verb == "back" ? 1 : 0;
            }
            await node.WaitForExitAsync(stop.Token);
        }
        finally
        {
            if (!node.HasExited)
                node.Kill(entireProcessTree: true);
        }
        Assert.Empty(faults);
        Assert.Equal((0, ""), (node.ExitCode, await error));
        Assert.Equal(4, arrived);
    }

    /// <summary>What the browser has not: the portal, the operator, and the app with the key.</summary>
    private sealed class Others(TestServer server)
    {
        private Portal? portal;
        private string back = "";
        private string key = "";

        public async Task<string> AnswerAsync(string verb, string said)
        {
            switch (verb)
            {
                case "portal":
                    portal = await Portal.RegisterAsync(server, "portal-browser", back = said);
                    return portal.Address(("redirect_uri", back)).ToString();
                case "add":
                    return Link((await Person.InviteAsync(server, said)).Link);
                case "reset":
                    return Link(await new Person(server, said).ResetAsync());
                case "app":
                    key = said;
                    return Code();
                case "code":
                    return Code();
                case "back":
                    var (status, tokens) = await portal!.RedeemAsync(Portal.CodeIn(new Uri(said)), back: back);
                    Assert.True(status is HttpStatusCode.OK, tokens.ToJsonString());
                    await server.As($"Bearer {tokens["access_token"]}").Customers.GetCustomerAsync(new GetCustomerRequest { Name = Steps.Customer });
                    return "";
                default:
                    throw new InvalidOperationException($"{verb} {said}");
            }
        }

        private string Link(string code) => new Uri(server.Http, $"link/{code}").ToString();

        private string Code()
        {
            server.Time.Advance(TimeSpan.FromSeconds(30));
            return new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(server.Time.GetUtcNow().UtcDateTime);
        }
    }
}
