using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Tests.Storage;

public sealed class VersioningTests : IAsyncLifetime
{
    private readonly TemporaryDatabase database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await Write(context => context.AddRange(Samples.Customer(), Samples.Offer(), Samples.Amendment("DEV000000001")));
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_new_aggregate_has_version_1_and_a_change_of_it_makes_2()
    {
        Assert.Equal(1, await VersionOfAmendment());
        await Write(async context => (await Amendment(context)).Comment = "Bonjour");
        Assert.Equal(2, await VersionOfAmendment());
    }

    [Fact]
    public async Task A_save_that_changes_nothing_bumps_nothing()
    {
        await Write(async context => await Amendment(context));
        Assert.Equal(1, await VersionOfAmendment());
    }

    [Fact]
    public async Task Adding_changing_and_removing_a_part_are_each_a_change_of_the_aggregate()
    {
        await Write(async context => (await Customer(context)).Sites.Add(Site()));
        Assert.Equal(2, await VersionOfCustomer());
        await Write(async context => (await Customer(context)).Sites[0].City = "LYON");
        Assert.Equal(3, await VersionOfCustomer());
        await Write(async context => (await Customer(context)).Sites.Clear());
        Assert.Equal(4, await VersionOfCustomer());
    }

    [Fact]
    public async Task Another_document_of_wishes_is_a_change_of_the_amendment_and_is_read_as_it_was_written()
    {
        var wishes = new AmendmentWishes
        {
            Quantities = [new("SDA_FULL", 0), new("SDA_SIMPLE", 1_000_000)],
            Discounts = [new(new("SDA_FULL", 33.3333m, 0m, AskerRole.Reseller, DiscountScope.WholeLine), "reseller:destiny", Samples.Now)],
            Grants = [new(new("SDA_FULL", 0, 33.3333m, 0m, "operator"), Samples.Now.AddTicks(1))],
            Contacts = [new() { Name = "Accueil", Telephone = "+33442262424" }, new() { ContactNumber = 0, Name = "Zoé", Telephone = "1", Email = "z@x", AccessHours = "9-12", Role = "DSI" }],
        };
        await Write(async context => (await Amendment(context)).Wishes = wishes);
        Assert.Equal(2, await VersionOfAmendment());
        await using var context = database.Open();
        Assert.Equivalent(wishes, (await Amendment(context)).Wishes, strict: true);
    }

    [Fact]
    public async Task Several_changes_in_one_save_are_one_version()
    {
        await Write(async context =>
        {
            var customer = await Customer(context);
            customer.Email = "contact@example.fr";
            customer.Sites.Add(Site());
            customer.Contacts.Add(new() { Reseller = Samples.Reseller, CustomerId = customer.Id, Number = 1, Name = "Accueil", Telephone = "+33442262424" });
        });
        Assert.Equal(2, await VersionOfCustomer());
    }

    [Fact]
    public async Task A_part_is_refused_when_its_aggregate_is_not_loaded()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Write(context => context.Add(Site())));
        Assert.Equal("Site was changed without its Customer: load it first.", refusal.Message);
    }

    [Fact]
    public async Task A_save_whose_versions_nobody_moved_is_refused()
    {
        await using var context = database.Open();
        (await context.Amendments.SingleAsync(Cancellation)).Comment = "Bonjour";
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync(Cancellation));
        Assert.Equal("Amendment was changed without its version: save through SaveAsync.", refusal.Message);
    }

    [Fact]
    public async Task What_an_offer_knows_of_its_open_amendment_moves_no_version_and_is_written_by_who_saw_the_one_before()
    {
        await using var late = database.Open();
        var read = await late.ContractedOffers.SingleAsync(Cancellation);
        await Write(async context => (await context.ContractedOffers.SingleAsync(Cancellation)).OpenAmendment = "DEV000000001");
        await using var context = database.Open();
        Assert.Equal(("DEV000000001", 1), await context.ContractedOffers.Select(o => ValueTuple.Create(o.OpenAmendment, o.RowVersion)).SingleAsync(Cancellation));
        read.OpenAmendment = "DEV000000002";
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => late.SaveAsync(Cancellation));
    }

    [Fact]
    public async Task Of_two_writers_that_read_the_same_version_the_second_is_refused()
    {
        await using var late = database.Open();
        var read = await late.Amendments.SingleAsync(Cancellation);
        await Write(async context => (await Amendment(context)).Comment = "first");
        read.Comment = "second";
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => late.SaveAsync(Cancellation));
    }

    private static Site Site() => new()
    {
        Reseller = Samples.Reseller,
        CustomerId = 44660,
        Number = 1,
        Name = "Site",
        Street = "1 Rue Neuve",
        PostalCode = "59000",
        City = "LILLE",
    };

    private static Task<Customer> Customer(StorageContext context) => context.Customers.WithParts().SingleAsync(Cancellation);

    private static Task<Amendment> Amendment(StorageContext context) => context.Amendments.SingleAsync(Cancellation);

    private async Task<int> VersionOfCustomer()
    {
        await using var context = database.Open();
        return await context.Customers.Select(c => c.RowVersion).SingleAsync(Cancellation);
    }

    private async Task<int> VersionOfAmendment()
    {
        await using var context = database.Open();
        return await context.Amendments.Select(a => a.RowVersion).SingleAsync(Cancellation);
    }

    private Task Write(Action<StorageContext> work) => Write(context =>
    {
        work(context);
        return Task.CompletedTask;
    });

    private Task Write(Func<StorageContext, Task> work) => database.Writer.WriteAsync((context, _) => work(context), Cancellation);
}
