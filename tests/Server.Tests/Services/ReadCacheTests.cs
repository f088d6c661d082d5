using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Storage;

namespace MyOpenIP.Server.Tests.Services;

public sealed class ReadCacheTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 4, 10);

    private readonly TemporaryDatabase database = new();
    private readonly ReadCache cache = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.Writer.WriteAsync(
            async (context, cancellation) =>
            {
                var offer = Samples.Offer();
                await context.AppendVersionAsync(offer, Contract(3), Day, "COM16444", Samples.Now, cancellation);
                context.AddRange(Samples.Customer(), offer);
            },
            Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        cache.Dispose();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_version_of_an_offer_is_read_once()
    {
        await using var context = database.Open();
        var offer = await context.ContractedOffers.SingleAsync(Cancellation);
        var version = await cache.VersionAsync(context, offer, 1, Cancellation);
        Assert.Equal(3, Assert.Single(Assert.Single(version.Contract.Lines).Lots).Quantity);
        await using var other = database.Open();
        Assert.Same(version, await cache.VersionAsync(other, offer, 1, Cancellation));
    }

    [Fact]
    public async Task A_customer_is_read_again_once_it_has_changed()
    {
        var (_, before) = await CustomerAsync();
        Assert.Same(before, (await CustomerAsync()).Customer);
        await database.Writer.WriteAsync(
            async (context, cancellation) =>
            {
                var customer = await context.Customers.SingleAsync(cancellation);
                customer.TaxStatus = "PUBLIC";
            },
            Cancellation);
        var (version, after) = await CustomerAsync();
        Assert.Equal((2, "PUBLIC"), (version, after.TaxStatus));
    }

    [Fact]
    public async Task A_customer_that_changes_between_two_reads_is_kept_as_what_it_is()
    {
        await using var context = database.Open();
        var offer = await context.ContractedOffers.SingleAsync(Cancellation);
        var customer = await cache.CustomerAsync(context, offer, 0, Cancellation);
        Assert.Equal(1, customer.RowVersion);
        Assert.Same(customer, await cache.CustomerAsync(context, offer, 1, Cancellation));
        Assert.NotSame(customer, await cache.CustomerAsync(context, offer, 0, Cancellation));
    }

    [Fact]
    public async Task What_a_write_saw_that_was_rolled_back_is_not_kept()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => database.Writer.WriteAsync(
            async (context, cancellation) =>
            {
                Assert.Equal(5, await AppendedAsync(context, 5, cancellation));
                throw new OperationCanceledException();
            },
            Cancellation));
        await database.Writer.WriteAsync(async (context, cancellation) => Assert.Equal(7, await AppendedAsync(context, 7, cancellation)), Cancellation);
        await using var context = database.Open();
        var version = await cache.VersionAsync(context, await context.ContractedOffers.SingleAsync(Cancellation), 2, Cancellation);
        Assert.Equal(7, version.Contract.Lines[0].Lots[0].Quantity);
    }

    private async Task<int> AppendedAsync(StorageContext context, int quantity, CancellationToken cancellation)
    {
        var offer = await context.ContractedOffers.SingleAsync(cancellation);
        await context.AppendVersionAsync(offer, Contract(quantity), Day, "COM16445", Samples.Now, cancellation);
        await context.SaveAsync(cancellation);
        return (await cache.VersionAsync(context, offer, 2, cancellation)).Contract.Lines[0].Lots[0].Quantity;
    }

    private async Task<(int Version, Customer Customer)> CustomerAsync()
    {
        await using var context = database.Open();
        var version = await context.Customers.Select(c => c.RowVersion).SingleAsync(Cancellation);
        return (version, await cache.CustomerAsync(context, await context.ContractedOffers.SingleAsync(Cancellation), version, Cancellation));
    }

    private static Contract Contract(int quantity) => new()
    {
        Reference = "OC138637",
        State = ContractState.Delivered,
        DeliveredOn = Day,
        Billing = new(1),
        Policies = new(),
        Lines = [new("SDA_FULL", [new() { Number = 1, Quantity = quantity, UnitPrice = 18.9m, Since = Day }])],
    };
}
