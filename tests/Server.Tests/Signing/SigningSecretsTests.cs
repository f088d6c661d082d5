using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MyOpenIP.Server.Tests.Security.Persons;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Tests.Verification;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>The token of a link and the code are in the signer's mail, and in no database, log or trace.</summary>
public sealed class SigningSecretsTests(DemonstrationDatabase demonstration) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_clear_token_and_code_are_in_the_mail_alone_and_the_database_holds_after_all_of_it()
    {
        var database = Path.Combine(folder, "myopenip.db");
        File.Copy(demonstration.File, database);
        using var log = new WholeLog();
        string token, code, anyLog;
        await using (var server = await TestServer.StartAsync(
            database, TestServer.Today, services => services.AddSingleton<ILoggerProvider>(log).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace)),
            "--Mail:Folder", Path.Combine(folder, "mail"), "--Logging:LogLevel:Microsoft.AspNetCore", "Trace"))
        {
            var mailbox = new Mailbox(Path.Combine(folder, "mail"));
            var quoted = await server.Reseller.QuoteAsync(await server.Reseller.CreateQuotableAsync(Steps.MetaCentrex, Steps.Want("SDA_FULL", 2)));
            var request = Steps.SignatureOf(quoted);
            request.CodeRequired = true;
            var asked = new Asked(server, mailbox, quoted, await server.Reseller.Amendments.RequestSignatureAsync(request, cancellationToken: TestContext.Current.CancellationToken));
            await server.Reseller.Amendments.RequestSignatureAsync(request, cancellationToken: TestContext.Current.CancellationToken);
            var link = await asked.LinkAsync();
            token = link.Segments[^1];
            using var browser = new Browser(server.Http);
            await browser.OpenAsync(link);
            await browser.OpenAsync(new Uri($"{link}/devis.pdf"));
            await browser.SendAsync(await browser.OpenAsync(link), ("do", "code"));
            code = Mailbox.CodeIn(await mailbox.WaitAsync($"{asked.Id}.code.1.1"));

            // While it is open: what the database has of it is encrypted.
            await LookAsync(database, token, code);
            await asked.SignAsync(browser, link, code);
            await browser.OpenAsync(link);
            Assert.Equal(SignatureState.Signed, (await asked.ReadAsync()).State);
            anyLog = $"{log.Logged}\n{log.Traces}";
        }
        SqliteConnection.ClearAllPools();
        Assert.Contains("RequestSignature", anyLog, StringComparison.Ordinal);
        Assert.DoesNotContain(token, anyLog, StringComparison.Ordinal);
        Assert.DoesNotContain(code, anyLog, StringComparison.Ordinal);
        Assert.DoesNotContain("claire.dubois", anyLog, StringComparison.OrdinalIgnoreCase);
        await LookAsync(database, token, code);
        Assert.Contains(Directory.GetFiles(Path.Combine(folder, "mail")), m => File.ReadAllText(m).Contains(token[..20], StringComparison.Ordinal));
        var (holds, told) = await WorkedDatabase.VerifyAsync(database);
        Assert.True(holds, told);
    }

    private static async Task LookAsync(string database, string token, string code)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(database)!, "myopenip.db*"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            await open.CopyToAsync(content, TestContext.Current.CancellationToken);
            var text = Encoding.Latin1.GetString(content.GetBuffer(), 0, (int)content.Length);
            Assert.DoesNotContain(token, text, StringComparison.Ordinal);
            Assert.DoesNotContain($"\"{code}\"", text, StringComparison.Ordinal);
        }
    }

    /// <summary>All that is logged at any level, and every activity with its tags.</summary>
    private sealed class WholeLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();
        private readonly ConcurrentQueue<string> activities = new();
        private readonly ActivityListener listener;

        public WholeLog()
        {
            listener = new ActivityListener
            {
                // Not the clients of the test, which are in the same process.
                ShouldListenTo = source => !source.Name.StartsWith("System.Net", StringComparison.Ordinal) && !source.Name.StartsWith("Grpc.Net.Client", StringComparison.Ordinal),
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity => activities.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)}"),
            };
            ActivitySource.AddActivityListener(listener);
        }

        public string Logged => string.Join('\n', lines);

        public string Traces => string.Join('\n', activities);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() => listener.Dispose();
    }
}
