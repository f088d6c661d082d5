using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Security;

/// <summary>Guesses of a client's secret. The run of its own (MYOPENIP_GUESSES=10000) makes that many.</summary>
public sealed class GuessedSecretsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const int GuessesOfSuite = 600;
    private const int Attackers = 8;

    private static readonly int Guesses = int.TryParse(Environment.GetEnvironmentVariable("MYOPENIP_GUESSES"), CultureInfo.InvariantCulture, out var guesses) ? guesses : GuessesOfSuite;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestServer Server => fixture.Server;

    [Fact]
    public async Task No_guess_is_taken_nobody_is_locked_out_and_another_client_s_calls_go_on()
    {
        var secret = await Server.RegisterAsync("aim", ActorRole.Reseller, "destiny");
        var bystander = Server.As($"Bearer {await Server.TokenOfNewAsync("bystander", ActorRole.Operator)}");
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var times = new List<double>();
        var calls = Task.Run(
            async () =>
            {
                while (!ending.IsCancellationRequested)
                {
                    var start = Stopwatch.GetTimestamp();
                    await bystander.Catalog.ListOffersAsync(new ListOffersRequest { PageSize = 1 });
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            },
            Cancellation);
        var (left, taken, answers) = (Guesses, 0, 0);
        var attacks = Enumerable.Range(0, Attackers).Select(i => Task.Run(
            async () =>
            {
                using var http = new HttpClient { BaseAddress = Server.Http };
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    // As the secret is made, near to it, and none at all.
                    var guess = i switch { 0 => secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A'), 1 => ClientSecrets.Hash(secret), 2 => "", _ => ClientSecrets.Make() };
                    var (status, _) = await RegisteredClients.AskAsync(http, "aim", guess);
                    if (status is HttpStatusCode.OK)
                        Interlocked.Increment(ref taken);
                    Interlocked.Increment(ref answers);
                }
            },
            Cancellation)).ToArray();

        // The true client, from elsewhere, while it goes on.
        using var elsewhere = new HttpClient(From(IPAddress.Parse("127.0.0.2"))) { BaseAddress = Server.Http };
        var let = 0;
        while (!attacks.All(a => a.IsCompleted))
        {
            Assert.Equal(HttpStatusCode.OK, (await RegisteredClients.AskAsync(elsewhere, "aim", secret)).Status);
            let++;
        }
        await Task.WhenAll(attacks);
        await ending.CancelAsync();
        await calls;
        Assert.Equal((0, Guesses), (taken, answers));
        Assert.NotEmpty(times);
        times.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{answers} guesses, {taken} taken; the true client was let in {let} times meanwhile; {times.Count} calls of another, half within {times[times.Count / 2]:0.0} ms, 99 % within {times[times.Count * 99 / 100]:0.0} ms, none failed.");
    }

    private static SocketsHttpHandler From(IPAddress address) => new()
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
