using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Tests.Wire;

namespace MyOpenIP.Server.Tests.Fuzzing;

/// <summary>
/// Requests of every method, mutated, as bytes and as JSON: they are answered or refused, never a fault of the server's.
/// A thousand of each; WIRE_MINUTES=10 goes on for ten minutes, from another seed each time.
/// </summary>
public sealed class MutatedMessagesTests(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private const int Mutations = 1000;

    /// <summary>Longer ones never come to the service.</summary>
    private const int LongestQuery = 6000;

    private static readonly StatusCode[] Answers =
    [
        StatusCode.OK, StatusCode.InvalidArgument, StatusCode.NotFound, StatusCode.PermissionDenied, StatusCode.FailedPrecondition,
        StatusCode.Aborted, StatusCode.ResourceExhausted,
    ];

    private static readonly string[] Splices =
        ["null", "1e999", "-0", "\"\"", "[]", "{}", "1.5", "6.0", "true", "99999999999999999999", "\"\\ud800\"", "{\"a\":", "[[[[[[[[[", "\u00e9", ",", "}", "]", "\"", ":", "\\", "\0", "NaN"];

    private readonly KeptLog log = new();
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private readonly int seed = Minutes is null ? 1 : Environment.TickCount;
    private TestServer server = null!;
    private RawCalls calls = null!;
    private HttpClient http = null!;
    private Random chance = null!;
    private SampleRequests samples = null!;

    private static double? Minutes =>
        Environment.GetEnvironmentVariable("WIRE_MINUTES") is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    public async ValueTask InitializeAsync()
    {
        File.Copy(demonstration.File, Path.Combine(folder, "myopenip.db"));
        server = await TestServer.StartAsync(Path.Combine(folder, "myopenip.db"), TestServer.Today, services => services.AddSingleton<ILoggerProvider>(log));
        calls = new RawCalls(server.Grpc);
        http = new HttpClient { BaseAddress = server.Http };
        http.DefaultRequestHeaders.TryAddWithoutValidation("authorization", "Dev operator");
        chance = new Random(seed);
        samples = new SampleRequests(chance, await NamesAsync());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        calls.Dispose();
        await server.DisposeAsync();
        log.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public Task Bytes_that_were_a_request_are_answered_or_refused() => EachAsync(async method =>
    {
        var message = samples.Of(method).ToByteArray();
        var mutated = chance.Next(8) == 0 ? message : Mutated(message);
        var frame = chance.Next(20) switch
        {
            0 => Mutated(RawCalls.Frame(mutated)),
            1 => RawCalls.Frame(Mutated(RawCalls.Gzip(mutated)), 1),
            _ => RawCalls.Frame(mutated),
        };
        byte[] body = method.IsClientStreaming ? [.. frame, .. RawCalls.Frame(message)] : frame;

        // What watches is answered for as long as it is asked to. That time is the caller's: whether the framework or the service is first to say that it is over is chance.
        var isWatching = method.Name.StartsWith("Watch", StringComparison.Ordinal);
        var answer = await calls.SendAsync($"{method.Service.Name}/{method.Name}", body, "gzip", timeout: isWatching ? "200m" : null);
        var isAsAsked = isWatching && answer.Code is StatusCode.DeadlineExceeded;
        return (isAsAsked ? StatusCode.OK : answer.Code, $"{method.FullName} {Convert.ToHexString(body)}: {answer.Code} {answer.Message}", isAsAsked || answer.Code is StatusCode.OK || answer.Details is not null);
    });

    [Fact]
    public Task JSON_that_was_a_request_is_answered_or_refused() => EachAsync(async method =>
    {
        if (method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not { } rule)
            return (StatusCode.OK, "", true);
        var request = samples.Of(method);
        var (verb, path) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => (HttpMethod.Get, rule.Get),
            HttpRule.PatternOneofCase.Delete => (HttpMethod.Delete, rule.Delete),
            HttpRule.PatternOneofCase.Patch => (HttpMethod.Patch, rule.Patch),
            _ => (HttpMethod.Post, rule.Post),
        };
        var json = JsonFormatter.Default.Format(request);
        var mutated = chance.Next(8) == 0 ? json : Spliced(json);
        var query = rule.Body.Length > 0 && chance.Next(10) > 0 ? "" : QueryOf(mutated);
        using var call = new HttpRequestMessage(verb, PathOf(path, request) + query[..Math.Min(query.Length, LongestQuery)]);
        if (rule.Body.Length > 0)
        {
            call.Content = new ByteArrayContent(chance.Next(10) == 0 ? Mutated(Encoding.UTF8.GetBytes(mutated)) : Encoding.UTF8.GetBytes(mutated));
            call.Content.Headers.TryAddWithoutValidation("content-type", "application/json");
        }
        using var response = await http.SendAsync(call, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (text.Length == 0)
            return (response.StatusCode is HttpStatusCode.MethodNotAllowed ? StatusCode.NotFound : StatusCode.Unknown, $"{verb} {call.RequestUri} {mutated}: {response}", true);
        var answer = JsonNode.Parse(text)!;
        var code = response.StatusCode is HttpStatusCode.OK ? StatusCode.OK : (StatusCode)(int)answer["code"]!;
        return (code, $"{verb} {call.RequestUri} {mutated}: {text}", code is StatusCode.OK || answer["details"]?.AsArray().Count >= 3);
    });

    private async Task EachAsync(Func<MethodDescriptor, Task<(StatusCode Code, string What, bool HasDetails)>> call)
    {
        MethodDescriptor[] methods = [.. RequestLists.Methods];
        var seen = new SortedDictionary<string, int>();
        var (clock, count) = (Stopwatch.StartNew(), 0);
        for (; Minutes is { } minutes ? clock.Elapsed.TotalMinutes < minutes / 2 : count < Mutations; count++)
        {
            log.Take();
            var (code, what, hasDetails) = await call(methods[chance.Next(methods.Length)]);
            seen[$"{code}"] = seen.GetValueOrDefault($"{code}") + 1;
            Assert.True(Answers.Contains(code) && hasDetails, $"seed {seed}, call {count}: {what}\n{string.Join('\n', log.Take())}");
            Assert.DoesNotContain(log.Take(), entry => entry.Contains("   at ", StringComparison.Ordinal));
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"{count} calls: {string.Join(", ", seen.Select(s => $"{s.Value} {s.Key}"))}");
        Assert.True(seen.Count > 2, "Too few kinds of answers: what is sent is not what was meant.");
    }

    /// <summary>Names of what there is: a draft, a quote and an order among them.</summary>
    private async Task<string[]> NamesAsync()
    {
        var clients = server.Operator;
        var offers = (await clients.ContractedOffers.ListContractedOffersAsync(new() { Parent = "customers/-", PageSize = 100 })).ContractedOffers.Select(o => o.Name).ToArray();
        var free = offers.Where(o => o != Steps.MetaCentrex).ToArray();
        var draft = await clients.CreateAsync(Steps.MetaCentrex, Steps.Want("SDA_FULL", 2));
        var order = (await clients.ValidateAsync(await clients.QuoteAsync(await clients.CreateQuotableAsync(Steps.SipTrunkAtSix, Steps.Want("APPEL_SIMULTANE", 3))))).Order;
        return
        [
            .. offers, Steps.MetaCentrex, Steps.SipTrunkAtFour, Steps.SipTrunkAtSix, Steps.Customer, draft.Name, order.Name, $"{Steps.Customer}/sites/1", $"{Steps.Customer}/contacts/1",
            "offers/metacentrex", "offers/none", "customers/-/contractedOffers/OC138637", "customers/1", "customers/", "", "a/b/c/d",
        ];
    }

    private byte[] Mutated(byte[] bytes)
    {
        var mutated = bytes.ToList();
        for (var times = 1 + chance.Next(3); times > 0; times--)
        {
            var at = chance.Next(mutated.Count + 1);
            var length = Math.Min(chance.Next(1 << chance.Next(8)), mutated.Count - at);
            switch (chance.Next(7))
            {
                case 0:
                    mutated.RemoveRange(at, length);
                    break;
                case 1:
                    mutated.InsertRange(at, mutated.GetRange(at, length));
                    break;
                case 2:
                    mutated.InsertRange(at, Enumerable.Range(0, length).Select(_ => (byte)chance.Next(256)));
                    break;
                case 3:
                    mutated.InsertRange(at, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]);
                    break;
                case 4:
                    mutated.RemoveRange(at, mutated.Count - at);
                    break;
                default:
                    if (at < mutated.Count)
                        mutated[at] = chance.Next(2) == 0 ? (byte)chance.Next(256) : (byte)(mutated[at] ^ (1 << chance.Next(8)));
                    break;
            }
        }
        return [.. mutated];
    }

    private string Spliced(string json)
    {
        for (var times = 1 + chance.Next(2); times > 0; times--)
        {
            var at = chance.Next(json.Length + 1);
            var end = chance.Next(2) == 0 ? at : Math.Min(json.Length, at + chance.Next(12));
            var splice = chance.Next(3) == 0 ? json[..Math.Min(json.Length, chance.Next(40))] : Splices[chance.Next(Splices.Length)];
            json = json[..at] + splice + json[end..];
        }
        return json;
    }

    /// <summary>The path of a call: what its variable says, escaped, or something else.</summary>
    private static string PathOf(string pattern, IMessage request)
    {
        var (open, close) = (pattern.IndexOf('{', StringComparison.Ordinal), pattern.IndexOf('}', StringComparison.Ordinal));
        if (open < 0)
            return pattern;
        var value = pattern[(open + 1)..pattern.IndexOf('=', StringComparison.Ordinal)].Split('.')
            .Aggregate((object?)request, (at, field) => at is IMessage message ? message.Descriptor.FindFieldByName(field).Accessor.GetValue(message) : "") as string ?? "";
        return pattern[..open] + Uri.EscapeDataString(value).Replace("%2F", "/", StringComparison.Ordinal) + pattern[(close + 1)..];
    }

    private static string QueryOf(string json)
    {
        try
        {
            return "?" + string.Join('&', (JsonNode.Parse(json) as JsonObject ?? []).Select(member => $"{Uri.EscapeDataString(member.Key)}={Uri.EscapeDataString($"{member.Value}")}"));
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            return "?" + Uri.EscapeDataString(json[..Math.Min(json.Length, 500)]);
        }
    }
}
