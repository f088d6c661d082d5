using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Tests.Storage;

public sealed class StorageContextTests(TemporaryDatabase database) : IClassFixture<TemporaryDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_migrations_make_the_model()
    {
        await using var context = database.Open();
        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancellation));
    }

    [Fact]
    public async Task Every_key_begins_with_the_reseller_but_those_of_what_all_resellers_share()
    {
        await using var context = database.Open();
        string[] shared = ["CatalogueVersion", "CatalogueOfferRow", "CatalogueProductRow", "TaxTableVersion", "SharedDocument", "DocumentRow", "Account", "GuessCount",
            "OpenIddictEntityFrameworkCoreApplication", "OpenIddictEntityFrameworkCoreAuthorization", "OpenIddictEntityFrameworkCoreScope", "OpenIddictEntityFrameworkCoreToken"];
        var others = context.Model.GetEntityTypes()
            .Where(t => t.FindPrimaryKey() is { } key && key.Properties[0].Name != "Reseller")
            .Select(t => t.ClrType.Name);
        Assert.Equal(shared.Order(), others.Order());
    }

    [Fact]
    public async Task Every_table_of_the_resellers_is_filtered()
    {
        await using var context = database.Open();
        var open = context.Model.GetEntityTypes().Where(t => t.FindProperty("Reseller") is not null && t.GetDeclaredQueryFilters().Count == 0);

        // Accounts are read before it is known who logs in, and by nothing that a caller may ask.
        Assert.Equal(["Account", "NumberSequence"], open.Select(t => t.ClrType.Name));
    }

    [Fact]
    public async Task A_context_sees_for_whom_it_was_told_and_for_nobody_until_then()
    {
        await database.Writer.WriteAsync(
            (context, _) =>
            {
                context.Add(Samples.Customer(101, reseller: "nord"));
                context.Add(Samples.Customer(102, reseller: "sud"));
                return Task.CompletedTask;
            },
            Cancellation);
        await using var pooled = database.Open();
        Assert.Equal([101L, 102L], await SeenAsync(pooled));
        Assert.Equal([102L], await SeenAsync(pooled.SeeAs(new("reseller:sud", ActorRole.Reseller, "sud"))));
        var options = pooled.GetService<IDbContextOptions>();
        await using var told = new StorageContext((DbContextOptions<StorageContext>)options);
        Assert.Empty(await SeenAsync(told));

        static Task<List<long>> SeenAsync(StorageContext context) =>
            context.Customers.Where(c => c.Id == 101 || c.Id == 102).Select(c => c.Id).Order().ToListAsync(Cancellation);
    }

    [Fact]
    public async Task One_contracted_offer_has_one_open_amendment_and_any_number_of_ended_ones()
    {
        await database.Writer.WriteAsync(
            async (context, cancellation) =>
            {
                context.Add(Samples.Customer());
                context.Add(Samples.Offer());
                context.Add(Samples.Amendment("DEV000000001", state: AmendmentState.Completed));
                context.Add(Samples.Amendment("DEV000000002", state: AmendmentState.Cancelled));
                context.Add(Samples.Amendment("DEV000000003", state: AmendmentState.Accepted));
                await context.SaveAsync(cancellation);
            },
            Cancellation);
        var refusal = await Assert.ThrowsAsync<DbUpdateException>(() => database.Writer.WriteAsync(
            (context, _) => Task.FromResult(context.Add(Samples.Amendment("DEV000000004"))), Cancellation));
        Assert.Contains("UNIQUE constraint failed: Amendments.Reseller, Amendments.OfferReference", Assert.IsType<SqliteException>(refusal.InnerException).Message, StringComparison.Ordinal);
    }
}
