using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Tests.Wire;

namespace MyOpenIP.Server.Tests.Json;

/// <summary>What breaks below JSON, in HTTP itself, is refused like every other fault: with details, one line of log and no stack.</summary>
public sealed class BrokenBodyTests(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private readonly KeptLog log = new();
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private TestServer server = null!;

    public async ValueTask InitializeAsync()
    {
        File.Copy(demonstration.File, Path.Combine(folder, "myopenip.db"));
        server = await TestServer.StartAsync(Path.Combine(folder, "myopenip.db"), TestServer.Today, services => services.AddSingleton<ILoggerProvider>(log));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        log.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", "message", "NOT_FRAMED")]
    [InlineData("transfer-encoding: chunked\r\n\r\n{\"lines\":[]}", "message", "NOT_FRAMED")]
    [InlineData("transfer-encoding: chunked\r\n\r\n2\r\n{}x\r\n0\r\n\r\n", "message", "NOT_FRAMED")]
    [InlineData("content-length: 2\r\ncontent-encoding: gzip\r\n\r\n{}", "content-encoding", "MALFORMED")]
    [InlineData("content-length: 2\r\ncontent-encoding: br, gzip\r\n\r\n{}", "content-encoding", "MALFORMED")]
    public async Task A_body_that_cannot_be_taken_is_told_so(string rest, string field, string rule)
    {
        log.Take();
        var answer = await SendAsync("POST", $"/v1/{Steps.MetaCentrex}:previewAmendment", $"content-type: application/json\r\n{rest}");
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains($"\"field\": \"{field}\"", answer, StringComparison.Ordinal);
        Assert.Contains($"\"reason\": \"{rule}\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Assert.Single(log.Take()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "/v1/customers")]
    [InlineData("DELETE", "/v1/customers/44660")]
    [InlineData("POST", "/v1/customers/44660")]
    public async Task A_path_that_is_called_otherwise_does_not_exist(string method, string path)
    {
        var answer = await SendAsync(method, path, "content-length: 0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 404 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"NOT_FOUND\"", answer, StringComparison.Ordinal);
    }

    /// <summary>Whatever reads it: the API as JSON, a form of ours or of the framework's, and what is no call of gRPC over HTTP/1.1.</summary>
    public static TheoryData<string, string, int, int> CutBodies
    {
        get
        {
            var all = new TheoryData<string, string, int, int>();
            foreach (var (path, type) in new[]
            {
                ($"/v1/{Steps.MetaCentrex}:previewAmendment", "application/json"),
                ("/connect/token", "application/x-www-form-urlencoded"),
                ("/login", "application/x-www-form-urlencoded"),
                ("/verify", "multipart/form-data; boundary=b"),
                ("/myopenip.v1.Amendments/PreviewAmendment", "application/grpc"),
            })
            {
                foreach (var (told, sent) in new[] { (10_000, 1_000), (20_000, 1_000), (3_000_000, 100), (3_000_000, 500_000) })
                    all.Add(path, type, told, sent);
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(CutBodies))]
    public async Task A_connection_that_is_reset_within_a_body_is_no_stack_in_the_log(string path, string type, int told, int sent)
    {
        log.Take();
        for (var i = 0; i < 10; i++)
            await CutAsync(path, type, told, sent);
        var asked = await SendAsync("POST", "/v1/customers/44660", "content-length: 0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 404 ", asked, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Take(), entry => entry.Contains("   at ", StringComparison.Ordinal));
    }

    /// <summary>Sends less of a body than was told, and resets the connection.</summary>
    private async Task CutAsync(string path, string type, int told, int sent)
    {
        using var client = new TcpClient { LingerState = new(true, 0) };
        await client.ConnectAsync(server.Http.Host, server.Http.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.Latin1.GetBytes($"POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: {type}\r\ncontent-length: {told}\r\n\r\n"),
            TestContext.Current.CancellationToken);
        var body = new byte[sent];
        body.AsSpan(2).Fill(1); // of gRPC, the frame of a large message
        await stream.WriteAsync(body, TestContext.Current.CancellationToken);
        await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    private async Task<string> SendAsync(string method, string path, string rest)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Http.Host, server.Http.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.Latin1.GetBytes($"{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{rest}"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
