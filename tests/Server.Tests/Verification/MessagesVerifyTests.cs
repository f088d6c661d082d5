using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Notifications.Webhooks;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Tests.Outbox;
using MyOpenIP.Server.Tests.Security.Persons;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Tests.Signing;
using MyOpenIP.Server.Tests.Webhooks;
using SmtpServer.Protocol;

namespace MyOpenIP.Server.Tests.Verification;

/// <summary>A database with messages: one customer signed, its mail was sent; two were asked, and the mail server takes no more; a webhook was told of it all.</summary>
public sealed class ToldDatabase(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private int copies;

    private string Database => Path.Combine(folder, "myopenip.db");

    public async ValueTask InitializeAsync()
    {
        await using var sink = SmtpSink.Start();
        await using var receiver = await WebhookReceiver.StartAsync();
        var isFull = false;
        sink.Answer = _ => Task.FromResult<SmtpResponse?>(isFull ? new SmtpResponse(SmtpReplyCode.InsufficientStorage, "later") : null);
        await using (var made = await OutboxServer.StartAsync(demonstration, _ => { }, [.. sink.Settings(), "--Webhooks:AllowedNetworks", "127.0.0.0/8,::1"]))
        {
            var server = made.Server;
            await made.Operations.RunAsync(Actor.Command, write => server.Parts.GetRequiredService<WebhookRegistration>().AddAsync(write, "destiny", receiver.Url), TestContext.Current.CancellationToken);
            server.Time.Advance(TimeSpan.FromMinutes(1));
            var signed = await AskAsync(server, Steps.MetaCentrex, "SDA_FULL");
            var mail = await sink.WaitAsync(signed);
            await made.BecomesInTimeAsync($"{signed}/1/link/1.1", row => row.State is OutboxState.Sent);
            isFull = true;
            using (var browser = new Browser(server.Http))
            {
                var page = await browser.OpenAsync(new Uri(server.Http, Mailbox.LinkIn(mail).AbsolutePath));
                Assert.Equal(System.Net.HttpStatusCode.SeeOther, (await browser.SendAsync(page, ("do", "sign"), ("name", "Claire Dubois"), ("capacity", "Gérante"), ("document", "0"), ("document", "1"))).Status);
            }
            var waits = await AskAsync(server, Steps.Numbers, "NUMERO_GEOGRAPHIQUE");
            await made.BecomesInTimeAsync($"{signed}/1/signed/1.1", row => row.Fault.Length > 0);
            await made.BecomesInTimeAsync($"{waits}/1/link/1.1", row => row.Fault.Length > 0);
            await OutboxServer.UntilAsync(
                async () =>
                {
                    server.Time.Advance(OutboxLimits.Poll);
                    await using var storage = server.OpenStorage();
                    return storage.Outbox.Where(r => r.Kind == "webhook").All(r => r.State == OutboxState.Sent);
                },
                () => "webhooks wait");
            await made.StopAsync();
            File.Copy(made.Database, Database);
            File.Copy(made.Database + ".anchors", Database + ".anchors");
        }
    }

    private static async Task<string> AskAsync(TestServer server, string offer, string product)
    {
        var quoted = await server.Reseller.QuoteAsync(await server.Reseller.CreateQuotableAsync(offer, Steps.Want(product, 9)));
        await server.Reseller.RequestSignatureAsync(quoted);
        return quoted.Quote.Number;
    }

    /// <summary>A copy of it, with its anchors.</summary>
    internal string Copy()
    {
        var copy = Path.Combine(folder, $"copy-{Interlocked.Increment(ref copies)}.db");
        File.Copy(Database, copy);
        File.Copy(Database + ".anchors", copy + ".anchors");
        return copy;
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Invariant 8: nothing is sent of what did not happen, and nothing that happened is left unsent and unscheduled. The outbox is not told to the audit: what it holds is checked against what happened.</summary>
public sealed class MessagesVerifyTests(ToldDatabase told, ITestOutputHelper output) : IClassFixture<ToldDatabase>
{
    private const string Columns = "\"Payload\", \"State\", \"Attempts\", \"NotBefore\", \"DueAt\", \"Unfinished\", \"LeasedUntil\", \"Fence\", \"At\", \"ChangedAt\", \"Fault\"";
    private const string Signed = "\"Kind\" = 'signing-mail' AND \"Key\" LIKE '%/signed/%'";
    private const string Waits = "\"Kind\" = 'signing-mail' AND \"Key\" LIKE '%/link/%' AND \"State\" = 'Pending'";

    /// <summary>What is done, and what is said of it.</summary>
    public static TheoryData<string, string, string> Tamperings => new()
    {
        { "a mail of a signature that nobody was asked for", Copied("signing-mail", "\"Receiver\"", "REPLACE(\"Key\", 'DEV', 'DEX')", Waits), "nobody was asked for" },
        { "a mail of a link that was not made", Copied("signing-mail", "\"Receiver\"", "REPLACE(\"Key\", '/1.1', '/2.1')", Waits), "nobody was asked for" },
        { "a mail of a code that nobody asked for", Copied("signing-mail", "\"Receiver\"", "REPLACE(\"Key\", '/link/', '/code/')", Waits), "nobody asked for the code" },
        { "a mail that says that what waits was signed", Copied("signing-mail", "\"Receiver\"", "REPLACE(\"Key\", '/link/', '/signed/')", Waits), "which was not" },
        { "a mail of no kind", Copied("letter", "\"Receiver\"", "\"Key\"", Waits), "of no kind" },
        { "the mail with a link dropped", $"DELETE FROM \"Outbox\" WHERE {Waits}", "the mail with the link was not sent" },
        { "the mail with a link marked as sent", $"UPDATE \"Outbox\" SET \"State\" = 'Sent' WHERE {Waits}", "nobody noted" },
        { "the mail with a link put off for ever", $"UPDATE \"Outbox\" SET \"NotBefore\" = \"NotBefore\" * 2 WHERE {Waits}", "later than anything waits" },
        { "the mail to who signed dropped", $"DELETE FROM \"Outbox\" WHERE {Signed}", "the mail that says so was not sent" },
        { "the mail to who signed marked as sent", $"UPDATE \"Outbox\" SET \"State\" = 'Sent' WHERE {Signed}", "nobody noted" },
        { "a reminder marked as sent", "UPDATE \"Outbox\" SET \"State\" = 'Sent' WHERE \"Key\" = (SELECT MAX(\"Key\") FROM \"Outbox\" WHERE \"Key\" LIKE '%/reminder/%')", "nobody noted" },
        { "the PDF that was to be signed", "UPDATE \"SignatureRequests\" SET \"QuoteSha256\" = REPLACE(\"QuoteSha256\", 'a', 'b') WHERE \"Answer\" = 'None'", "another PDF" },
        { "a webhook told of what did not happen", Copied("webhook", "\"Receiver\"", "'1/00000000-0000-7000-8000-000000000000'", "\"Kind\" = 'webhook' AND \"Key\" = (SELECT MAX(\"Key\") FROM \"Outbox\" WHERE \"Kind\" = 'webhook')"), "of what did not happen" },
        { "a webhook that there is not", "UPDATE \"Outbox\" SET \"Receiver\" = '7', \"Key\" = '7' || SUBSTR(\"Key\", 2) WHERE \"Key\" = (SELECT MAX(\"Key\") FROM \"Outbox\" WHERE \"Kind\" = 'webhook')", "that there is not" },
        { "a message to a webhook dropped", "DELETE FROM \"Outbox\" WHERE \"Key\" = (SELECT MAX(\"Key\") FROM \"Outbox\" WHERE \"Kind\" = 'webhook')", "was not told of" },
    };

    [Fact]
    public async Task What_was_sent_and_what_waits_holds()
    {
        var (holds, said) = await WorkedDatabase.VerifyAsync(told.Copy());
        output.WriteLine(said);
        Assert.True(holds, said);
    }

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task Whatever_is_changed_of_messages_by_sql_is_named(string what, string sql, string at)
    {
        var copy = told.Copy();
        await using (var connection = new SqliteConnection($"Data Source={copy};Foreign Keys=False;Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own.
            command.CommandText = sql;
#pragma warning restore CA2100
            Assert.True(await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken) > 0, $"{what}: nothing was changed");
        }
        var (holds, said) = await WorkedDatabase.VerifyAsync(copy);
        output.WriteLine(said);
        Assert.False(holds);
        Assert.Contains(said.Split('\n'), line => line.StartsWith("messages: BROKEN at ", StringComparison.Ordinal) && line.Contains(at, StringComparison.Ordinal));
    }

    private static string Copied(string kind, string receiver, string key, string where) =>
        $"INSERT INTO \"Outbox\" (\"Reseller\", \"Kind\", \"Key\", \"Receiver\", {Columns}) SELECT \"Reseller\", '{kind}', {key}, {receiver}, {Columns} FROM \"Outbox\" WHERE {where}";
}
