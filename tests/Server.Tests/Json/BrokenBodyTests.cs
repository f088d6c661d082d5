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
