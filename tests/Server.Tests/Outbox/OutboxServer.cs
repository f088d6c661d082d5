using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Tests.Outbox;

/// <summary>Sends messages of a kind as a test tells it to, and remembers each that it was asked to send.</summary>
internal sealed class ToldConsumer(string kind, Func<OutboxRow, CancellationToken, Task> send) : IOutboxConsumer
{
    public string Kind => kind;

    /// <summary>Keys, in the order in which they were asked for; one that is sent twice is here twice.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public async Task SendAsync(OutboxRow row, CancellationToken cancellation)
    {
        Asked.Enqueue(row.Key);
        await send(row, cancellation);
    }
}

/// <summary>A server with consumers of the test's own.</summary>
internal sealed class OutboxServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    private bool hasStopped;

    private OutboxServer()
    {
    }

    public TestServer Server { get; private set; } = null!;

    public string Database => Path.Combine(folder, "myopenip.db");

    public Operations Operations => Server.Parts.GetRequiredService<Operations>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<OutboxServer> StartAsync(DemonstrationDatabase demonstration, Action<IServiceCollection> adjust, params string[] settings)
    {
        var made = new OutboxServer();
        File.Copy(demonstration.File, made.Database);
        made.Server = await TestServer.StartAsync(made.Database, TestServer.Today, adjust, settings);
        return made;
    }

    public Task EnqueueAsync(string kind, string key, string receiver = "") => Operations.RunAsync(
        Actor.Service,
        write =>
        {
            write.Enqueue("destiny", kind, key, [1, 2, 3], receiver);
            return Task.FromResult(0);
        },
        Cancellation);

    public async Task<OutboxRow> RowAsync(string key)
    {
        await using var storage = Server.OpenStorage();
        return await storage.Outbox.AsNoTracking().SingleAsync(r => r.Key == key, Cancellation);
    }

    public Task<OutboxRow> BecomesAsync(string key, OutboxState state) => BecomesAsync(key, row => row.State == state);

    /// <summary>
    /// Waits until a row is so. The worker may have looked just before the test let time go on, and begun to wait just after it:
    /// so after a second time goes on once more, by as long as that wait.
    /// </summary>
    public async Task<OutboxRow> BecomesAsync(string key, Func<OutboxRow, bool> isSo)
    {
        OutboxRow? row = null;
        var looks = 0;
        await UntilAsync(
            async () =>
            {
                if (++looks == 50)
                    Server.Time.Advance(OutboxLimits.Poll);
                return isSo(row = await RowAsync(key));
            },
            () => row is null ? "" : $"{row.Key} {row.State} {row.Attempts} {row.Fault}");
        return row!;
    }

    /// <summary>Lets time go on, from attempt to attempt, until a row is so: the worker may look before or after each step.</summary>
    public async Task<OutboxRow> BecomesInTimeAsync(string key, Func<OutboxRow, bool> isSo)
    {
        var row = await RowAsync(key);
        for (var step = 0; ; step++)
        {
            for (var look = 0; look < 50; look++)
            {
                if (isSo(row = await RowAsync(key)))
                    return row;
                await Task.Delay(20, Cancellation);
            }
            Assert.True(step < 60, $"It did not become so: {row.Key} {row.State} {row.Attempts} {row.Fault}");
            Server.Time.Advance(TimeSpan.FromSeconds(11));
        }
    }

    /// <summary>Waits until something is so, and says what is instead when it takes too long.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, Func<string> told)
    {
        for (var i = 0; i < 1500; i++)
        {
            if (await isSo())
                return;
            await Task.Delay(20, Cancellation);
        }
        Assert.Fail($"It did not become so: {told()}");
    }

    /// <summary>Stops the server; its database stays until the end.</summary>
    public async Task StopAsync()
    {
        hasStopped = true;
        await Server.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        if (!hasStopped)
            await Server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
