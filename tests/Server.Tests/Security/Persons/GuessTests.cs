using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security.Persons;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Security.Persons;

/// <summary>Who guesses gets nowhere, and keeps nobody out.</summary>
public sealed class GuessTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    /// <summary>GUESSES=10000 for the longer run.</summary>
    private static readonly int Guesses = int.Parse(Environment.GetEnvironmentVariable("GUESSES") ?? "300", CultureInfo.InvariantCulture);

    private const int AtOnce = 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestServer Server => fixture.Server;

    [Fact]
    public async Task Of_many_guesses_none_is_taken_others_go_on_and_the_true_person_logs_in_from_elsewhere_and_from_its_own_device()
    {
        var (portal, victim) = (await Portal.RegisterAsync(Server, "portal-guessed"), await Person.RegisterAsync(Server, "victim"));
        using var own = new Browser(Server.Http, "127.0.0.7");
        Assert.Equal(HttpStatusCode.Found, (await victim.LogInAsync(own, portal)).Status);
        var caller = Server.As($"Bearer {(await victim.TokensAsync(portal.Again()))["access_token"]}");
        var alone = await CallsAsync(caller, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        using var attacker = new Browser(Server.Http, "127.0.0.66");
        var page = await attacker.FollowAsync(portal.Again().Address());
        var (done, judged) = (0, 0);
        using var stop = new CancellationTokenSource();
        var beside = Task.Run(() => CallsAsync(caller, TimeSpan.FromMinutes(10), stop.Token), Cancellation);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Increment(ref done) is var number && number <= Guesses)
            {
                // Even what is right of it is not found out: the password with guessed codes.
                var shown = await attacker.SendAsync(
                    page, ("username", "victim"), ("password", number % 2 == 0 ? Person.Password : $"mot de passe {number}"), ("code", number.ToString("D6", CultureInfo.InvariantCulture)));
                Assert.True(shown.Status is HttpStatusCode.BadRequest or HttpStatusCode.TooManyRequests, $"{number}: {shown.Status}");
                if (shown.Status is HttpStatusCode.BadRequest)
                    Interlocked.Increment(ref judged);
            }
        }));
        await stop.CancelAsync();
        var during = await beside;
        Assert.Equal(3, judged);
        Assert.NotEmpty(during);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Guesses} guesses; p99 of a bystander's call {P99(alone):F1} ms alone, {P99(during):F1} ms beside them"));

        Server.Time.Advance(TimeSpan.FromSeconds(30));
        using var elsewhere = new Browser(Server.Http, "127.0.0.8");
        Assert.Equal(HttpStatusCode.Found, (await victim.LogInAsync(elsewhere, portal.Again())).Status);
        Server.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Found, (await victim.LogInAsync(own, portal.Again())).Status);

        // Where the guesses came from the right words are refused too: nobody learns there that they are.
        Server.Time.Advance(TimeSpan.FromSeconds(30));
        var refused = await victim.LogInAsync(attacker, portal.Again());
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.True(int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture) is > 60 and <= 1200);
        Server.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.Found, (await victim.LogInAsync(attacker, portal.Again())).Status);
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused_and_locked_as_one_that_is()
    {
        var (portal, person) = (await Portal.RegisterAsync(Server, "portal-names"), await Person.RegisterAsync(Server, "known"));
        var answers = new List<List<(HttpStatusCode, string)>>();
        foreach (var (name, from) in ((string, string)[])[("known", "127.0.1.1"), ("known", "127.0.1.2"), ("unknown", "127.0.1.3")])
        {
            using var browser = new Browser(Server.Http, from);
            var page = await browser.FollowAsync(portal.Again().Address());
            var told = new List<(HttpStatusCode, string)>();
            for (var i = 0; i < 4; i++)
            {
                // With the right password, with the right code, with nothing right.
                var shown = await browser.SendAsync(
                    page, ("username", name), ("password", from.EndsWith(".1", StringComparison.Ordinal) ? Person.Password : "guess guess guess"),
                    ("code", from.EndsWith(".2", StringComparison.Ordinal) ? person.Code() : "000000"));
                told.Add((shown.Status, shown.Text.Split("<button")[0].Split("role=\"alert\"")[1].Split("</p>")[0]));
            }
            answers.Add(told);
        }
        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(answers[0], answers[2]);
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests], answers[0].Select(a => a.Item1));
    }

    [Fact]
    public async Task From_one_address_thirty_names_are_tried_and_no_more()
    {
        var portal = await Portal.RegisterAsync(Server, "portal-spray");
        using var browser = new Browser(Server.Http, "127.0.2.1");
        var page = await browser.FollowAsync(portal.Address());
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 32; i++)
            statuses.Add((await browser.SendAsync(page, ("username", $"spray{i}"), ("password", "guess guess guess"), ("code", "000000"))).Status);
        Assert.Equal([(HttpStatusCode.BadRequest, 30), (HttpStatusCode.TooManyRequests, 2)], statuses.GroupBy(s => s).Select(g => (g.Key, g.Count())));
    }

    [Fact]
    public async Task What_is_counted_holds_no_name_and_no_address_and_goes_when_it_is_forgotten()
    {
        var portal = await Portal.RegisterAsync(Server, "portal-counts");
        using var browser = new Browser(Server.Http, "127.0.3.1");
        var page = await browser.FollowAsync(portal.Address());
        await browser.SendAsync(page, ("username", "counted"), ("password", "guess guess guess"), ("code", "000000"));
        var whose = GuessBound.Digest("counted");
        await using (var storage = Server.OpenStorage())
            Assert.Equal(2, await storage.Set<GuessCount>().CountAsync(c => c.Whose == whose, Cancellation));
        Server.Time.Advance(TimeSpan.FromHours(1));
        await browser.SendAsync(page, ("username", "another"), ("password", "guess guess guess"), ("code", "000000"));
        await using (var storage = Server.OpenStorage())
            Assert.Equal(0, await storage.Set<GuessCount>().CountAsync(c => c.Whose == whose, Cancellation));
    }

    private static async Task<List<double>> CallsAsync(Clients caller, TimeSpan most, CancellationToken stop = default)
    {
        var (times, all) = (new List<double>(), Stopwatch.StartNew());
        while (all.Elapsed < most && !stop.IsCancellationRequested)
        {
            var one = Stopwatch.StartNew();
            await caller.Customers.GetCustomerAsync(new GetCustomerRequest { Name = Steps.Customer }, cancellationToken: TestContext.Current.CancellationToken);
            times.Add(one.Elapsed.TotalMilliseconds);
            await Task.Delay(5, Cancellation);
        }
        return times;
    }

    private static double P99(List<double> times) => times.Order().ElementAt((int)(times.Count * 0.99));
}
