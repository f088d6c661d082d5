using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Tests.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Tests.Data;

public sealed class ContractedOfferImporterTests : IAsyncLifetime
{
    private const string Customer = """{"reseller":"destiny","id":1,"name":"Été","account":"C1","createdOn":"2020-01-01","size":"SMALL","territory":"FR","taxStatus":"BUSINESS","sites":[{"number":1,"name":"Siège","street":"1 Rue","postalCode":"75001","city":"PARIS"}]}""";

    private const string Good = """{"reference":"OC10","customer":1,"offer":"sip-trunk-touch","state":"DELIVERED","owner":"Anne","orderReference":"COM70","installationSite":1,"billingSite":1,"createdOn":"2024-01-01","deliveredOn":"2024-01-15","billing":{"day":31,"periodMonths":3},"commitment":{"termMonths":36,"start":"2024-01-15"},"policies":{"feeRatePercent":"50"},"lines":[{"productCode":"APPEL_SIMULTANE","lots":[{"number":1,"quantity":2,"unitPrice":"6.00","since":"2024-01-15","committedUntil":"2027-01-15","discounts":[{"percent":"10","until":"2024-06-01"},{"percent":"5"}]}]}]}""";

    private readonly TemporaryDatabase database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.Services.GetRequiredService<CatalogueImporter>().StoreAsync(
            await CatalogueImporter.ReadAsync(Path.Combine(CheckedJson.Folder, "catalogue.json"), Cancellation), null, Cancellation);
        await ImportCustomer(Customer);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task An_offer_comes_with_its_lots_commitment_and_the_policies_of_the_day()
    {
        Assert.Equal(1, (await Import(Good)).Created);
        var (offer, contract) = await Read();
        Assert.Equal((1, "PARIS", "C1", "ETE", "SIP Trunk Touch"), (offer.RowVersion, offer.SiteCity, offer.Account, offer.CustomerSearchName, offer.Name));
        Assert.Equal(new Commitment(36, new(2024, 1, 15), new(2027, 1, 14)), contract.Commitment);
        Assert.Equal(new BillingSchedule(31, 3), contract.Billing);
        Assert.Equal((Repricing.CurrentTariff, 50m, 12), (contract.Policies.Repricing, contract.Policies.FeeRatePercent, contract.Policies.HorizonMonths));
        var lot = Assert.Single(Assert.Single(contract.Lines).Lots);
        Assert.Equal((2, 6m, new DateOnly(2024, 1, 15), (DateOnly?)new DateOnly(2027, 1, 15)), (lot.Quantity, lot.UnitPrice, lot.Since, lot.CommittedUntil));
        Assert.Equal([new(10m, new(2024, 6, 1)), new DiscountStep(5m, null)], lot.Discounts);
        Assert.Equal("COM71", await database.Writer.WriteAsync((c, token) => c.NextOrderNumberAsync(token), Cancellation));
        await using var context = database.Open();
        var version = await context.ContractVersions.SingleAsync(Cancellation);
        Assert.Equal((1, "COM70", true, new DateOnly(2024, 1, 15)), (version.Number, version.OrderNumber, version.Imported, version.HoldsFrom));
    }

    [Fact]
    public async Task The_same_line_again_has_no_effect_even_after_a_delivery_changed_the_offer()
    {
        await Import(Good);
        Assert.Equal(1, (await Import(Good)).Unchanged);
        await database.Writer.WriteAsync(
            async (context, cancellation) =>
            {
                var offer = await context.ContractedOffers.SingleAsync(cancellation);
                var contract = (await context.ReadContractAsync(offer, null, cancellation))!;
                await context.AppendVersionAsync(offer, contract with { Lines = [] }, new DateOnly(2026, 5, 1), "COM99", Samples.Now, cancellation);
            },
            Cancellation);
        Assert.Equal(1, (await Import(Good)).Unchanged);
        Assert.Equal((2, 0), await CurrentVersionAndLines());
    }

    [Fact]
    public async Task Another_site_is_the_current_versions_too_and_no_new_version()
    {
        const string Second = """{"number":2,"name":"Dépôt","street":"2 Rue","postalCode":"75002","city":"PARIS"}""";
        await ImportCustomer(Customer.Replace("\"sites\":[", $"\"sites\":[{Second},", StringComparison.Ordinal));
        await Import(Good);
        Assert.Equal(1, (await Import(Good.Replace("\"billingSite\":1", "\"billingSite\":2", StringComparison.Ordinal))).Updated);
        await using var context = database.Open();
        var version = await context.ContractVersions.SingleAsync(Cancellation);
        Assert.Equal((1, 1, 2), (version.Number, version.InstallationSiteNumber, version.BillingSiteNumber));
    }

