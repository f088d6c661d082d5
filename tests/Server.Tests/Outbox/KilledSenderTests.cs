using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Notifications.Webhooks;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Tests.Signing;
using MyOpenIP.Server.Tests.Verification;
using MyOpenIP.Server.Tests.Webhooks;
using MyOpenIP.Server.Writes;
using SmtpServer.Protocol;

namespace MyOpenIP.Server.Tests.Outbox;

/// <summary>
/// A server that is killed when somebody has its message and before it is written down, again and again: a mail server that is slow
/// and whose way is cut after the final dot, and the receiver of a webhook. The next one sends it again, the same, and loses none;
/// of work that was rolled back nothing is sent.
/// </summary>
public sealed class KilledSenderTests(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private const int Cuts = 3;

    /// <summary>4 in the suite; MYOPENIP_SENDER_KILLS says how many in a run of its own.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("MYOPENIP_SENDER_KILLS") ?? "4", CultureInfo.InvariantCulture);

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private readonly SmtpSink sink = SmtpSink.Start();
    private readonly SemaphoreSlim killed = new(0);
    private WebhookReceiver receiver = null!;
    private KilledServer server = null!;
    private CuttingProxy proxy = null!;
    private int armed;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder, "myopenip.db");

    public async ValueTask InitializeAsync()
    {
        File.Copy(demonstration.File, Database);
        receiver = await WebhookReceiver.StartAsync();
        proxy = new(sink.Port, Cuts);
        await using (var setUp = await TestServer.StartAsync(Database, DateTimeOffset.UtcNow))
            await setUp.Parts.GetRequiredService<Operations>().RunAsync(
                Actor.Command, write => setUp.Parts.GetRequiredService<WebhookRegistration>().AddAsync(write, "destiny", receiver.Url), Cancellation);

        // Of each kind one at once: what is under way when it is killed is one message.
        server = new(
            Database, [.. sink.Settings(through: proxy.Port), "--Outbox:MessageSeconds", "2", "--Outbox:AtOnce", "1", "--Webhooks:AllowedNetworks", "127.0.0.0/8,::1"]);
        sink.Answer = async _ =>
        {
            await Task.Delay(20);
            KillIf(1);
            return null as SmtpResponse;
        };
        receiver.Answer = (_, http) =>
        {
            KillIf(2);
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        };
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await receiver.DisposeAsync();
        await sink.DisposeAsync();
        proxy.Dispose();
        killed.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_a_killed_server_had_sent_and_not_written_down_is_sent_again_the_same_and_nothing_is_lost_or_made_up()
    {
        var offers = await OffersAsync();
        await server.StartAsync();
        var (mails, hooks) = (0, 0);
        for (var round = 0; round < Kills; round++)
        {
            // By turns when the mail server has a mail, and when the webhook has a message.
            _ = round % 2 == 0 ? mails++ : hooks++;
            await AskAsync(offers.Dequeue());
            Volatile.Write(ref armed, 1 + (round % 2));
            await AskAsync(offers.Dequeue());
            Assert.True(await killed.WaitAsync(TimeSpan.FromSeconds(60), Cancellation), "Nothing was sent.");
            await server.GoneAsync();
            await server.StartAsync();
        }
        await AskAsync(offers.Dequeue());
        await OutboxServer.UntilAsync(async () => await DueAsync() == 0, () => "messages wait");

        await using var storage = Server.Storage.StorageSetup.OpenToRead(Database);
        var asked = await storage.SignatureRequests.Where(r => r.Reseller == "destiny").Select(r => $"{r.AmendmentNumber}.{r.Revision}.link.1.1@openip.example").ToListAsync(Cancellation);
        var taken = sink.Taken;
        Assert.InRange(asked.Count, Kills + 1, (2 * Kills) + 1);
        Assert.Equal(asked.Order(), taken.Select(m => m.MessageId!).Distinct().Order());
        Assert.InRange(taken.Count, asked.Count + 1, asked.Count + Cuts + Kills);
        Assert.Equal(asked.Count, taken.Select(m => (m.MessageId, Mailbox.LinkIn(m).AbsolutePath, m.Date)).Distinct().Count());

        var happened = (await storage.Events.Where(e => e.Reseller == "destiny").Select(e => e.Id).ToListAsync(Cancellation)).ConvertAll(id => $"{id}");
        var received = receiver.Received.ToArray();
        Assert.Equal(happened.Order(), received.Select(r => r.Id).Distinct().Order());
        Assert.InRange(received.Length, happened.Count, happened.Count + Kills);
        Assert.Equal(happened.Count, received.Select(r => (r.Id, r.Body)).Distinct().Count());
        TestContext.Current.TestOutputHelper!.WriteLine($"{Kills} kills ({mails} at a mail, {hooks} at a webhook), {proxy.Cut} cuts; {asked.Count} mails came {taken.Count} times, {happened.Count} events {received.Length} times.");

        var (holds, told) = await WorkedDatabase.VerifyAsync(Database);
        Assert.True(holds, told);
    }

    private void KillIf(int kind)
    {
        if (Interlocked.CompareExchange(ref armed, 0, kind) != kind)
            return;
        server.Kill();
        killed.Release();
    }

    /// <summary>Has a customer asked to sign; first only to see whether it could be, which is rolled back. The server may end at any moment.</summary>
    private async Task AskAsync(string offer)
    {
        try
        {
            var quoted = await server.Reseller.QuoteAsync(await server.Reseller.CreateQuotableAsync(offer, Steps.Want("SDA_FULL", 70)));
            var only = Steps.SignatureOf(quoted);
            only.ValidateOnly = true;
            await server.Reseller.Amendments.RequestSignatureAsync(only, cancellationToken: Cancellation);
            var stale = Steps.SignatureOf(quoted);
            stale.Fingerprint = $"f2:{new string('0', 64)}";
            await Assert.ThrowsAsync<RpcException>(async () => await server.Reseller.Amendments.RequestSignatureAsync(stale, cancellationToken: Cancellation));
            await server.Reseller.RequestSignatureAsync(quoted);
        }
        catch (RpcException)
        {
            // It is gone: what it committed of this is in the database.
        }
    }

    private async Task<Queue<string>> OffersAsync()
    {
        await using var storage = Server.Storage.StorageSetup.OpenToRead(Database);
        var free = await storage.ContractedOffers
            .Where(o => o.Reseller == "destiny" && o.OfferCode == "metacentrex" && o.State == Pricing.ContractState.Delivered && o.OpenAmendment == null)
            .OrderBy(o => o.ReferenceNumber).ToListAsync(Cancellation);
        return new(free.Select(o => $"customers/{o.CustomerId}/contractedOffers/{o.Reference}"));
    }

    /// <summary>Messages that wait, besides the reminders of days to come.</summary>
    private async Task<int> DueAsync()
    {
        await using var storage = Server.Storage.StorageSetup.OpenToRead(Database);
        var tomorrow = DateTimeOffset.UtcNow.AddDays(1);
        return await storage.Outbox.CountAsync(r => r.State == OutboxState.Pending && r.DueAt < tomorrow, Cancellation);
    }
}
