using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>
/// Imports contracted offers with their lots and commitment. New terms are a new version; terms that an import already
/// wrote have no effect, whatever was delivered since. An offer with an amendment under way is not changed.
/// </summary>
/// <param name="contexts">The database.</param>
/// <param name="operations">Writes to it.</param>
/// <param name="catalogues">The offers that are sold.</param>
/// <param name="policies">The policies of contracts.</param>
/// <param name="underWay">Says which offers are not changed.</param>
/// <param name="time">The clock.</param>
internal sealed class ContractedOfferImporter(
    StorageContexts contexts, Operations operations, Catalogues catalogues, Policies policies, AmendmentsUnderWay underWay,
    TimeProvider time)
    : RecordImporter<ContractedOfferRecord>(contexts, operations)
{
    private static readonly HashSet<string> None = [];

    /// <inheritdoc/>
    protected override string Kind => "contracted-offer";

    /// <inheritdoc/>
    public override (string Action, string Subject) Audit => ("ImportContractedOffers", "customers/-/contractedOffers/-");

    /// <inheritdoc/>
    protected override (string Field, string Value) KeyOf(ContractedOfferRecord value) => ("reference", value.Reference);

    /// <inheritdoc/>
    protected override void Check(ImportRecord<ContractedOfferRecord> record, ContractedOfferRecord value) => ContractedOfferChecks.Check(record, value);

    /// <inheritdoc/>
    protected override async Task ApplyAsync(
        StorageContext context, IReadOnlyList<ImportRecord<ContractedOfferRecord>> batch, ImportChanges changes, CancellationToken cancellation)
    {
        var stored = await Stored.ReadAsync(context, [.. batch.Select(l => l.Value!)], underWay, time.GetUtcNow(), cancellation);
        var catalogue = await Catalogues.CurrentVersionAsync(context, cancellation);
        var products = new Dictionary<string, Dictionary<string, CatalogueProduct>>(StringComparer.Ordinal);
        foreach (var record in batch)
        {
            var value = record.Value!;
            var offer = catalogue is null ? null : await catalogues.FindOfferAsync(context, catalogue, value.Offer, cancellation);
            var customer = stored.Customers.GetValueOrDefault(value.Customer);
            if (offer is null)
                record.Refuse("offer", new($"le catalogue n'a pas d'offre {value.Offer}", $"the catalogue has no offer {value.Offer}"));
            if (customer is null)
                record.Refuse("customer", new($"il n'y a pas de client {value.Customer}", $"there is no customer {value.Customer}"));
            else
                CheckSites(record, value, customer);
            if (offer is null)
                continue;
            if (!products.TryGetValue(offer.Code, out var ofOffer))
                products.Add(offer.Code, ofOffer = offer.Products.ToDictionary(p => p.Code, StringComparer.Ordinal));
            await ApplyAsync(context, record, offer, ofOffer, customer, stored, changes, cancellation);
        }
    }

    /// <inheritdoc/>
    protected override Task CompleteAsync(StorageContext context, ImportChanges changes, CancellationToken cancellation)
    {
        // Orders made here must not take a number that an imported offer names already.
        var used = changes.Added.Concat(changes.Changed).Cast<ContractedOffer>().Select(o => o.OrderReference).Where(r => r.StartsWith("COM", StringComparison.Ordinal))
            .Select(r => long.TryParse(r.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty().Max();
        return used == 0 ? Task.CompletedTask : context.SkipToAsync("COM", used, cancellation);
    }

    private async Task ApplyAsync(
        StorageContext context, ImportRecord<ContractedOfferRecord> record, OfferData offer, Dictionary<string, CatalogueProduct> products,
        Customer? customer, Stored stored, ImportChanges changes, CancellationToken cancellation)
    {
        var value = record.Value!;
        var known = stored.Offers.GetValueOrDefault(value.Reference);
        var versions = known is null ? [] : stored.Versions[value.Reference];
        var latest = known is null ? null : ContractStore.ToContract(known, versions[^1]);
        // Policies that are not readable have their fault already.
        var kept = latest?.Policies ?? policies.Merge(offer.Policies);
        var contract = value.ToContract(record.HasFaults ? kept : PoliciesOf(value, kept), known?.Currency ?? offer.Currency);
        ContractedOfferChecks.Check(record, contract, products, latest?.Lines.Select(l => l.ProductCode).ToHashSet() ?? None);
        if (customer is null || record.HasFaults)
            return;
        var wanted = NewOffer(value, offer, customer);
        if (known is null || latest is null)
        {
            await context.AppendVersionAsync(
                wanted, contract, value.HoldsFrom ?? value.DeliveredOn ?? value.CreatedOn, value.OrderReference, time.GetUtcNow(), cancellation,
                imported: true);
            changes.Create(record, wanted.Reseller, value.Reference, wanted);
        }
        else if ((known.Reseller, known.CustomerId, known.OfferCode) != (wanted.Reseller, wanted.CustomerId, wanted.OfferCode))
            record.Refuse("reference", new($"{value.Reference} est l'offre {known.OfferCode} du client {known.CustomerId}", $"{value.Reference} is the offer {known.OfferCode} of customer {known.CustomerId}"));
        else
        {
            var fields = await UpdateAsync(context, known, wanted, ContractTerms.KeepFormer(contract, latest), versions, value.HoldsFrom, cancellation);
            if (fields.Count > 0 && stored.OpenAmendments.TryGetValue(value.Reference, out var amendment))
                record.Refuse("reference", new($"{value.Reference} a l'ajout / réduction {amendment} en cours", $"{value.Reference} has the amendment {amendment} under way"));
            else
                changes.Update(record, known.Reseller, value.Reference, known, fields);
        }
    }

    /// <summary>The fields that change; none: the offer is known as it is.</summary>
    private async Task<List<FieldChange>> UpdateAsync(
        StorageContext context, ContractedOffer known, ContractedOffer wanted, Contract contract, ContractVersion[] versions, DateOnly? holdsFrom,
        CancellationToken cancellation)
    {
        var differing = versions.Select(v => ContractTerms.Differences(ContractStore.ToContract(wanted, v), contract)).ToArray();
        var fields = differing.Any(d => d.Count == 0) ? [] : differing[^1];
        var hasNewTerms = fields.Count > 0;
        (wanted.CurrentVersion, wanted.RowVersion, wanted.OpenAmendment) = (known.CurrentVersion, known.RowVersion, known.OpenAmendment);
        context.Entry(known).CurrentValues.SetValues(wanted);
        if (hasNewTerms)
            await context.AppendVersionAsync(
                known, contract, holdsFrom ?? ParisTime.Today(time), wanted.OrderReference, time.GetUtcNow(), cancellation, imported: true);
        else if ((versions[^1].InstallationSiteNumber, versions[^1].BillingSiteNumber) != (known.InstallationSiteNumber, known.BillingSiteNumber))
            context.Attach(versions[^1]).Entity.FollowSites(known);
        fields.AddRange(
            from property in context.Entry(known).Properties
            where property.IsModified
            let field = FieldOf(property.Metadata.Name)
            where field is not null
            select new FieldChange(field, property.OriginalValue, property.CurrentValue));
        return fields;
    }

    /// <summary>A contract keeps its policies, whatever the catalogue has become; a record replaces those that it names.</summary>
    private ContractPolicies PoliciesOf(ContractedOfferRecord value, ContractPolicies kept)
    {
        var merged = value.Policies is null ? kept : policies.Merge(JsonSerializer.SerializeToNode(kept, DataJson.Options) as JsonObject, value.Policies);
        return value.Replacing?.Invoke(merged) ?? merged;
    }

    private static ContractedOffer NewOffer(ContractedOfferRecord value, OfferData offer, Customer customer)
    {
        var made = new ContractedOffer
        {
            Reseller = customer.Reseller,
            Reference = value.Reference,
            ReferenceNumber = long.Parse(value.Reference.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture),
            CustomerId = customer.Id,
            OfferCode = value.Offer,
            Name = string.IsNullOrEmpty(value.Name) ? offer.Name : value.Name,
            State = value.State,
            OrderType = value.OrderType,
            Owner = value.Owner,
            OrderReference = value.OrderReference,
            CustomerSearchName = "",
            SiteCity = "",
            InstallationSiteNumber = value.InstallationSite,
            BillingSiteNumber = value.BillingSite,
            Telephone = value.Telephone,
            CreatedOn = value.CreatedOn,
            DeliveredOn = value.DeliveredOn ?? ContractedOffer.NotDelivered,
            Currency = offer.Currency,
        };
        CustomerColumns.Copy(made, customer);
        return made;
    }

    /// <summary>The field of a record that a column is written from; null: it follows from others.</summary>
    private static string? FieldOf(string column) => column switch
    {
        nameof(ContractedOffer.InstallationSiteNumber) => "installationSite",
        nameof(ContractedOffer.BillingSiteNumber) => "billingSite",
        nameof(ContractedOffer.CustomerSearchName) or nameof(ContractedOffer.Account) or nameof(ContractedOffer.SiteCity)
            or nameof(ContractedOffer.SearchName) or nameof(ContractedOffer.SearchOwner) or nameof(ContractedOffer.SearchAccount) or nameof(ContractedOffer.SearchCity)
            or nameof(ContractedOffer.CurrentVersion) or nameof(ContractedOffer.RowVersion) => null,
        _ => JsonNamingPolicy.CamelCase.ConvertName(column),
    };

    private static void CheckSites(ImportRecord record, ContractedOfferRecord value, Customer customer)
    {
        if (!customer.Sites.Exists(s => s.Number == value.InstallationSite))
            record.Refuse("installationSite", new($"le client {customer.Id} n'a pas de site {value.InstallationSite}", $"customer {customer.Id} has no site {value.InstallationSite}"));
        if (!customer.Sites.Exists(s => s.Number == value.BillingSite))
            record.Refuse("billingSite", new($"le client {customer.Id} n'a pas de site {value.BillingSite}", $"customer {customer.Id} has no site {value.BillingSite}"));
    }

    /// <summary>What is stored of a batch.</summary>
    private sealed record Stored(
        // With the sites that the records name.
        Dictionary<long, Customer> Customers,
        Dictionary<string, ContractedOffer> Offers,
        Dictionary<string, ContractVersion[]> Versions,
        Dictionary<string, string> OpenAmendments)
    {
        public static async Task<Stored> ReadAsync(
            StorageContext context, IReadOnlyList<ContractedOfferRecord> records, AmendmentsUnderWay underWay, DateTimeOffset now, CancellationToken cancellation)
        {
            var ids = records.Select(l => l.Customer).Distinct().ToArray();
            var references = records.Select(l => l.Reference).ToArray();
            var sites = records.SelectMany(r => (int[])[r.InstallationSite, r.BillingSite]).Distinct().ToArray();
            var customers = await context.Customers.AsNoTracking().Include(c => c.Sites.Where(s => sites.Contains(s.Number)))
                .Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
            var offers = await context.ContractedOffers.Include(o => o.Products)
                .Where(o => references.Contains(o.Reference)).ToDictionaryAsync(o => o.Reference, cancellation);
            if (offers.Count == 0)
                return new(customers, offers, [], []);

            // The version that the latest import wrote and every later one: the terms that are known. The keys begin with the
            // reseller: without it the whole table is read.
            var resellers = offers.Values.Select(o => o.Reseller).Distinct().ToArray();
            var versions = await context.ContractVersions.AsNoTracking()
                .Where(v => resellers.Contains(v.Reseller) && references.Contains(v.OfferReference)
                    && v.Number >= context.ContractVersions
                        .Where(i => i.Reseller == v.Reseller && i.OfferReference == v.OfferReference && i.Imported).Max(i => i.Number))
                .OrderBy(v => v.Number).ToListAsync(cancellation);
            var open = await underWay(context, [.. offers.Values.Where(o => o.OpenAmendment is not null)], now, cancellation);
            return new(customers, offers, versions.GroupBy(v => v.OfferReference).ToDictionary(g => g.Key, g => g.ToArray()), open);
        }
    }
}

/// <summary>Those of some contracted offers whose amendment has not ended as of an instant: the numbers of the amendments by the references of the offers.</summary>
/// <param name="context">The database.</param>
/// <param name="offers">Offers with an amendment that is stored as open.</param>
/// <param name="now">The instant.</param>
/// <param name="cancellation">Stops it.</param>
internal delegate Task<Dictionary<string, string>> AmendmentsUnderWay(
    StorageContext context, IReadOnlyCollection<ContractedOffer> offers, DateTimeOffset now, CancellationToken cancellation);