    [Fact]
    public async Task New_terms_are_a_new_version_and_a_new_owner_is_not()
    {
        await Import(Good);
        Assert.Equal(1, (await Import(Good.Replace("Anne", "Karim", StringComparison.Ordinal))).Updated);
        Assert.Equal((1, 1), await CurrentVersionAndLines());
        Assert.Equal(1, (await Import(Good.Replace("\"quantity\":2", "\"quantity\":3", StringComparison.Ordinal))).Updated);
        var (offer, contract) = await Read();
        Assert.Equal((2, 3, "Anne", 3), (offer.CurrentVersion, contract.Lines[0].Quantity, offer.Owner, offer.RowVersion));
    }

    [Fact]
    public async Task A_contract_keeps_its_policies_when_the_catalogue_changes()
    {
        await Import(Good);
        var catalogue = await File.ReadAllTextAsync(Path.Combine(CheckedJson.Folder, "catalogue.json"), Cancellation);
        var path = Path.Combine(database.Folder, "catalogue.json");
        await File.WriteAllTextAsync(path, catalogue.Replace("CURRENT_TARIFF", "KEEP_CONTRACTED", StringComparison.Ordinal), Cancellation);
        await database.Services.GetRequiredService<CatalogueImporter>().StoreAsync(await CatalogueImporter.ReadAsync(path, Cancellation), null, Cancellation);
        Assert.Equal(1, (await Import(Good)).Unchanged);
        Assert.Equal(1, (await Import(Good.Replace("\"quantity\":2", "\"quantity\":3", StringComparison.Ordinal))).Updated);
        Assert.Equal(Repricing.CurrentTariff, (await Read()).Contract.Policies.Repricing);
    }

    [Fact]
    public async Task An_offer_with_an_amendment_under_way_is_refused_unless_nothing_changes()
    {
        await Import(Good);
        await database.Writer.WriteAsync(
            async (context, cancellation) =>
            {
                var amendment = Samples.Amendment("DEV000000001", "OC10", AmendmentState.Quoted);
                context.Add(amendment);
                (await context.ContractedOffers.SingleAsync(o => o.Reference == "OC10", cancellation)).OpenAmendment = amendment.Number;
            },
            Cancellation);
        Assert.Equal(1, (await Import(Good)).Unchanged);
        var refusal = await Assert.ThrowsAsync<DataFaultsException>(() => Import(Good.Replace("\"quantity\":2", "\"quantity\":3", StringComparison.Ordinal)));
        Assert.Equal("lines:1: reference: OC10 has the amendment DEV000000001 under way", Assert.Single(refusal.Faults).ToString());
        Assert.Equal((1, 1), await CurrentVersionAndLines());
    }

