using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Tests.Outbox;

/// <summary>Messages of the outbox: each of what was committed, none of what was not, whatever becomes of who sends them.</summary>
public sealed class OutboxTests(DemonstrationDatabase demonstration)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_of_a_committed_write_is_sent_once_and_its_content_is_forgotten()
    {
        var consumer = new ToldConsumer("letter", (_, _) => Task.CompletedTask);
        await using var server = await StartAsync(consumer);
        await server.EnqueueAsync("letter", "L1");
        var row = await server.BecomesAsync("L1", OutboxState.Sent);
        Assert.Equal((1, 0, ""), (row.Attempts, row.Payload.Length, row.Fault));
        server.Server.Time.Advance(TimeSpan.FromDays(1));
        await server.EnqueueAsync("letter", "L2");
        await server.BecomesAsync("L2", OutboxState.Sent);
        Assert.Equal(["L1", "L2"], consumer.Asked);
    }

    [Fact]
    public async Task Nothing_is_sent_of_a_write_that_was_rolled_back_or_only_validated()
    {
        var consumer = new ToldConsumer("letter", (_, _) => Task.CompletedTask);
        await using var server = await StartAsync(consumer);
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.Operations.RunAsync<int>(
            Actor.Service,
            write =>
            {
                write.Enqueue("destiny", "letter", "failed", [1]);
                throw new InvalidOperationException("later");
            },
            Cancellation));
        await server.Operations.OnceAsync(
            Actor.Service, new WriteKey("Test", Steps.NewId(), [1]), validateOnly: true,
            write =>
            {
                write.Enqueue("destiny", "letter", "validated", [1]);
                write.Tell("destiny", "Test", "tests/1");
                return Task.FromResult(0);
            },
            (_, _) => Task.FromResult(Array.Empty<byte>()), Cancellation);
        await server.EnqueueAsync("letter", "committed");
        await server.BecomesAsync("committed", OutboxState.Sent);
        Assert.Equal(["committed"], consumer.Asked);
        await using var storage = server.Server.OpenStorage();
        Assert.Equal(1, await storage.Outbox.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_key_stands_for_one_message()
    {
        await using var server = await StartAsync(new ToldConsumer("letter", (_, _) => Task.CompletedTask));
        await server.EnqueueAsync("letter", "L1");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => server.EnqueueAsync("letter", "L1"));
    }

    [Fact]
    public async Task A_message_that_fails_is_tried_again_ever_later_and_then_given_up_seen_and_sent_again_by_command()
    {
        var fails = true;
        var consumer = new ToldConsumer("letter", (_, _) => fails ? throw new IOException("The box is full.") : Task.CompletedTask);
        await using var server = await StartAsync([consumer], null, "--Outbox:GiveUpHours", "1", "--Outbox:RetrySeconds", "60");
        await server.EnqueueAsync("letter", "L1");
        var first = await server.BecomesAsync("L1", row => row is { Attempts: 1, Fault.Length: > 0 });
        Assert.InRange(first.NotBefore - server.Server.Time.GetUtcNow(), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
        server.Server.Time.Advance(TimeSpan.FromSeconds(61));
        var second = await server.BecomesAsync("L1", row => row.Attempts == 2 && row.NotBefore > server.Server.Time.GetUtcNow());
        Assert.InRange(second.NotBefore - server.Server.Time.GetUtcNow(), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120));
        Assert.Equal("Healthy", await HealthAsync(server));
        server.Server.Time.Advance(TimeSpan.FromHours(1));
        var dead = await server.BecomesAsync("L1", OutboxState.Dead);
        Assert.Equal((3, "The box is full.", 3), (dead.Attempts, dead.Fault, dead.Payload.Length));
        Assert.Equal("Degraded\n1 messages are given up: see outbox list.", await HealthAsync(server));

        Assert.Equal($"destiny letter L1 3 {dead.At:yyyy-MM-dd'T'HH:mm:ss'Z'} The box is full.\n", await RunAsync(server, 0, "list"));
        Assert.Equal("There is no such message that was given up.\n", await RunAsync(server, 1, "retry", "destiny", "letter", "L2"));
        fails = false;
        Assert.Equal("1 messages are sent again.\n", await RunAsync(server, 0, "retry", "destiny", "letter"));
        server.Server.Time.Advance(OutboxLimits.Poll);
        var sent = await server.BecomesAsync("L1", OutboxState.Sent);
        Assert.Equal(1, sent.Attempts);
        Assert.Equal("Healthy", await HealthAsync(server));
        Assert.Equal(4, consumer.Asked.Count);
        await using var storage = server.Server.OpenStorage();
        Assert.StartsWith("command:", (await storage.AuditEntries.SingleAsync(e => e.Subject == "outbox/letter/L1", Cancellation)).Actor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_outlives_a_receiver_that_is_away_for_most_of_a_day_and_is_there_soon_after_it_is_back()
    {
        var isAway = true;
        var consumer = new ToldConsumer("letter", (_, _) => isAway ? throw new IOException("Closed.") : Task.CompletedTask);
        await using var server = await StartAsync(consumer);
        await server.EnqueueAsync("letter", "L1");
        for (var (hours, attempts) = (0, 1); hours < 24; hours += 4, attempts++)
        {
            var row = await server.BecomesInTimeAsync("L1", row => row.Attempts >= attempts && row.NotBefore > server.Server.Time.GetUtcNow());
            Assert.Equal(OutboxState.Pending, row.State);
            Assert.InRange(row.NotBefore - row.ChangedAt, TimeSpan.Zero, OutboxLimits.LongestWait);
            server.Server.Time.Advance(TimeSpan.FromHours(3.9));
        }
        isAway = false;
        await server.BecomesInTimeAsync("L1", row => row.State is OutboxState.Sent);
    }

    [Fact]
    public async Task A_message_that_nobody_can_deliver_is_given_up_at_once()
    {
        await using var server = await StartAsync(new ToldConsumer("letter", (_, _) => throw new UndeliverableException("There is no such street.")));
        await server.EnqueueAsync("letter", "L1");
        Assert.Equal(1, (await server.BecomesAsync("L1", OutboxState.Dead)).Attempts);
    }

    [Fact]
    public async Task A_message_that_waits_for_long_is_told_by_the_health()
    {
        await using var server = await StartAsync(new ToldConsumer("letter", (_, _) => throw new IOException("Closed.")));
        await server.EnqueueAsync("letter", "L1");
        await server.BecomesAsync("L1", row => row.Fault.Length > 0);
        Assert.Equal("Healthy", await HealthAsync(server));
        server.Server.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("Degraded\nA message waits to be sent since 2026-11-24 11:00 UTC.", await HealthAsync(server));
    }

    [Fact]
    public async Task One_receiver_that_hangs_keeps_no_other_waiting_and_is_tried_again_when_its_time_is_over()
    {
        var hangs = new ToldConsumer("letter", (row, _) => row.Receiver == "hangs" ? Task.Delay(Timeout.Infinite, CancellationToken.None) : Task.CompletedTask);
        var other = new ToldConsumer("parcel", (_, _) => Task.CompletedTask);
        await using var server = await StartAsync([hangs, other], null);
        for (var i = 0; i < 40; i++)
            await server.EnqueueAsync("letter", $"H{i}", "hangs");
        await server.EnqueueAsync("letter", "L1", "well");
        await server.EnqueueAsync("parcel", "P1", "hangs");
        await server.BecomesAsync("L1", OutboxState.Sent);
        await server.BecomesAsync("P1", OutboxState.Sent);
        Assert.Equal(OutboxLimits.AtOnceOfReceiver, hangs.Asked.Count(k => k[0] == 'H'));
        server.Server.Time.Advance(TimeSpan.FromSeconds(31));
        var failed = await server.BecomesAsync(hangs.Asked.First(k => k[0] == 'H'), row => row.Fault.Length > 0);
        Assert.Equal("It was not sent within 30 seconds.", failed.Fault);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_that_comes_back_late_marks_nothing_that_another_took(bool isFenced)
    {
        await using var server = await StartAsync([], null);
        await server.EnqueueAsync("letter", "L1");
        var (early, late) = (Store(server, isFenced), Store(server, isFenced));
        var first = Assert.Single(await TakeAsync(early));
        Assert.Empty(await TakeAsync(late));
        server.Server.Time.Advance(Limits(server).Lease);
        var second = Assert.Single(await TakeAsync(late));
        Assert.Equal((first.Fence + 1, first.Attempts + 1), (second.Fence, second.Attempts));

        // Without the number the late one marks it, and what the other does is for nothing.
        Assert.Equal(!isFenced, await early.SentAsync(first, Cancellation));
        Assert.Equal(isFenced, await late.FailedAsync(second, "No.", isHopeless: false, Cancellation));
        Assert.Equal(isFenced ? OutboxState.Pending : OutboxState.Sent, (await server.RowAsync("L1")).State);
    }

    [Fact]
    public async Task Two_workers_at_once_take_no_message_twice()
    {
        await using var server = await StartAsync([], null);
        for (var i = 0; i < 60; i++)
            await server.EnqueueAsync("letter", $"L{i}", $"{i}");
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TakeAsync(Store(server, isFenced: true))));
        Assert.Equal(60, taken.Sum(t => t.Count) + (await TakeAsync(Store(server, isFenced: true))).Count + (await TakeAsync(Store(server, isFenced: true))).Count);
    }

    [Fact]
    public async Task What_is_under_way_when_the_server_stops_is_given_back_and_sent_by_the_next()
    {
        var begun = new TaskCompletionSource();
        var hangs = new ToldConsumer("letter", async (_, cancellation) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        await using var server = await StartAsync(hangs);
        await server.EnqueueAsync("letter", "L1");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await server.Server.Parts.GetRequiredService<OutboxWorker>().StopAsync(Cancellation);
        var row = await server.RowAsync("L1");
        Assert.Equal((OutboxState.Pending, 0), (row.State, row.Attempts));
        Assert.Single(await TakeAsync(Store(server, isFenced: true)));
    }

    [Fact]
    public async Task A_message_that_ends_its_process_each_time_is_given_up()
    {
        var consumer = new ToldConsumer("letter", (_, _) => Task.CompletedTask);
        await using var server = await StartAsync([], null);
        await server.EnqueueAsync("letter", "L1");
        for (var i = 0; i < OutboxLimits.MostUnfinished; i++)
        {
            Assert.Single(await TakeAsync(Store(server, isFenced: true)));
            server.Server.Time.Advance(Limits(server).Lease);
        }
        var row = Assert.Single(await TakeAsync(Store(server, isFenced: true)));
        await server.Server.Parts.GetRequiredService<OutboxSending>().SendAsync(consumer, row, Cancellation);
        Assert.Empty(consumer.Asked);
        Assert.Equal(OutboxState.Dead, (await server.RowAsync("L1")).State);
    }

    [Fact]
    public async Task That_a_message_was_sent_is_forgotten_after_its_time()
    {
        await using var server = await StartAsync([new ToldConsumer("letter", (_, _) => Task.CompletedTask)], null, "--Outbox:KeepDays", "2");
        await server.EnqueueAsync("letter", "L1");
        await server.BecomesAsync("L1", OutboxState.Sent);
        var store = Store(server, isFenced: true);
        server.Server.Time.Advance(TimeSpan.FromDays(1));
        await store.ForgetAsync("letter", Cancellation);
        Assert.Equal(OutboxState.Sent, (await server.RowAsync("L1")).State);
        server.Server.Time.Advance(TimeSpan.FromDays(2));
        await store.ForgetAsync("letter", Cancellation);
        await using var storage = server.Server.OpenStorage();
        Assert.Equal(0, await storage.Outbox.CountAsync(Cancellation));
    }

    [Fact]
    public void Waits_grow_to_a_bound_and_are_spread()
    {
        var limits = new OutboxLimits(TimeSpan.FromHours(24), 32, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10), TimeSpan.FromDays(30), TimeSpan.FromMinutes(15));
        Assert.Equal([10, 20, 40, 80], Enumerable.Range(1, 4).Select(i => limits.WaitAfter(i, 1).TotalSeconds));
        Assert.Equal(5, limits.WaitAfter(1, 0).TotalSeconds);
        Assert.Equal(OutboxLimits.LongestWait, limits.WaitAfter(1_000_000, 1));
    }

    private Task<OutboxServer> StartAsync(ToldConsumer consumer) => StartAsync([consumer], null);

    private Task<OutboxServer> StartAsync(ToldConsumer[] consumers, Action<IServiceCollection>? adjust, params string[] settings) => OutboxServer.StartAsync(
        demonstration,
        services =>
        {
            foreach (var consumer in consumers)
                services.AddSingleton<IOutboxConsumer>(consumer);
            adjust?.Invoke(services);
        },
        settings);

    private static OutboxLimits Limits(OutboxServer server) => server.Server.Parts.GetRequiredService<OutboxLimits>();

    /// <summary>A store as another process has it.</summary>
    private static OutboxStore Store(OutboxServer server, bool isFenced) => new(
        server.Server.Parts.GetRequiredService<StorageContexts>(), server.Server.Parts.GetRequiredService<StorageWriter>(), Limits(server), server.Server.Time)
    {
        IsFenced = isFenced,
    };

    private static Task<IReadOnlyList<OutboxRow>> TakeAsync(OutboxStore store) => store.TakeAsync("letter", 20, new Dictionary<string, int>(), Cancellation);

    private static async Task<string> HealthAsync(OutboxServer server)
    {
        using var http = new HttpClient { BaseAddress = server.Server.Http };
        return (await (await http.GetAsync(new Uri("health", UriKind.Relative), Cancellation)).Content.ReadAsStringAsync(Cancellation)).TrimEnd();
    }

    private static async Task<string> RunAsync(OutboxServer server, int code, params string[] line)
    {
        await using var output = new StringWriter();
        var command = Commands.OutboxCommand.Create((_, _) => Task.FromResult(server.Server.Parts), output);
        Assert.Equal(code, await command.Parse(line).InvokeAsync(cancellationToken: Cancellation));
        return output.ToString().ReplaceLineEndings("\n");
    }
}
