using System.Security.Cryptography.X509Certificates;
using System.Text;
using CloudNative.CloudEvents.SystemTextJson;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MyOpenIP.Server.Notifications.Webhooks;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Tests.Outbox;
using MyOpenIP.Server.Tests.Security;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;
using StandardWebhooks;

namespace MyOpenIP.Server.Tests.Webhooks;

/// <summary>Receivers that take, refuse, delay, cut and hang: each event at least once, always under the same id, and no receiver in the way of another.</summary>
public sealed class WebhookTests(DemonstrationDatabase demonstration)
{
    private static readonly string[] ToThisMachine = ["--Webhooks:AllowedNetworks", "127.0.0.0/8,::1"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_event_is_told_signed_by_TLS_under_the_id_that_a_watch_has()
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
        using var authority = new Authority(folder, "tests");
        var (certificate, key) = authority.MakeForServer();
        using var pem = X509Certificate2.CreateFromPemFile(certificate, key);
        using var own = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        await using var receiver = await WebhookReceiver.StartAsync(own);
        await using var made = await OutboxServer.StartAsync(
            demonstration,
            services => services.Replace(ServiceDescriptor.Singleton(_ => new WebhookSender(
                [System.Net.IPNetwork.Parse("127.0.0.0/8"), System.Net.IPNetwork.Parse("::1/128")], allowsCleartext: false, [authority.Certificate]))));
        var (_, secret) = await AddAsync(made, "destiny", receiver.Url);
        using var watch = made.Server.Reseller.Amendments.WatchAmendments(new WatchAmendmentsRequest { Parent = "customers/-" }, cancellationToken: Cancellation);
        Assert.True(await watch.ResponseStream.MoveNext(Cancellation));

        var draft = await made.Server.Reseller.CreateAsync(Steps.MetaCentrex);
        Assert.True(await watch.ResponseStream.MoveNext(Cancellation));
        var watched = watch.ResponseStream.Current;
        await ReceivedAsync(receiver, 1);
        var got = Assert.Single(receiver.Received);
        Assert.Equal(watched.EventId, got.Id);
        var now = made.Server.Time.GetUtcNow();
        Assert.Equal(new StandardWebhook(secret).Sign(got.Id, now, got.Body), got.Signature);
        Assert.Equal($"{now.ToUnixTimeSeconds()}", got.Timestamp);
        var told = new JsonEventFormatter().DecodeStructuredModeMessage(Encoding.UTF8.GetBytes(got.Body), new System.Net.Mime.ContentType(got.ContentType), null);
        Assert.Equal(
            (watched.EventId, "fr.openip.myopenip.amendment.create", draft.Name, now, "http://localhost/"),
            (told.Id!, told.Type!, told.Subject!, told.Time!.Value, told.Source!.ToString()));
        Assert.Equal(watched.Event, JsonParser.Default.Parse<V1.Event>(told.Data!.ToString()));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("refuses", false)]
    [InlineData("cuts", false)]
    [InlineData("delays", false)]
    [InlineData("refuses", true)]
    [InlineData("cuts", true)]
    [InlineData("delays", true)]
    public async Task Each_event_comes_at_least_once_and_twice_no_more_often_than_it_was_cut(string how, bool marksFirst)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = (number, http) => (number, how) switch
        {
            (> 3, _) => Task.CompletedTask,
            (_, "refuses") => RefuseAsync(http),
            (_, "cuts") => CutAsync(http),
            _ => Task.Delay(Timeout.Infinite, http.RequestAborted),
        };
        await using var made = await OutboxServer.StartAsync(
            demonstration,
            services => services.Replace(ServiceDescriptor.Singleton(provider => ActivatorUtilities.CreateInstance<SabotagedSending>(provider).Of(marksFirst))),
            ToThisMachine);
        await AddAsync(made, "destiny", receiver.Url);

        var draft = await made.Server.Reseller.CreateAsync(Steps.MetaCentrex);
        await SayAsync(made, draft.Name);
        await SayAsync(made, draft.Name, validateOnly: true);
        await Assert.ThrowsAsync<RpcException>(() => SayAsync(made, "customers/44660/amendments/DEV999999999"));
        // Marked before it is sent, it is still on its way when all is marked.
        var comes = marksFirst ? 2 : 2 + 3;
        for (var i = 0; i < 300 && !(receiver.Received.Count >= comes && (await RowsAsync(made)).All(r => r.State is OutboxState.Sent)); i++)
        {
            await Task.Delay(20, Cancellation);
            if (i % 10 == 9)
                made.Server.Time.Advance(TimeSpan.FromSeconds(31));
        }