    [Fact]
    public async Task A_dry_run_counts_and_stores_nothing()
    {
        var counts = await Importer.ImportAsync(Actor.Command, Importer.OfLines("lines", [Good]), dryRun: true, null, Cancellation);
        Assert.Equal((1, 1), (counts.Read, counts.Created));
        await using var context = database.Open();
        Assert.Empty(await context.ContractedOffers.ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData("\"customer\":1", "\"customer\":2", "customer: there is no customer 2")]
    [InlineData("sip-trunk-touch", "unknown", "offer: the catalogue has no offer unknown")]
    [InlineData("\"installationSite\":1", "\"installationSite\":2", "installationSite: customer 1 has no site 2")]
    [InlineData("\"billingSite\":1", "\"billingSite\":2", "billingSite: customer 1 has no site 2")]
    [InlineData("\"deliveredOn\":\"2024-01-15\",", "", "state: an offer past its order has a day of delivery")]
    [InlineData("\"deliveredOn\":\"2024-01-15\"", "\"deliveredOn\":\"2023-01-15\"", "deliveredOn: is before the day of creation")]
    [InlineData("\"start\":\"2024-01-15\"", "\"start\":\"2024-01-15\",\"lastDay\":\"2024-01-14\"", "commitment.lastDay: The commitment ends on 2024-01-14, before it starts on 2024-01-15.")]
    [InlineData("\"feeRatePercent\":\"50\"", "\"additionCommitment\":\"OWN_TERM\"", "policies: OWN_TERM needs a term of its own, in months")]
    [InlineData("\"committedUntil\":\"2027-01-15\"", "\"committedUntil\":\"2024-01-15\"", "lines[0].lots[0].committedUntil: is not after the first day of the units")]
    [InlineData("\"committedUntil\":\"2027-01-15\"", "\"leavingOn\":\"2024-01-14\"", "lines[0].lots[0].leavingOn: is before the first day of the units")]
    [InlineData("\"since\":\"2024-01-15\"", "\"since\":\"1899-12-31\"", "lines[0].lots[0].since: Start of a lot 1899-12-31 is not between 1900-01-01 and 2999-12-31.")]
    [InlineData("\"committedUntil\":\"2027-01-15\"", "\"committedUntil\":\"9999-12-31\"", "lines[0].lots[0].committedUntil: End of the commitment of a lot 9999-12-31 is not between 1900-01-01 and 3199-12-31.")]
    [InlineData("\"committedUntil\":\"2027-01-15\"", "\"leavingOn\":\"9999-12-31\"", "lines[0].lots[0].leavingOn: Day on which a lot leaves 9999-12-31 is not between 1900-01-01 and 3199-12-31.")]
    [InlineData("\"start\":\"2024-01-15\"", "\"start\":\"2024-01-15\",\"lastDay\":\"9999-12-31\"", "commitment.lastDay: Last day of the commitment 9999-12-31 is not between 1900-01-01 and 3199-12-31.")]
    [InlineData("\"start\":\"2024-01-15\"", "\"start\":\"0001-01-01\"", "commitment.start: Start of the commitment 0001-01-01 is not between 1900-01-01 and 2999-12-31.")]
    [InlineData("\"start\":\"2024-01-15\"", "\"start\":\"9999-12-31\"", "commitment.start: Start of the commitment 9999-12-31 is not between 1900-01-01 and 2999-12-31.")]
    [InlineData("\"unitPrice\":\"6.00\"", "\"unitPrice\":\"999999999.9999\"", "lines[0].lots[0].unitPrice: APPEL_SIMULTANE: unit price 999999999.9999 is not between 0 and 100000000.")]
    [InlineData("\"quantity\":2,\"unitPrice\":\"6.00\"", "\"quantity\":1000000,\"unitPrice\":\"99999999\"", "lines: The units held and wanted are worth 99999999000000 at list price, more than 10000000000.")]
    [InlineData("{\"percent\":\"5\"}", "{\"percent\":\"5\",\"until\":\"2024-06-01\"}", "lines[0].lots[0].discounts: APPEL_SIMULTANE: the discounts of lot 1 are not in order of their end.")]
    [InlineData("\"quantity\":2", "\"quantity\":0", "lines[0].lots[0].quantity: APPEL_SIMULTANE: lot 1 has 0 units.")]
    [InlineData("\"unitPrice\":\"6.00\"", "\"unitPrice\":6.00", "lines[0].lots[0].unitPrice: is a text in quotes")]
    [InlineData("]}]}]}", "]}]},{\"productCode\":\"APPEL_SIMULTANE\",\"lots\":[]}]}", "lines[1].productCode: APPEL_SIMULTANE: two lines of the contract.")]
    [InlineData("{\"percent\":\"5\"}]}", "{\"percent\":\"5\"}]},{\"number\":1,\"quantity\":1,\"unitPrice\":\"1\",\"since\":\"2024-01-15\"}", "lines[0].lots[1].number: lot numbers go up")]
    public async Task A_fault_is_reported_with_its_line_and_field(string good, string bad, string fault)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<DataFaultsException>(() => Import("", Good.Replace(good, bad, StringComparison.Ordinal)));
        Assert.Equal($"lines:2: {fault}", Assert.Single(refusal.Faults).ToString());
    }

    [Fact]
    public async Task A_reference_of_another_offer_is_refused()
    {
        await Import(Good);
        var refusal = await Assert.ThrowsAsync<DataFaultsException>(() => Import(Good.Replace("sip-trunk-touch", "vga", StringComparison.Ordinal)));
        Assert.Equal("lines:1: reference: OC10 is the offer sip-trunk-touch of customer 1", Assert.Single(refusal.Faults).ToString());
    }

    [Fact]
    public async Task Progress_is_told_of_the_check_and_of_the_storing()
    {
        var told = new List<string>();
        await Importer.ImportAsync(
            Actor.Command, Importer.OfLines("lines", [Good]), dryRun: false, (step, counts) => told.Add($"{step} {counts.Read}"), Cancellation);
        Assert.Equal(["checked 1", "stored 1"], told);
    }

    private ContractedOfferImporter Importer => database.Services.GetRequiredService<ContractedOfferImporter>();

    private Task<ImportCounts> Import(params string[] lines) =>
        Importer.ImportAsync(Actor.Command, Importer.OfLines("lines", lines), dryRun: false, null, Cancellation);

    private Task<ImportCounts> ImportCustomer(string line)
    {
        var customers = database.Services.GetRequiredService<CustomerImporter>();
        return customers.ImportAsync(Actor.Command, customers.OfLines("customers", [line]), dryRun: false, null, Cancellation);
    }

    private async Task<(ContractedOffer Offer, Contract Contract)> Read()
    {
        await using var context = database.Open();
        var offer = await context.ContractedOffers.SingleAsync(Cancellation);
        return (offer, (await context.ReadContractAsync(offer, null, Cancellation))!);
    }

    private async Task<(int Version, int Lines)> CurrentVersionAndLines()
    {
        var (offer, contract) = await Read();
        return (offer.CurrentVersion, contract.Lines.Count);
    }
}
