using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Wire;

/// <summary>Bytes that are no message are refused like every other fault: with details, one line of log and no stack.</summary>
public sealed class MalformedMessageTests(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private const string Unary = "Amendments/PreviewAmendment";
    private const string ClientStream = "Customers/ImportCustomers";
    private const string BothStreams = "Amendments/PreviewAmendments";

    private readonly KeptLog log = new();
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private TestServer server = null!;
    private RawCalls calls = null!;

    public async ValueTask InitializeAsync()
    {
        File.Copy(demonstration.File, Path.Combine(folder, "myopenip.db"));
        server = await TestServer.StartAsync(Path.Combine(folder, "myopenip.db"), TestServer.Today, services => services.AddSingleton<ILoggerProvider>(log));
        calls = new RawCalls(server.Grpc);
    }

    public async ValueTask DisposeAsync()
    {
        calls.Dispose();
        await server.DisposeAsync();
        log.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Bytes that no parser takes for a message.</summary>
    public static TheoryData<string, string> NoMessages => new MatrixTheoryData<string, string>(
        [Unary, "Amendments/CreateAmendment", "Orders/Deliver", ClientStream],
        [
            "0A02C328", // a text that is not UTF-8
            "0AFFFFFFFFFFFFFFFFFF7F00", // an endless length
            "0A05", "0A054142", "0A80", // cut off
            "0F", "0E", // wire types that there are not
            "00", "0000", // field 0
            "0C", "1C", // the end of a group that did not begin
            "9B3F", "9B3F08", // a group that does not end
            "FFFFFFFFFFFFFFFFFFFF01", // a tag that is too long
        ]);

    [Theory]
    [MemberData(nameof(NoMessages))]
    public async Task Bytes_that_are_no_message_are_told_so(string method, string hex)
    {
        log.Take();
        var answer = await calls.SendAsync(method, RawCalls.Frame(Convert.FromHexString(hex)));
        AssertRefused(answer, method);
    }

    [Fact]
    public async Task A_stream_of_previews_goes_on_after_bytes_that_are_no_message()
    {
        log.Take();
        var good = new PreviewAmendmentsRequest { Key = "good", Preview = new() { ContractedOffer = Steps.MetaCentrex } }.ToByteArray();
        var answer = await calls.SendAsync(BothStreams, [.. RawCalls.Frame([0x12, 5]), .. RawCalls.Frame([0x12, 2, 0x0A, 3]), .. RawCalls.Frame(good)]);
        Assert.Equal(StatusCode.OK, answer.Code);
        var answers = Messages(answer.Body).ToArray();
        Assert.All(answers[..2], a => Assert.Equal(["message"], a.Error.GetDetail<BadRequest>().FieldViolations.Select(v => v.Field)));
        Assert.Equal(("good", PreviewAmendmentsResponse.OutcomeOneofCase.Recap), (answers[2].Key, answers[2].OutcomeCase));
        Assert.Equal(2, log.Take().Length);
    }

    /// <summary>Frames that are none, each with the encoding of its call.</summary>
    public static TheoryData<string, string> Frames => new MatrixTheoryData<string, string>(
        [Unary, ClientStream, BothStreams],
        ["cut off", "cut header", "flag", "endless", "no gzip", "broken gzip", "cut gzip", "broken deflate", "no encoding"]);

    [Theory]
    [MemberData(nameof(Frames))]
    public async Task Frames_that_are_not_whole_are_told_so(string method, string what)
    {
        var message = new PreviewAmendmentRequest { ContractedOffer = Steps.MetaCentrex }.ToByteArray();
        var gzip = RawCalls.Gzip(message);
        var (body, encoding) = what switch
        {
            "cut off" => (RawCalls.Frame(message)[..^1], null),
            "cut header" => (RawCalls.Frame(message)[..3], null),
            "flag" => (RawCalls.Frame(message, 7), null),
            "endless" => ([0, 0xFF, 0xFF, 0xFF, 0xFF, 0], null),
            "no gzip" => (RawCalls.Frame(message, 1), "gzip"),
            "broken gzip" => (RawCalls.Frame([.. gzip[..12], (byte)~gzip[12], .. gzip[13..]], 1), "gzip"),
            "cut gzip" => (RawCalls.Frame(gzip[..^9], 1), "gzip"),
            "broken deflate" => (RawCalls.Frame(message, 1), "deflate"),
            _ => (RawCalls.Frame(message, 1), (string?)null),
        };
        log.Take();
        AssertRefused(await calls.SendAsync(method, body, encoding), method);
    }

    [Theory]
    [InlineData(Unary)]
    [InlineData(ClientStream)]
    [InlineData(BothStreams)]
    public async Task A_message_that_is_too_large_is_told_the_limit(string method)
    {
        byte[][] bodies = [RawCalls.Frame(new byte[(4 * 1024 * 1024) + 1]), RawCalls.Frame(RawCalls.Gzip(new byte[(4 * 1024 * 1024) + 1]), 1)];
        foreach (var body in bodies)
        {
            var answer = await calls.SendAsync(method, body, "gzip");
            Assert.Equal(StatusCode.ResourceExhausted, answer.Code);
            Assert.Equal(("LIMIT_EXCEEDED", "4 MiB"), (answer.Details!.GetDetail<ErrorInfo>().Reason, answer.Details!.GetDetail<ErrorInfo>().Metadata["limit"]));
        }
    }

    [Fact]
    public async Task Who_is_nobody_is_told_so_whatever_the_bytes() =>
        Assert.Equal(StatusCode.Unauthenticated, (await calls.SendAsync(Unary, RawCalls.Frame([0x0A, 5]), authorization: "Dev nobody")).Code);

    [Fact]
    public async Task A_compressed_message_is_read()
    {
        var message = new PreviewAmendmentRequest { ContractedOffer = Steps.MetaCentrex }.ToByteArray();
        Assert.Equal(StatusCode.OK, (await calls.SendAsync(Unary, RawCalls.Frame(RawCalls.Gzip(message), 1), "gzip")).Code);
    }

    private static IEnumerable<PreviewAmendmentsResponse> Messages(byte[] body)
    {
        for (var at = 0; at < body.Length;)
        {
            var length = (int)System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(at + 1));
            yield return PreviewAmendmentsResponse.Parser.ParseFrom(body, at + 5, length);
            at += 5 + length;
        }
    }

    private void AssertRefused(RawAnswer answer, string method)
    {
        Assert.Equal((StatusCode.InvalidArgument, (int)StatusCode.InvalidArgument), (answer.Code, answer.Details?.Code));
        Assert.Equal(("INVALID_ARGUMENT", "myopenip.openip.fr"), (answer.Details!.GetDetail<ErrorInfo>().Reason, answer.Details!.GetDetail<ErrorInfo>().Domain));
        Assert.Equal(["message"], answer.Details!.GetDetail<BadRequest>().FieldViolations.Select(v => v.Field));
        Assert.NotEmpty(answer.Details!.GetDetail<RequestInfo>().RequestId);
        Assert.NotEmpty(answer.Message);
        var entry = Assert.Single(log.Take());
        Assert.StartsWith($"/myopenip.v1.{method} refused: InvalidArgument", entry, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', entry);
    }
}
