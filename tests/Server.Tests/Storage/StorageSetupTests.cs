using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Sqlite;

namespace MyOpenIP.Server.Tests.Storage;

public sealed class StorageSetupTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PRAGMA synchronous = NORMAL", "synchronous is 1, not 2")]
    [InlineData("PRAGMA foreign_keys = OFF", "foreign_keys is 0, not 1")]
    [InlineData("PRAGMA journal_mode = DELETE", "journal_mode is delete, not wal")]
    public async Task A_connection_that_would_lose_data_is_refused(string weakening, string refusal)
    {
        await using var database = new TemporaryDatabase();
        await database.InitializeAsync();
        await using var context = database.Open();
        await context.Database.OpenConnectionAsync(Cancellation);
        var connection = context.Database.GetDbConnection();
        await Durability.AssertAsync(connection, Cancellation);
        SqliteConnection.ClearAllPools();
        database.Services.GetRequiredService<DatabaseFile>().Dispose();
        await context.Database.ExecuteSqlRawAsync(weakening, Cancellation);
        var thrown = await Assert.ThrowsAsync<StartRefusedException>(() => Durability.AssertAsync(connection, Cancellation));
        Assert.Contains(refusal, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_a_database_again_keeps_what_it_holds()
    {
        await using var database = new TemporaryDatabase();
        await database.InitializeAsync();
        await database.Writer.WriteAsync((context, _) => Task.FromResult(context.Add(Samples.Customer())), Cancellation);
        await StorageSetup.OpenAsync(database.Services, Cancellation);
        await using var context = database.Open();
        Assert.Equal("Destiny Éclair", (await context.Customers.SingleAsync(Cancellation)).Name);
    }

    [Theory]
    [InlineData(null, "/srv/server/run/myopenip.db")]
    [InlineData("other/x.db", "/srv/server/other/x.db")]
    [InlineData("/var/lib/x.db", "/var/lib/x.db")]
    public void The_path_of_the_database_is_relative_to_the_content_root(string? setting, string expected)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Path"] = setting }).Build();
        Assert.Equal(Path.GetFullPath(expected), StorageSetup.DatabasePath(configuration, "/srv/server"));
    }

    [Theory]
    [InlineData("-1.2345", -12_345L)]
    [InlineData("10.10", 101_000L)]
    [InlineData("0", 0L)]
    public void A_number_is_stored_as_ten_thousandths(string number, long stored)
    {
        var value = decimal.Parse(number, CultureInfo.InvariantCulture);
        Assert.Equal(stored, new TenThousandths().ConvertToProvider(value));
        Assert.Equal(value, new TenThousandths().ConvertFromProvider(stored));
    }

    [Fact]
    public void A_number_with_more_than_four_decimals_is_refused_not_rounded() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TenThousandths().ConvertToProvider(0.00005m));

    [Fact]
    public void A_day_is_stored_so_that_it_can_be_read_and_sorted()
    {
        Assert.Equal(20_260_229 - 1, new DayNumber().ConvertToProvider(new DateOnly(2026, 2, 28)));
        Assert.Equal(new DateOnly(9999, 12, 31), new DayNumber().ConvertFromProvider(99_991_231));
    }
}