        // What is marked before it is sent is lost with the first cut: the test sees it.
        var ids = receiver.Received.Select(r => r.Id).ToArray();
        await using var storage = made.Server.OpenStorage();
        var happened = (await storage.Events.Select(e => e.Id).ToListAsync(Cancellation)).Select(id => $"{id}");
        Assert.Equal(2, happened.Count());
        var taken = ids.Skip(3);
        Assert.Equal(marksFirst ? [] : happened.Order(), taken.Order());
        Assert.Equal(comes, ids.Length);
        Assert.Equal(ids.Distinct().Count(), receiver.Received.Select(r => (r.Id, r.Body)).Distinct().Count());
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_in_nobodys_way()
    {
        await using var hangs = await WebhookReceiver.StartAsync();
        await using var well = await WebhookReceiver.StartAsync();
        hangs.Answer = (_, http) => Task.Delay(Timeout.Infinite, http.RequestAborted);
        await using var made = await OutboxServer.StartAsync(demonstration, _ => { }, ToThisMachine);
        await AddAsync(made, "destiny", hangs.Url);
        await AddAsync(made, "destiny", well.Url);
        await AddAsync(made, "sud-connect", well.Url);
        var draft = await made.Server.Reseller.CreateAsync(Steps.MetaCentrex);
        for (var i = 0; i < 40; i++)
            await SayAsync(made, draft.Name);
        await ReceivedAsync(well, 41);
        Assert.Equal(OutboxLimits.AtOnceOfReceiver, hangs.Received.Count);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_of_an_answer_without_end_nothing_is_read()
    {
        await using var other = await WebhookReceiver.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = async (number, http) =>
        {
            if (number == 1)
                http.Response.Redirect(other.Url);
            else
                while (!http.RequestAborted.IsCancellationRequested)
                    await http.Response.BodyWriter.WriteAsync(new byte[4096], http.RequestAborted);
        };
        await using var made = await OutboxServer.StartAsync(demonstration, _ => { }, ToThisMachine);
        await AddAsync(made, "destiny", receiver.Url);
        await made.Server.Reseller.CreateAsync(Steps.MetaCentrex);
        var failed = await made.BecomesAsync((await RowsAsync(made)).Single().Key, row => row.Fault.Length > 0);
        Assert.Equal("The receiver answered with 302.", failed.Fault);
        await made.BecomesInTimeAsync(failed.Key, row => row.State is OutboxState.Sent);
        Assert.Empty(other.Received);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_being_told_so_nothing_goes_to_this_machine_by_name_or_by_number(bool byName)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var made = await OutboxServer.StartAsync(demonstration, _ => { });
        await AddAsync(made, "destiny", byName ? receiver.Url : receiver.UrlByNumber);
        await made.Server.Reseller.CreateAsync(Steps.MetaCentrex);
        var failed = await made.BecomesAsync((await RowsAsync(made)).Single().Key, row => row.Fault.Length > 0);
        Assert.Equal("The name of the receiver leads to no address of the public internet, or of the networks that are allowed.", failed.Fault);
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task They_are_added_listed_and_disabled_by_command_and_the_secret_is_nowhere_else()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var made = await OutboxServer.StartAsync(demonstration, _ => { }, ToThisMachine);
        Assert.Equal(
            "\"ftp://x\" is no address of a webhook: it takes one like https://erp.example.fr/hooks, without a name of a user and without #, of 2000 characters at most.\n",
            await RunAsync(made, 1, "add", "destiny", "ftp://x"));
        Assert.Equal("No customer has the reseller \"nobody\": name it by its code.\n", await RunAsync(made, 1, "add", "nobody", receiver.Url));
        var added = await RunAsync(made, 0, "add", "destiny", receiver.Url);
        Assert.Matches(@"\Awebhook=1\nsecret=whsec_[A-Za-z0-9+/]{43}=\n\z", added);
        for (var i = 2; i <= WebhookRegistration.Most; i++)
            await RunAsync(made, 0, "add", "destiny", "https://erp.example.fr/hooks");
        Assert.Equal("destiny has 5 webhooks: disable one first.\n", await RunAsync(made, 1, "add", "destiny", receiver.Url));
        Assert.StartsWith($"destiny 1 active {receiver.Url}\ndestiny 2 active https://erp.example.fr/hooks\n", await RunAsync(made, 0, "list"), StringComparison.Ordinal);
        Assert.Equal("destiny has no webhook 9: list names those that there are.\n", await RunAsync(made, 1, "disable", "destiny", "9"));
        Assert.Equal("Webhook 1 of destiny is disabled.\n", await RunAsync(made, 0, "disable", "destiny", "1"));
        for (var i = 2; i <= WebhookRegistration.Most; i++)
            await RunAsync(made, 0, "disable", "destiny", $"{i}");
        await made.Server.Reseller.CreateAsync(Steps.MetaCentrex);
        Assert.Empty(await RowsAsync(made));

        // The secret is printed and sealed; the database does not have it, the audit neither.
        await using var storage = made.Server.OpenStorage();
        await storage.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", Cancellation);
        var secret = added.Split("secret=")[1].Trim()[WebhookSecrets.Prefix.Length..];
        Assert.DoesNotContain(secret, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(made.Database, Cancellation)), StringComparison.Ordinal);
        Assert.Equal(10, await storage.AuditEntries.CountAsync(e => e.Action == "AddWebhook" || e.Action == "DisableWebhook", Cancellation));
    }

