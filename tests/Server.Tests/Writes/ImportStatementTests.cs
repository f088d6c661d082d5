using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Services;

namespace MyOpenIP.Server.Tests.Writes;

/// <summary>Others wait while an import writes: its new rows do not go one by one through the change tracker.</summary>
public sealed class ImportStatementTests(Services.DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private const int Records = 600;

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private readonly Counter counter = new();

    private TestServer? server;

    public async ValueTask InitializeAsync()
    {
        var database = Path.Combine(folder, "myopenip.db");
        File.Copy(demonstration.File, database);
        server = await TestServer.StartAsync(
            database, TestServer.Today, services => services.ConfigureDbContext<StorageContext>(options => options.AddInterceptors(counter)));
    }

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task New_records_are_written_by_a_statement_for_each_table_and_records_known_already_by_none()
    {
        var customers = Enumerable.Range(900_000, Records).Select(i => Streams.NewCustomer(i)).ToList();
        var offers = Enumerable.Range(900_000, Records).Select(i => Streams.NewOffer(i, i)).ToList();
        Assert.InRange(await WritesAsync(async () => Assert.Equal(Records, (await server!.Operator.ImportAsync(customers)).CreatedCount)), 1, 10);
        Assert.InRange(await WritesAsync(async () => Assert.Equal(Records, (await server!.Operator.ImportAsync(offers)).CreatedCount)), 1, 10);
        Assert.InRange(await WritesAsync(async () => Assert.Equal(Records, (await server!.Operator.ImportAsync(offers)).UnchangedCount)), 1, 10);
    }

    private async Task<int> WritesAsync(Func<Task> import)
    {
        counter.Writes = 0;
        await import();
        return counter.Writes;
    }

    /// <summary>Counts the statements that write through the context.</summary>
    private sealed class Counter : DbCommandInterceptor
    {
        public int Writes { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Count(command);
            return ValueTask.FromResult(result);
        }

        private void Count(DbCommand command)
        {
            if (command.CommandText.Contains("INSERT", StringComparison.Ordinal) || command.CommandText.Contains("UPDATE", StringComparison.Ordinal))
                Writes++;
        }
    }
}
