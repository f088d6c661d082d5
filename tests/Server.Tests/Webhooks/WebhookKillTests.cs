using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Notifications.Webhooks;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Tests.Outbox;
using MyOpenIP.Server.Tests.Security;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Webhooks;

/// <summary>A server that is killed when a receiver has a message and before it is written down: the next one sends it again, and loses none.</summary>
public sealed class WebhookKillTests(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("MYOPENIP_WEBHOOK_KILLS") ?? "2", CultureInfo.InvariantCulture);

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private readonly int port = FreePort();
    private readonly ConcurrentQueue<string> said = new();
    private Process? server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder, "myopenip.db");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_a_killed_server_had_sent_and_not_written_down_is_sent_again_under_the_same_id_and_nothing_is_lost()
    {
        File.Copy(demonstration.File, Database);
        await using var receiver = await WebhookReceiver.StartAsync();
        await using (var setUp = await TestServer.StartAsync(Database, DateTimeOffset.UtcNow))
            await setUp.RunAsync(write => setUp.Parts.GetRequiredService<WebhookRegistration>().AddAsync(write, "destiny", receiver.Url));

        using var killed = new SemaphoreSlim(0);
        var armed = 0;
        receiver.Answer = (_, http) =>
        {
            // The message is here, and the server does not live to write it down.
            if (Interlocked.Exchange(ref armed, 0) == 1)
            {
                server!.Kill();
                killed.Release();
            }
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        };

        Start();
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        var clients = new V1.Amendments.AmendmentsClient(channel);
        var thread = "";
        for (var round = 0; round <= Kills; round++)
        {
            await ServingAsync(clients);
            if (thread.Length == 0)
                thread = (await clients.CreateAmendmentAsync(Steps.Creation(Steps.MetaCentrex), Headers, cancellationToken: Cancellation)).Amendment.Name;
            Volatile.Write(ref armed, round < Kills ? 1 : 0);
            for (var i = 0; i < 6; i++)
                await SayAsync(clients, thread);
            if (round == Kills)
                break;
            Assert.True(await killed.WaitAsync(TimeSpan.FromSeconds(60), Cancellation));
            await server!.WaitForExitAsync(Cancellation);
            Start();
        }

        // Past the leases of those that were under way.
        var written = new List<string>();
        await OutboxServer.UntilAsync(
            async () =>
            {
                var (events, pending) = await ReadAsync();
                written = events;
                return pending == 0;
            },
            () => "messages wait");
        var received = receiver.Received.ToArray();
        Assert.Equal(written.Order(), received.Select(r => r.Id).Distinct().Order());
        Assert.InRange(received.Length, written.Count + 1, written.Count + (Kills * OutboxLimits.AtOnceOfReceiver));
        Assert.Equal(written.Count, received.Select(r => (r.Id, r.Body)).Distinct().Count());
    }

    private static Metadata Headers => new() { { "authorization", "Dev reseller:destiny" } };

    private static async Task SayAsync(V1.Amendments.AmendmentsClient clients, string thread)
    {
        try
        {
            await clients.CreateCommentAsync(new CreateCommentRequest { Parent = thread, Text = "Vu.", RequestId = Steps.NewId() }, Headers, cancellationToken: Cancellation);
        }
        catch (RpcException)
        {
            // The server is gone: what it committed of this is in the database, and told.
        }
    }

    private async Task<(List<string> Events, int Pending)> ReadAsync()
    {
        await using var storage = Server.Storage.StorageSetup.OpenToRead(Database);
        return (
            (await storage.Events.Where(e => e.Reseller == "destiny").Select(e => e.Id).ToListAsync(Cancellation)).ConvertAll(id => $"{id}"),
            await storage.Outbox.CountAsync(r => r.State == OutboxState.Pending, Cancellation));
    }

    private async Task ServingAsync(V1.Amendments.AmendmentsClient clients)
    {
        var why = "";
        for (var i = 0; i < 150; i++)
            try
            {
                await clients.ListAmendmentsAsync(new ListAmendmentsRequest { Parent = "customers/44660" }, Headers, cancellationToken: Cancellation);
                return;
            }
            catch (RpcException refused)
            {
                why = refused.Status.Detail;
                await Task.Delay(200, Cancellation);
            }
        Assert.Fail($"The server does not serve: {why}\n{string.Join('\n', said)}");
    }

    private void Start()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "MyOpenIP.Server.dll"), "--environment", "Development", "--Grpc:Port", $"{port}", "--Http:Port", "0", "--Database:Path", Database,
                "--Outbox:MessageSeconds", "1", "--Outbox:RetrySeconds", "1", "--Webhooks:AllowedNetworks", "127.0.0.0/8,::1", "--Demonstration:Load", "false",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        server = Process.Start(start)!;
        server.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        server.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
    }

    private async Task KillAsync()
    {
        if (server is null)
            return;
        if (!server.HasExited)
            server.Kill();
        await server.WaitForExitAsync(CancellationToken.None);
        server.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
