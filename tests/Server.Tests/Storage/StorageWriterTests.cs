using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Tests.Storage;

public sealed class StorageWriterTests : IAsyncLifetime
{
    private readonly TemporaryDatabase database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Simultaneous_writers_all_succeed_one_after_the_other()
    {
        await Task.WhenAll(Enumerable.Range(1, 64).Select(i => database.Writer.WriteAsync(
            async (context, cancellation) =>
            {
                var number = await context.NextAmendmentNumberAsync(cancellation);
                await new AppendedRows(context).Add([Entry(number)]).WriteAsync(cancellation);
            },
            Cancellation)));
        await using var context = database.Open();
        var entries = await context.AuditEntries.Where(e => e.Action != "StoreTaxTable").OrderBy(e => e.Sequence).ToListAsync(Cancellation);
        Assert.Equal(Enumerable.Range(1, 64).Select(i => (long)i), entries.Select(e => e.Sequence));
        Assert.Equal(Enumerable.Range(1, 64).Select(i => $"DEV{i:D9}"), entries.Select(e => e.Subject));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing_and_gives_its_number_back()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Writer.WriteAsync(
            async (context, cancellation) =>
            {
                await new AppendedRows(context).Add([Entry(await context.NextOrderNumberAsync(cancellation))]).WriteAsync(cancellation);
                await context.SaveAsync(cancellation);
                throw new InvalidOperationException("later");
            },
            Cancellation));
        await using var context = database.Open();
        Assert.Empty(await context.AuditEntries.Where(e => e.Action != "StoreTaxTable").ToListAsync(Cancellation));
        Assert.Equal("COM1", await database.Writer.WriteAsync((c, token) => c.NextOrderNumberAsync(token), Cancellation));
    }

    [Fact]
    public async Task A_write_holds_the_lock_from_its_beginning()
    {
        await database.Writer.WriteAsync(
            async (_, cancellation) =>
            {
                await using var other = new SqliteConnection($"Data Source={database.File};Default Timeout=1");
                await other.OpenAsync(cancellation);
                await using var begin = other.CreateCommand();
                begin.CommandText = "BEGIN IMMEDIATE";
                var refusal = Assert.Throws<SqliteException>(() => begin.ExecuteNonQuery());
                Assert.Equal(5, refusal.SqliteErrorCode);
            },
            Cancellation);
    }

    [Fact]
    public async Task A_series_skips_numbers_already_used_and_never_goes_back()
    {
        await database.Writer.WriteAsync((c, token) => c.SkipToAsync("DEV", 50_762, token), Cancellation);
        await database.Writer.WriteAsync((c, token) => c.SkipToAsync("DEV", 7, token), Cancellation);
        Assert.Equal("DEV000050763", await database.Writer.WriteAsync((c, token) => c.NextAmendmentNumberAsync(token), Cancellation));
        Assert.Equal("DEV000050764", await database.Writer.WriteAsync((c, token) => c.NextAmendmentNumberAsync(token), Cancellation));
    }

    private static AuditEntry Entry(string subject) => new()
    {
        Reseller = Samples.Reseller,
        At = Samples.Now,
        Actor = "operator",
        Role = "OPERATOR",
        Action = "Test",
        Subject = subject,
        RequestId = "",
    };
}
