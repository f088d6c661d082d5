using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Tests.Storage;

namespace MyOpenIP.Server.Tests.Data;

public sealed class CustomerImporterTests : IAsyncLifetime
{
    private const string Good = """{"reseller":"destiny","id":1,"name":"Été","account":"C1","siren":"303265045","vatNumber":"FR40303265045","createdOn":"2020-01-01","size":"SMALL","territory":"FR","taxStatus":"BUSINESS","sites":[{"number":1,"name":"Siège","street":"1 Rue","postalCode":"75001","city":"PARIS","telephone":"+33142262424"}],"contacts":[{"number":1,"name":"Anne","telephone":"+33142262424"}]}""";

    private readonly TemporaryDatabase database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Every_fault_of_every_line_is_reported_and_nothing_is_stored()
    {
        var refusal = await Assert.ThrowsAsync<DataFaultsException>(() => Import(
            Good,
            Good.Replace("\"id\":1", "\"id\":2", StringComparison.Ordinal).Replace("303265045", "303265046", StringComparison.Ordinal),
            "",
            Good,
            Good.Replace("\"id\":1", "\"id\":3", StringComparison.Ordinal).Replace("\"size\":\"SMALL\"", "\"size\":\"TINY\"", StringComparison.Ordinal).Replace("+33142262424", "0142262424", StringComparison.Ordinal),
            Good.Replace("\"id\":1", "\"id\":4", StringComparison.Ordinal).Replace("FR40303265045", "FR44732829320", StringComparison.Ordinal).Replace("\"contacts\"", "\"siret\":\"73282932000079\",\"contacts\"", StringComparison.Ordinal).Replace("+33142262424", "+33042262424", StringComparison.Ordinal),
            Good.Replace("\"id\":1", "\"id\":5", StringComparison.Ordinal).Replace("{\"number\":1,\"name\":\"Anne\"", "{\"number\":1,\"name\":\"Zoé\",\"telephone\":\"+33142262424\"},{\"number\":1,\"name\":\"Anne\"", StringComparison.Ordinal),
            "{"));
        Assert.Equal(
            [
                "lines:2: siren: Expected: a SIREN: 9 digits, the last one a check digit, such as 303265045.",
                "lines:2: vatNumber: Expected: a VAT number: country, key and SIREN in France, such as FR40303265045.",
                "lines:4: id: 1 is on line 1 too",
                "lines:5: contacts[0].telephone: Expected: a telephone number that can exist, in E.164, such as +33442262424.",
                "lines:5: sites[0].telephone: Expected: a telephone number that can exist, in E.164, such as +33442262424.",
                "lines:5: size: is none of MICRO, SMALL, NON_PROFIT, MEDIUM, LARGE",
                "lines:6: contacts[0].telephone: Expected: a telephone number that can exist, in E.164, such as +33442262424.",
                "lines:6: siret: Expected: a SIRET: 14 digits, the last one a check digit, such as 73282932000074.",
                "lines:6: sites[0].telephone: Expected: a telephone number that can exist, in E.164, such as +33442262424.",
                "lines:6: vatNumber: is not the VAT number of the SIREN",
                "lines:7: contacts[1].number: 1 is there twice",
                "lines:8: not JSON",
            ],
            refusal.Faults.Select(f => f.ToString()));
        await using var context = database.Open();
        Assert.Empty(await context.Customers.ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_change_updates_the_customer_and_what_lists_show_of_it_and_deletes_nothing()
    {
        await Import(Good);
        await database.Writer.WriteAsync((context, _) => Task.FromResult(context.Add(Samples.Offer("OC1", 1))), Cancellation);
        var changed = Good
            .Replace("Été", "Hiver", StringComparison.Ordinal).Replace("\"C1\"", "\"C2\"", StringComparison.Ordinal)
            .Replace("PARIS", "LYON", StringComparison.Ordinal)
            .Replace("{\"number\":1,\"name\":\"Anne\"", "{\"number\":2,\"name\":\"Zoé\"", StringComparison.Ordinal);
        var counts = await Import(changed);
        Assert.Equal((0, 1, 0), (counts.Created, counts.Updated, counts.Unchanged));
        counts = await Import(changed);
        Assert.Equal((0, 0, 1), (counts.Created, counts.Updated, counts.Unchanged));

        await using var context = database.Open();
        var customer = await context.Customers.Include(c => c.Sites).Include(c => c.Contacts).SingleAsync(Cancellation);
        Assert.Equal(("Hiver", "HIVER", "C2", 2), (customer.Name, customer.SearchName, customer.Account, customer.RowVersion));
        Assert.Equal(["Anne", "Zoé"], customer.Contacts.OrderBy(c => c.Number).Select(c => c.Name));
        var offer = await context.ContractedOffers.SingleAsync(Cancellation);
        Assert.Equal(("HIVER", "C2", "LYON"), (offer.CustomerSearchName, offer.Account, offer.SiteCity));
    }

    [Fact]
    public async Task A_change_of_a_site_alone_is_a_change_of_the_customer()
    {
        await Import(Good);
        Assert.Equal(1, (await Import(Good.Replace("1 Rue", "2 Rue", StringComparison.Ordinal))).Updated);
        await using var context = database.Open();
        Assert.Equal(2, await context.Customers.Select(c => c.RowVersion).SingleAsync(Cancellation));
    }

    [Fact]
    public async Task A_customer_does_not_change_hands()
    {
        await Import(Good);
        var refusal = await Assert.ThrowsAsync<DataFaultsException>(() => Import(Good.Replace("destiny", "other", StringComparison.Ordinal)));
        Assert.Equal("lines:1: reseller: the customer belongs to destiny", Assert.Single(refusal.Faults).ToString());
    }

    private Task<ImportCounts> Import(params string[] lines)
    {
        var importer = database.Services.GetRequiredService<CustomerImporter>();
        return importer.ImportAsync(Actor.Command, importer.OfLines("lines", lines), dryRun: false, null, Cancellation);
    }
}
