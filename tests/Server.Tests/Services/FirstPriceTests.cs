using System.Data.Common;
using Grpc.Health.V1;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>SERVING means that prices can be made, because one was.</summary>
public sealed class FirstPriceTests(DemonstrationDatabase demonstration) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder, "myopenip.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_server_that_cannot_price_does_not_say_that_it_serves_until_it_can()
    {
        File.Copy(demonstration.File, Database);
        var broken = new WithoutContracts { IsOn = true };
        await using var server = await TestServer.StartAsync(
            Database, TestServer.Today, services => services.ConfigureDbContext<StorageContext>(o => o.AddInterceptors(broken)));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await StatusAsync(server));
        broken.IsOn = false;
        for (var i = 0; i < 300 && await StatusAsync(server) is not HealthCheckResponse.Types.ServingStatus.Serving; i++)
            await Task.Delay(100, Cancellation);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await StatusAsync(server));
    }

    [Fact]
    public async Task A_contract_that_cannot_be_priced_does_not_keep_the_server_from_serving_the_others()
    {
        File.Copy(demonstration.File, Database);
        var broken = new WithoutContracts { IsOn = true, Times = 1 };
        await using var server = await TestServer.StartAsync(
            Database, TestServer.Today, services => services.ConfigureDbContext<StorageContext>(o => o.AddInterceptors(broken)));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await StatusAsync(server));
        Assert.Equal(0, broken.Times);
    }

    [Fact]
    public async Task A_database_without_contracts_has_nothing_to_price_and_is_served()
    {
        File.Copy(demonstration.File, Database);
        await using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            await connection.OpenAsync(Cancellation);
            await using var none = connection.CreateCommand();
            none.CommandText = "UPDATE ContractedOffers SET State = 'Terminated'";
            await none.ExecuteNonQueryAsync(Cancellation);
        }
        await using var server = await TestServer.StartAsync(Database, TestServer.Today);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await StatusAsync(server));
    }

    private static async Task<HealthCheckResponse.Types.ServingStatus> StatusAsync(TestServer server) =>
        (await new Health.HealthClient(server.Bare).CheckAsync(new HealthCheckRequest(), cancellationToken: Cancellation)).Status;

    /// <summary>Fails what reads the versions of contracts.</summary>
    private sealed class WithoutContracts : DbCommandInterceptor
    {
        public bool IsOn { get; set; }

        /// <summary>How often.</summary>
        public int Times { get; set; } = int.MaxValue;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (IsOn && Times > 0 && command.CommandText.Contains("ContractVersions", StringComparison.Ordinal))
            {
                Times--;
                throw new InvalidOperationException("A contract that cannot be read.");
            }
            return ValueTask.FromResult(result);
        }
    }
}
