using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Storage.Sqlite;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Storage;

/// <summary>What becomes of a server whose database is taken from under it.</summary>
public sealed class DatabaseLossTests(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    private TestServer server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder, "myopenip.db");

    public async ValueTask InitializeAsync()
    {
        File.Copy(demonstration.File, Database);
        server = await TestServer.StartAsync(Database, TestServer.Today);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_database_that_was_deleted_takes_no_write_and_makes_the_server_unhealthy()
    {
        Assert.NotNull(await WriteAsync());
        foreach (var file in Directory.GetFiles(folder))
            File.Delete(file);
        await AssertUnavailableAsync();
        await AssertUnhealthyAsync("was deleted");
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_database_that_was_exchanged_takes_no_write_until_it_is_back()
    {
        await WriteAsync();
        File.Move(Database, Database + ".old");
        File.Copy(demonstration.File, Database);
        await AssertUnavailableAsync();
        await AssertUnhealthyAsync("Another file was put in the place");
        File.Move(Database + ".old", Database, overwrite: true);
        await AssertHealthyAsync();
        await WriteAsync();
    }

    [Theory]
    [InlineData("-wal", false)]
    [InlineData("-wal", true)]
    [InlineData("-shm", false)]
    [InlineData("-shm", true)]
    public async Task A_database_whose_log_was_deleted_takes_no_write_also_when_another_process_has_made_a_new_one(string file, bool isMadeAnew)
    {
        await WriteAsync();
        File.Delete(Database + file);
        if (isMadeAnew)
            await File.WriteAllBytesAsync(Database + file, [], Cancellation);
        await AssertUnavailableAsync();
        await AssertUnhealthyAsync($"{file}, which belongs to the database, was deleted or exchanged");
    }

    [Fact]
    public async Task A_write_during_which_the_database_is_deleted_is_not_acknowledged()
    {
        var thrown = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            server.Parts.GetRequiredService<MyOpenIP.Server.Writes.StorageWriter>().WriteAsync(
                (context, _) =>
                {
                    context.NumberSequences.Add(new() { Reseller = "", Name = "X", Next = 1 });
                    File.Delete(Database);
                    return Task.CompletedTask;
                },
                Cancellation));
        Assert.Contains("was deleted", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrupt_database_is_noticed_without_anyone_reading_there_and_takes_no_write()
    {
        await using (var storage = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            await storage.OpenAsync(Cancellation);
            await using var checkpoint = storage.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await checkpoint.ExecuteNonQueryAsync(Cancellation);
        }
        await using (var file = new FileStream(Database, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = file.Length / 2 / 4096 * 4096;
            await file.WriteAsync(new byte[8 * 4096], Cancellation);
        }
        await AssertUnhealthyAsync("is corrupt");
        await AssertUnavailableAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_database_that_was_cut_takes_no_write_from_then_on(int share)
    {
        await WriteAsync();
        await using (var file = new FileStream(Database, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.SetLength(share == 0 ? 0 : file.Length / share);
        await AssertUnavailableAsync();
        await AssertUnhealthyAsync("is corrupt");
    }

    [Fact]
    public async Task A_database_that_was_written_over_takes_no_write_from_then_on()
    {
        await WriteAsync();
        await using (var file = new FileStream(Database, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            await file.WriteAsync(new byte[file.Length], Cancellation);
        await AssertUnavailableAsync();
        await AssertUnhealthyAsync("is corrupt");
    }

    [Fact]
    public async Task A_database_that_did_not_take_a_write_is_told_until_it_does()
    {
        var file = server.Parts.GetRequiredService<DatabaseFile>();
        await using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        await other.OpenAsync(Cancellation);
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync(Cancellation);
        await AssertUnavailableAsync();
        Assert.Equal($"Degraded\nThe database {Database} is locked: writes wait.", await HealthAsync());
        var grpc = await new Health.HealthClient(server.Bare).CheckAsync(new HealthCheckRequest(), cancellationToken: Cancellation);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, grpc.Status);
        command.CommandText = "ROLLBACK";
        await command.ExecuteNonQueryAsync(Cancellation);
        await AssertHealthyAsync();

        // A connection that may only read, as one to a disk that was mounted so is.
        file.Note(new SqliteException("attempt to write a readonly database", 8));
        await AssertHealthyAsync();
    }

    [Fact]
    public async Task A_write_that_finds_corruption_is_the_last_one()
    {
        server.Parts.GetRequiredService<DatabaseFile>().Note(new SqliteException("malformed", 11));
        await AssertUnavailableAsync();
        await AssertUnhealthyAsync("is corrupt");
    }

    [Fact]
    public async Task A_full_disk_is_unhealthy_until_there_is_room()
    {
        var file = server.Parts.GetRequiredService<DatabaseFile>();
        file.Note(new SqliteException("full", 13));
        await AssertHealthyAsync();
        Assert.Contains("no room left", (await new DatabaseFile("/proc/x.db").FaultAsync(Cancellation))!.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_another_process_holds_is_told_in_seconds()
    {
        await using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        await other.OpenAsync(Cancellation);
        await using var begin = other.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync(Cancellation);
        var asked = DateTime.UtcNow;
        var writes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Refusal.OfAsync(server.Operator.Amendments.CreateAmendmentAsync(Steps.Creation(Steps.Numbers)))));
        Assert.InRange((DateTime.UtcNow - asked).TotalSeconds, 0, 25);
        Assert.All(writes, w => Assert.Equal((StatusCode.Unavailable, true), (w.Code, w.Status.GetDetail<RetryInfo>() is not null)));
        begin.CommandText = "ROLLBACK";
        await begin.ExecuteNonQueryAsync(Cancellation);
        await WriteAsync();
    }

    private async Task<V1.Amendment> WriteAsync()
    {
        var created = (await server.Operator.Amendments.CreateAmendmentAsync(Steps.Creation(Steps.Numbers))).Amendment;
        await server.Operator.Amendments.CancelAmendmentAsync(new CancelAmendmentRequest { Name = created.Name, Etag = created.Etag, RequestId = $"{Guid.NewGuid()}" });
        return created;
    }

    private async Task AssertUnavailableAsync()
    {
        var refusal = await Refusal.OfAsync(server.Operator.Amendments.CreateAmendmentAsync(Steps.Creation(Steps.Numbers)), StatusCode.Unavailable, "UNAVAILABLE");
        Assert.NotNull(refusal.Status.GetDetail<RetryInfo>());
    }

    private async Task AssertHealthyAsync() => Assert.Equal("Healthy", await HealthAsync());

    private async Task AssertUnhealthyAsync(string why)
    {
        // The whole file is looked at every few seconds.
        var told = await HealthAsync();
        for (var i = 0; i < 20 && told == "Healthy"; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
            told = await HealthAsync();
        }
        Assert.StartsWith("Unhealthy\n", told, StringComparison.Ordinal);
        Assert.Contains(why, told, StringComparison.Ordinal);
        var grpc = await new Health.HealthClient(server.Bare).CheckAsync(new HealthCheckRequest(), cancellationToken: Cancellation);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, grpc.Status);
    }

    private async Task<string> HealthAsync()
    {
        using var http = new HttpClient { BaseAddress = server.Http };
        return await (await http.GetAsync(new Uri("/health", UriKind.Relative), Cancellation)).Content.ReadAsStringAsync(Cancellation);
    }
}