    [Fact]
    public async Task What_waits_for_one_that_is_disabled_is_not_sent()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = (_, http) => RefuseAsync(http);
        await using var made = await OutboxServer.StartAsync(demonstration, _ => { }, ToThisMachine);
        await AddAsync(made, "destiny", receiver.Url);
        await made.Server.Reseller.CreateAsync(Steps.MetaCentrex);
        var row = await made.BecomesAsync((await RowsAsync(made)).Single().Key, r => r.Fault.Length > 0);
        await RunAsync(made, 0, "disable", "destiny", "1");
        made.Server.Time.Advance(TimeSpan.FromSeconds(11));
        await made.BecomesAsync(row.Key, OutboxState.Sent);
        Assert.Single(receiver.Received);
    }

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private static Task CutAsync(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    private static async Task<(Server.Events.Webhook Webhook, string Secret)> AddAsync(OutboxServer made, string reseller, string url) =>
        await made.Server.RunAsync(write => made.Server.Parts.GetRequiredService<WebhookRegistration>().AddAsync(write, reseller, url));

    private static Task<CreateCommentResponse> SayAsync(OutboxServer made, string amendment, bool validateOnly = false) => made.Server.Reseller.Amendments.CreateCommentAsync(
        new CreateCommentRequest { Parent = amendment, Text = "Vu.", RequestId = Steps.NewId(), ValidateOnly = validateOnly }).ResponseAsync;

    private static async Task<List<OutboxRow>> RowsAsync(OutboxServer made)
    {
        await using var storage = made.Server.OpenStorage();
        return await storage.Outbox.AsNoTracking().Where(r => r.Kind == Server.Events.Webhook.Kind).ToListAsync(Cancellation);
    }

    private static Task ReceivedAsync(WebhookReceiver receiver, int count) =>
        OutboxServer.UntilAsync(() => Task.FromResult(receiver.Received.Count >= count), () => $"{receiver.Received.Count} received");

    private static async Task<string> RunAsync(OutboxServer made, int code, params string[] line)
    {
        await using var output = new StringWriter();
        var command = Commands.WebhooksCommand.Create((_, _) => Task.FromResult(made.Server.Parts), output);
        Assert.Equal(code, await command.Parse(line).InvokeAsync(cancellationToken: Cancellation));
        return output.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The part that sends, with or without its saboteur.</summary>
    private sealed class SabotagedSending(OutboxStore store, OutboxLimits limits, TimeProvider time, Microsoft.Extensions.Logging.ILogger<OutboxSending> logger)
    {
        public OutboxSending Of(bool marksFirst) => new(store, limits, time, logger) { MarksFirst = marksFirst };
    }
}
