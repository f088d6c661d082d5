using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Commands;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Tests.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Tests.Data;

/// <summary>A database with the demonstration in it.</summary>
public sealed class DemonstrationDatabase : IAsyncLifetime
{
    public TemporaryDatabase Database { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Assert.True(await Database.Services.GetRequiredService<DemonstrationData>().LoadIntoEmptyAsync(CancellationToken.None));
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

public sealed class DemonstrationDataTests(DemonstrationDatabase demonstration) : IClassFixture<DemonstrationDatabase>
{
    private readonly TemporaryDatabase database = demonstration.Database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_holds_200_made_up_customers_of_several_resellers_with_2_000_contracted_offers()
    {
        await using var context = database.Open();
        Assert.Equal(201, await context.Customers.CountAsync(Cancellation));
        Assert.Equal(2_007, await context.ContractedOffers.CountAsync(Cancellation));
        Assert.True(await context.Customers.Select(c => c.Reseller).Distinct().CountAsync(Cancellation) >= 4);
        Assert.Equal("DEV000050763", await database.Writer.WriteAsync((c, token) => c.NextAmendmentNumberAsync(token), Cancellation));
        Assert.Equal("COM40001", await database.Writer.WriteAsync((c, token) => c.NextOrderNumberAsync(token), Cancellation));
    }

    [Fact]
    public async Task It_is_loaded_once() =>
        Assert.False(await database.Services.GetRequiredService<DemonstrationData>().LoadIntoEmptyAsync(Cancellation));

    [Fact]
    public async Task It_is_not_loaded_beside_other_data()
    {
        await using var other = new TemporaryDatabase();
        await other.InitializeAsync();
        await other.Writer.WriteAsync((context, _) => Task.FromResult(context.Add(Samples.Customer(1, "Autre"))), Cancellation);
        Assert.False(await other.Services.GetRequiredService<DemonstrationData>().LoadIntoEmptyAsync(Cancellation));
    }

    [Theory]
    [InlineData("portal", 1, 7)]
    [InlineData("generated", 200, 2_000)]
    public async Task Its_lines_pass_every_check_and_importing_them_again_has_no_effect(string part, int customers, int offers)
    {
        var counts = await ImportAsync(database.Services.GetRequiredService<CustomerImporter>(), part, "customers");
        Assert.Equal((customers, 0, 0, customers), (counts.Read, counts.Created, counts.Updated, counts.Unchanged));
        counts = await ImportAsync(database.Services.GetRequiredService<ContractedOfferImporter>(), part, "contracted-offers");
        Assert.Equal((offers, 0, 0, offers), (counts.Read, counts.Created, counts.Updated, counts.Unchanged));
    }

    private static Task<ImportCounts> ImportAsync<T>(RecordImporter<T> importer, string part, string kind) where T : class => importer.ImportAsync(
        Actor.Command, importer.OfFile(Path.Combine(CheckedJson.Folder, "demonstration", $"{part}-{kind}.jsonl")), dryRun: false, null, Cancellation);

    [Theory]
    [InlineData("OC138637", "Com'Unifiées MetaCentrex", "Charlotte M.", "COM16444", "LILLE", "2017-11-22", "SDA_FULL 1 x 18.9, SDA_FULL_PLUS 1 x 21.8")]
    [InlineData("OC150943", "Création et portabilités de numéros", "Charlotte M.", "COM32623", "AIX-EN-PROVENCE", "2018-05-29", "CREATION_NUMERO 1 x 0.5, PORTABILITE_NUMERO 2 x 0.5")]
    [InlineData("OC94529", "Numéro - Géographique", "", "", "AIX-EN-PROVENCE", "2016-12-20", "NUMERO_GEOGRAPHIQUE 5 x 1")]
    [InlineData("OC151200", "SIP Trunk Touch", "Charlotte M.", "COM14002", "AIX-EN-PROVENCE", "2017-03-06", "APPEL_SIMULTANE 1 x 6")]
    [InlineData("OC151201", "SIP Trunk Touch", "Charlotte M.", "COM32805", "LILLE", "2018-06-14", "APPEL_SIMULTANE 1 x 4")]
    public async Task It_holds_the_contracted_offers_of_the_portal(
        string reference, string name, string owner, string order, string city, string delivered, string lines)
    {
        await using var context = database.Open();
        var offer = await context.ContractedOffers.SingleAsync(o => o.Reference == reference, Cancellation);
        Assert.Equal((44660, name, owner, order, city), (offer.CustomerId, offer.Name, offer.Owner, offer.OrderReference, offer.SiteCity));
        Assert.Equal(DateOnly.Parse(delivered, System.Globalization.CultureInfo.InvariantCulture), offer.DeliveredOn);
        var contract = (await context.ReadContractAsync(offer, null, Cancellation))!;
        Assert.Null(contract.Commitment);
        Assert.Equal(
            lines,
            string.Join(", ", contract.Lines.Select(l => FormattableString.Invariant($"{l.ProductCode} {l.Quantity} x {l.Lots.Single().UnitPrice:0.####}"))));
        Assert.Equal(
            offer.OfferCode == "sip-trunk-touch" ? Repricing.CurrentTariff : Repricing.KeepContracted, contract.Policies.Repricing);
    }

    [Fact]
    public async Task The_sites_that_a_service_needs_are_there()
    {
        await using var context = database.Open();
        var lille = await context.Sites.SingleAsync(s => s.CustomerId == 44660 && s.Number == 2, Cancellation);
        Assert.Equal(
            ("Site Lille", "165 Avenue de Bretagne", "59000", "LILLE", "EuraTechnologies", "+33442262424"),
            (lille.Name, lille.Street, lille.PostalCode, lille.City, lille.Complement, lille.Telephone));
        Assert.Equal(new DateOnly(2026, 1, 31), database.Services.GetRequiredService<CopperClosures>().ClosedSince(lille.InseeCode, lille.Street, lille.PostalCode));
        var internet = await context.ContractedOffers.SingleAsync(o => o.Reference == "OC151310", Cancellation);
        var warehouse = await context.Sites.SingleAsync(s => s.CustomerId == 44660 && s.Number == internet.InstallationSiteNumber, Cancellation);
        Assert.False(warehouse.HasComplement);
        Assert.Null(database.Services.GetRequiredService<CopperClosures>().ClosedSince(warehouse.InseeCode, warehouse.Street, warehouse.PostalCode));
    }

    [Fact]
    public async Task Its_customer_is_found_by_part_of_its_name()
    {
        await using var context = database.Open();
        Assert.Equal([44660L], await context.Customers.NameContains("metacentrex").Select(c => c.Id).ToListAsync(Cancellation));
    }
}
