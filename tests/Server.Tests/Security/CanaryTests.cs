using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Keys;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Security;

/// <summary>Secrets that are like no other text are sent everywhere, and looked for everywhere.</summary>
public sealed class CanaryTests(DemonstrationDatabase demonstration) : IDisposable
{
    private const string Person = "Canaria-Quetzal";

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private readonly Captured captured = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder, "myopenip.db");

    public void Dispose()
    {
        captured.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task No_secret_token_or_person_is_found_in_logs_traces_errors_or_where_it_is_not_kept()
    {
        File.Copy(demonstration.File, Database);
        var told = new StringBuilder();
        var secrets = new List<string>();
        await using (var server = await TestServer.StartAsync(
            Database, TestServer.Today, services => services.AddSingleton<ILoggerProvider>(captured).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug)), Levels()))
        {
            var secret = await server.RegisterAsync("canary", ActorRole.Operator);
            var rotated = await server.RunAsync(write => Server.Security.Clients.ClientRegistration.RotateAsync(write, "canary"));
            var token = await server.TokenAsync("canary", rotated);
            secrets.AddRange([secret, rotated, token, token.Split('.')[2]]);
            var key = StorageSetup.KeysBeside(folder).EnumerateFiles(SigningKey.Files).Single();
            secrets.Add((await File.ReadAllLinesAsync(key.FullName, Cancellation))[1]);

            // Good and bad, over every door.
            var (_, refused) = await server.AskAsync("canary", secret);
            told.AppendLine(refused.ToJsonString());
            var caller = server.As($"Bearer {token}");
            var draft = await caller.CreateQuotableAsync(Steps.Numbers, Steps.Want("NUMERO_GEOGRAPHIQUE", 9));
            var update = Steps.UpdateOf(draft, new Amendment { Comment = Person }, "comment");
            await caller.Amendments.UpdateAmendmentAsync(update, cancellationToken: TestContext.Current.CancellationToken);
            await caller.Customers.ListCustomersAsync(new ListCustomersRequest { Query = Person }, cancellationToken: TestContext.Current.CancellationToken);
            var late = await Assert.ThrowsAsync<RpcException>(async () => await caller.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(draft, new Amendment { Comment = Person }, "comment"), cancellationToken: TestContext.Current.CancellationToken));
            told.AppendLine(late.ToString());
            var stranger = await Assert.ThrowsAsync<RpcException>(async () => await server.As($"Bearer {token}x").Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken));
            told.AppendLine(stranger.ToString());
            using var http = new HttpClient { BaseAddress = server.Http };
            foreach (var (path, authorization) in ((string, string)[])
                [
                    ($"v1/customers?query={Person}", $"Bearer {token}"),
                    ($"v1/customers?query={Person}&access_token={token}", $"Bearer {token}"),
                    ("v1/customers/1/contractedOffers", $"Bearer {token}"),
                    ("v1/offers", $"Bearer {token[..^2]}"),
                    ("v1/offers", $"Basic {rotated}"),
                ])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.TryAddWithoutValidation("authorization", authorization);
                using var answer = await http.SendAsync(request, Cancellation);
                if (answer.StatusCode is not HttpStatusCode.OK)
                    told.AppendLine(answer.ToString()).AppendLine(await answer.Content.ReadAsStringAsync(Cancellation));
            }

            // A bug, with all that it carries.
            await using var storage = server.OpenStorage();
            await storage.Database.ExecuteSqlAsync($"UPDATE Amendments SET Wishes = x'00'", Cancellation);
            told.AppendLine((await Assert.ThrowsAsync<RpcException>(async () => await caller.Amendments.GetAmendmentAsync(new GetAmendmentRequest { Name = draft.Name }, cancellationToken: TestContext.Current.CancellationToken))).ToString());
        }
        SqliteConnection.ClearAllPools();
        var (log, traces, database) = (captured.Logged, captured.Traces, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Database, Cancellation)));
        Assert.Contains("canary", log, StringComparison.Ordinal);
        Assert.NotEmpty(traces);
        foreach (var found in secrets)
        {
            Assert.DoesNotContain(found, log, StringComparison.Ordinal);
            Assert.DoesNotContain(found, traces, StringComparison.Ordinal);
            Assert.DoesNotContain(found, database, StringComparison.Ordinal);
            Assert.DoesNotContain(found, told.ToString(), StringComparison.Ordinal);
        }
        Assert.DoesNotContain(Person, log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Person, traces, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The levels that are installed.</summary>
    private static string[] Levels() =>
    [
        .. from level in System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(MyOpenIP.Tests.RepositoryRoot.Path, "systemd/appsettings.json")))!["Logging"]!["LogLevel"]!.AsObject()
           where level.Key != "Default"
           select $"--Logging:LogLevel:{level.Key}={level.Value}",
    ];

    /// <summary>All that is logged, exceptions with it, and every activity with its tags. Scopes are written by no form that is installed.</summary>
    private sealed class Captured : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();
        private readonly ConcurrentQueue<string> activities = new();
        private readonly ActivityListener listener;

        public Captured()
        {
            listener = new ActivityListener
            {
                // Not the clients of the test, which are in the same process.
                ShouldListenTo = source => !source.Name.StartsWith("System.Net.Http", StringComparison.Ordinal) && !source.Name.StartsWith("Grpc.Net.Client", StringComparison.Ordinal),
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity => activities.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)} {string.Join(' ', activity.Events.SelectMany(e => e.Tags))}"),
            };
            ActivitySource.AddActivityListener(listener);
        }

        public string Logged => string.Join('\n', lines);

        public string Traces => string.Join('\n', activities);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception} {(state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values) : "")}");

        public void Dispose() => listener.Dispose();
    }
}
