using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MyOpenIP.Server.Tests.Json;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Wire;

/// <summary>What comes after a large request.</summary>
public sealed class RestTests(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private static readonly string Path = $"/v1/{Steps.MetaCentrex}:previewAmendment";
    private static readonly string Spaces = new(' ', LargeRequests.Bytes);

    private static readonly PreviewAmendmentRequest Unknown = new()
    {
        ContractedOffer = Steps.MetaCentrex,
        Lines = { Enumerable.Range(0, 1500).Select(i => Steps.Want($"NOBODY_AT_ALL_{i}", 1)) },
    };

    /// <summary>Priced: fields that nobody knows are left out.</summary>
    private static readonly byte[] Good =
    [
        .. new PreviewAmendmentRequest { ContractedOffer = Steps.MetaCentrex }.ToByteArray(),
        .. Enumerable.Range(0, LargeRequests.Bytes / 3).SelectMany(_ => (byte[])[0xF8, 0x3E, 1]),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    // A millisecond later each time that it is looked at, so that work takes time; a rest ends when the test says so.
    private readonly FakeTimeProvider time = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
    private TestServer server = null!;
    private JsonClient json = null!;
    private RawCalls raw = null!;

    public async ValueTask InitializeAsync()
    {
        File.Copy(demonstration.File, System.IO.Path.Combine(folder, "myopenip.db"));
        server = await TestServer.StartAsync(System.IO.Path.Combine(folder, "myopenip.db"), TestServer.Today, services => services
            .AddSingleton(_ => new LargeRequests(time) { LongestWait = TimeSpan.FromMilliseconds(200) }));
        (json, raw) = (new JsonClient(server.Http), new RawCalls(server.Grpc));
    }

    public async ValueTask DisposeAsync()
    {
        json.Dispose();
        raw.Dispose();
        await server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("that is no message")]
    [InlineData("of products that nobody has")]
    [InlineData("that is not compressed as it says")]
    [InlineData("that is no JSON")]
    [InlineData("of a product that nobody has, as JSON")]
    public async Task A_large_request_that_is_refused_is_followed_by_a_rest(string request)
    {
        await HoldAllButOneTurnAsync();
        Assert.Equal(StatusCode.InvalidArgument, await (request switch
        {
            "that is no message" => CallAsync(RawCalls.Frame([.. Enumerable.Repeat((byte)0xFF, LargeRequests.Bytes + 1)])),
            "of products that nobody has" => CallAsync(RawCalls.Frame(Unknown.ToByteArray())),
            "that is not compressed as it says" => CallAsync(RawCalls.Frame([.. Enumerable.Repeat((byte)0xFF, LargeRequests.Bytes + 1)], compressed: 1)),
            "that is no JSON" => SendAsync($"{{{Spaces}]"),
            _ => SendAsync($$"""{{{Spaces}}"lines":[{"product":"NOBODY","finalQuantity":"1"}]}"""),
        }));

        Assert.Equal(StatusCode.ResourceExhausted, await CallAsync(RawCalls.Frame(Good)));
        time.Advance(LargeRequests.LongestRest);
        Assert.Equal(StatusCode.OK, await CallAsync(RawCalls.Frame(Good)));
    }

    [Fact]
    public async Task A_large_request_that_is_answered_is_followed_by_none_while_nobody_waits()
    {
        await HoldAllButOneTurnAsync();
        Assert.Equal(StatusCode.OK, await CallAsync(RawCalls.Frame(Good)));
        Assert.Equal(StatusCode.OK, await SendAsync($"{{{Spaces}}}"));
        Assert.Equal(StatusCode.OK, await CallAsync(RawCalls.Frame(Good)));
    }

    [Fact]
    public async Task A_large_request_that_is_answered_is_followed_by_a_rest_when_another_one_waits()
    {
        await HoldAllButOneTurnAsync();
        var large = server.Parts.GetRequiredService<LargeRequests>();
        var first = await large.EnterAsync(TestContext.Current.CancellationToken);
        var second = large.EnterAsync(TestContext.Current.CancellationToken);
        first.Dispose();
        Assert.False(second.IsCompleted);
        time.Advance(LargeRequests.LongestRest);
        (await second).Dispose();
    }

    private async Task<StatusCode> CallAsync(byte[] frame) => (await raw.SendAsync("Amendments/PreviewAmendment", frame, "gzip")).Code;

    private async Task<StatusCode> SendAsync(string body) => await json.StatusOfAsync(HttpMethod.Post, Path, body) switch
    {
        HttpStatusCode.OK => StatusCode.OK,
        HttpStatusCode.BadRequest => StatusCode.InvalidArgument,
        _ => StatusCode.Unknown,
    };

    private async Task HoldAllButOneTurnAsync()
    {
        for (var i = 1; i < LargeRequests.Turns; i++)
            await server.Parts.GetRequiredService<LargeRequests>().EnterAsync(TestContext.Current.CancellationToken);
    }
}
