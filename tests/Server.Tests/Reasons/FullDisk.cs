using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Services;

namespace MyOpenIP.Server.Tests.Reasons;

/// <summary>A server whose database cannot grow, as on a full disk.</summary>
internal static class FullDisk
{
    /// <summary>The refusal of a write that needs room.</summary>
    public static async Task<Refusal> RefusalAsync(ServerFixture fixture)
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
        var database = Path.Combine(folder, "full.db");
        await using (var storage = fixture.Server.OpenStorage())
            await storage.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", TestContext.Current.CancellationToken);
        File.Copy(fixture.Database, database);
        var disk = new Disk();
        try
        {
            await using var server = await TestServer.StartAsync(
                database, fixture.Server.Time.GetUtcNow(), services => services.ConfigureDbContext<StorageContext>(o => o.AddInterceptors(disk)));
            disk.IsFull = true;
            var refusal = await Refusal.OfAsync(server.Operator.ImportAsync(Enumerable.Range(910_000, 300).Select(i => Streams.NewCustomer(i))));
            Assert.NotNull(refusal.Status.GetDetail<Google.Rpc.RetryInfo>());
            disk.IsFull = false;
            Assert.Equal(1, (await server.Operator.ImportAsync([Streams.NewCustomer(910_000)])).CreatedCount);
            return refusal;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Full: no connection may make the database longer than it is.</summary>
    private sealed class Disk : DbConnectionInterceptor
    {
        public bool IsFull { get; set; }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = IsFull ? "PRAGMA max_page_count = 1" : "PRAGMA max_page_count = 1000000";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
