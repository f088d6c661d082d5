using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Data;

/// <summary>
/// Imports contracted offers with their lots and commitment. New terms are a new version; terms that an import already
/// wrote have no effect, whatever was delivered since. An offer with an amendment under way is not changed.
/// </summary>
internal sealed class ContractedOfferImporter(
    IDbContextFactory<StorageContext> contexts, StorageWriter writer, Catalogues catalogues, Policies policies, TimeProvider time)
    : LineImporter<ContractedOfferLine>(contexts, writer)
{
    private static readonly AmendmentState[] Open =
        [AmendmentState.Draft, AmendmentState.Quoted, AmendmentState.AwaitingSignature, AmendmentState.Accepted];

    /// <inheritdoc/>
    protected override string Kind => "contracted-offer";

    /// <inheritdoc/>
    protected override (string Field, string Value) KeyOf(ContractedOfferLine value) => ("reference", value.Reference);

    /// <inheritdoc/>
    protected override void CheckMeaning(DataDocument document, ContractedOfferLine value) => ContractedOfferChecks.Check(document, value);

    /// <inheritdoc/>
    protected override async Task ApplyAsync(
        StorageContext context, IReadOnlyList<Line> batch, ImportCounts counts, CancellationToken cancellation)
    {
        var stored = await Stored.ReadAsync(context, [.. batch.Select(l => l.Value)], cancellation);
        var catalogue = await Catalogues.CurrentVersionAsync(context, cancellation);
        foreach (var (document, value) in batch)
        {
            var offer = catalogue is null ? null : await catalogues.FindOfferAsync(context, catalogue, value.Offer, cancellation);
            var customer = stored.Customers.GetValueOrDefault(value.Customer);
            if (offer is null)
                document.Refuse("offer", $"the catalogue has no offer {value.Offer}");
            if (customer is null)
                document.Refuse("customer", $"there is no customer {value.Customer}");
            else
                CheckSites(document, value, customer);
            if (offer is not null && customer is not null && !document.HasFaults)
                Apply(context, document, value, offer, customer, stored, counts);
        }
    }

    /// <inheritdoc/>
    protected override Task CompleteAsync(StorageContext context, IReadOnlyList<Line> batch, CancellationToken cancellation)
    {
        // Orders made here must not take a number that an imported offer names already.
        var used = batch.Select(l => l.Value.OrderReference).Where(r => r.StartsWith("COM", StringComparison.Ordinal))
            .Select(r => long.TryParse(r.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty().Max();
        return used == 0 ? Task.CompletedTask : context.SkipToAsync("COM", used, cancellation);
    }

    private void Apply(
        StorageContext context, DataDocument document, ContractedOfferLine value, OfferData offer, Customer customer, Stored stored, ImportCounts counts)
    {
        var wanted = NewOffer(value, offer, customer);
        if (!stored.Offers.TryGetValue(value.Reference, out var known))
        {
            counts.Created++;
            wanted.AppendVersion(
                value.ToContract(policies.Merge(offer.Policies, value.Policies), offer.Currency),
                value.HoldsFrom ?? value.DeliveredOn ?? value.CreatedOn, value.OrderReference, time.GetUtcNow(), imported: true);
            context.Add(wanted);
            stored.Offers.Add(value.Reference, wanted);
            return;
        }
        if ((known.Reseller, known.CustomerId, known.OfferCode) != (wanted.Reseller, wanted.CustomerId, wanted.OfferCode))
        {
            document.Refuse("reference", $"{value.Reference} is the offer {known.OfferCode} of customer {known.CustomerId}");
            return;
        }
        var versions = stored.Versions[value.Reference];
        var contract = value.ToContract(PoliciesKept(value, versions[^1]), known.Currency);
        var newTerms = !versions.Any(v => DataJson.Write(ContractStore.ToContract(wanted, v)) == DataJson.Write(contract));
        (wanted.CurrentVersion, wanted.Version) = (known.CurrentVersion, known.Version);
        context.Entry(known).CurrentValues.SetValues(wanted);
        if (newTerms)
            known.AppendVersion(contract, value.HoldsFrom ?? ParisTime.Today(time), value.OrderReference, time.GetUtcNow(), imported: true);
        else
            context.Attach(versions[^1]).Entity.FollowSites(known);
        if (!newTerms && context.Entry(known).State is EntityState.Unchanged)
            counts.Unchanged++;
        else if (stored.OpenAmendments.TryGetValue(value.Reference, out var amendment))
            document.Refuse("reference", $"{value.Reference} has the amendment {amendment} under way");
        else
            counts.Updated++;
    }

    /// <summary>A contract keeps its policies, whatever the catalogue has become; a line replaces those that it names.</summary>
    private ContractPolicies PoliciesKept(ContractedOfferLine value, ContractVersion latest) =>
        policies.Merge(JsonSerializer.SerializeToNode(ContractStore.ToPolicies(latest.Policies), DataJson.Options)!.AsObject(), value.Policies);

    private static ContractedOffer NewOffer(ContractedOfferLine value, OfferData offer, Customer customer) => new()
    {
        Reseller = customer.Reseller,
        Reference = value.Reference,
        ReferenceNumber = long.Parse(value.Reference.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture),
        CustomerId = customer.Id,
        OfferCode = value.Offer,
        Name = value.Name ?? offer.Name,
        State = value.State,
        OrderType = value.OrderType,
        Owner = value.Owner,
        OrderReference = value.OrderReference,
        CustomerSearchName = customer.SearchName,
        Account = customer.Account,
        SiteCity = customer.Sites.Find(s => s.Number == value.InstallationSite)?.City ?? "",
        InstallationSiteNumber = value.InstallationSite,
        BillingSiteNumber = value.BillingSite,
        Telephone = value.Telephone,
        CreatedOn = value.CreatedOn,
        DeliveredOn = value.DeliveredOn ?? ContractedOffer.NotDelivered,
        Currency = offer.Currency,
    };

    private static void CheckSites(DataDocument document, ContractedOfferLine value, Customer customer)
    {
        if (!customer.Sites.Exists(s => s.Number == value.InstallationSite))
            document.Refuse("installationSite", $"customer {customer.Id} has no site {value.InstallationSite}");
        if (!customer.Sites.Exists(s => s.Number == value.BillingSite))
            document.Refuse("billingSite", $"customer {customer.Id} has no site {value.BillingSite}");
    }

    /// <summary>What is stored of a batch.</summary>
    private sealed record Stored(
        Dictionary<long, Customer> Customers,
        Dictionary<string, ContractedOffer> Offers,
        Dictionary<string, ContractVersion[]> Versions,
        Dictionary<string, string> OpenAmendments)
    {
        public static async Task<Stored> ReadAsync(
            StorageContext context, IReadOnlyList<ContractedOfferLine> lines, CancellationToken cancellation)
        {
            var ids = lines.Select(l => l.Customer).Distinct().ToArray();
            var references = lines.Select(l => l.Reference).ToArray();
            var customers = await context.Customers.AsNoTracking().Include(c => c.Sites)
                .Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
            var offers = await context.ContractedOffers
                .Where(o => references.Contains(o.Reference)).ToDictionaryAsync(o => o.Reference, cancellation);
            if (offers.Count == 0)
                return new(customers, offers, [], []);

            // The version that the latest import wrote and every later one: the terms that are known.
            var versions = await context.ContractVersions.AsNoTracking().WithLines()
                .Where(v => references.Contains(v.OfferReference)
                    && v.Number >= context.ContractVersions
                        .Where(i => i.Reseller == v.Reseller && i.OfferReference == v.OfferReference && i.Imported).Max(i => i.Number))
                .OrderBy(v => v.Number).AsSplitQuery().ToListAsync(cancellation);
            var open = await context.Amendments
                .Where(a => references.Contains(a.OfferReference) && Open.Contains(a.State))
                .ToDictionaryAsync(a => a.OfferReference, a => a.Number, cancellation);
            return new(customers, offers, versions.GroupBy(v => v.OfferReference).ToDictionary(g => g.Key, g => g.ToArray()), open);
        }
    }
}
