using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Formats;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>
/// Imports contracted offers with their lots and commitment. New terms are a new version; terms that an import already
/// wrote have no effect, whatever was delivered since. An offer with an amendment under way is not changed.
/// </summary>
internal sealed class ContractedOfferImporter(
    IDbContextFactory<StorageContext> contexts, StorageWriter writer, Catalogues catalogues, Policies policies, TimeProvider time)
    : LineImporter<ContractedOfferLine>(contexts, writer)
{
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
        var stored = await Stored.ReadAsync(context, [.. batch.Select(l => l.Value)], time.GetUtcNow(), cancellation);
        var catalogue = await Catalogues.CurrentVersionAsync(context, cancellation);
        foreach (var (document, value) in batch)
        {
            var offer = catalogue is null ? null : await catalogues.FindOfferAsync(context, catalogue, value.Offer, cancellation);
            var customer = stored.Customers.GetValueOrDefault(value.Customer);
            if (offer is null)
                document.Refuse("offer", new($"le catalogue n'a pas d'offre {value.Offer}", $"the catalogue has no offer {value.Offer}"));
            if (customer is null)
                document.Refuse("customer", new($"il n'y a pas de client {value.Customer}", $"there is no customer {value.Customer}"));
            else
                CheckSites(document, value, customer);
            if (offer is not null && customer is not null && !document.HasFaults)
                await ApplyAsync(context, document, value, offer, customer, stored, counts, cancellation);
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

    private async Task ApplyAsync(
        StorageContext context, DataDocument document, ContractedOfferLine value, OfferData offer, Customer customer, Stored stored,
        ImportCounts counts, CancellationToken cancellation)
    {
        var wanted = NewOffer(value, offer, customer);
        if (!stored.Offers.TryGetValue(value.Reference, out var known))
        {
            counts.Create(wanted.Reseller, value.Reference);
            await context.AppendVersionAsync(
                wanted, value.ToContract(policies.Merge(offer.Policies, value.Policies), offer.Currency),
                value.HoldsFrom ?? value.DeliveredOn ?? value.CreatedOn, value.OrderReference, time.GetUtcNow(), cancellation, imported: true);
            context.Add(wanted);
            stored.Offers.Add(value.Reference, wanted);
            return;
        }
        if ((known.Reseller, known.CustomerId, known.OfferCode) != (wanted.Reseller, wanted.CustomerId, wanted.OfferCode))
        {
            document.Refuse("reference", new($"{value.Reference} est l'offre {known.OfferCode} du client {known.CustomerId}", $"{value.Reference} is the offer {known.OfferCode} of customer {known.CustomerId}"));
            return;
        }
        var versions = stored.Versions[value.Reference];
        var latest = ContractStore.ToContract(wanted, versions[^1]);
        var contract = value.ToContract(PoliciesKept(value, latest), known.Currency);
        var terms = Terms.Of(contract);
        var changed = versions.Any(v => Terms.Of(ContractStore.ToContract(wanted, v)).Equals(terms)) ? [] : Terms.Differences(Terms.Of(latest), terms);
        var newTerms = changed.Count > 0;
        (wanted.CurrentVersion, wanted.Version, wanted.OpenAmendment) = (known.CurrentVersion, known.Version, known.OpenAmendment);
        context.Entry(known).CurrentValues.SetValues(wanted);
        if (newTerms)
            await context.AppendVersionAsync(
                known, contract, value.HoldsFrom ?? ParisTime.Today(time), value.OrderReference, time.GetUtcNow(), cancellation, imported: true);
        else if ((versions[^1].InstallationSiteNumber, versions[^1].BillingSiteNumber) != (known.InstallationSiteNumber, known.BillingSiteNumber))
            context.Attach(versions[^1]).Entity.FollowSites(known);
        changed.AddRange(context.Entry(known).Properties.Where(p => p.IsModified).Select(p => FieldOf(p.Metadata.Name)).OfType<string>());
        if (!newTerms && context.Entry(known).State is EntityState.Unchanged)
            counts.Unchanged++;
        else if (stored.OpenAmendments.TryGetValue(value.Reference, out var amendment))
            document.Refuse("reference", new($"{value.Reference} a l'ajout / réduction {amendment} en cours", $"{value.Reference} has the amendment {amendment} under way"));
        else
            counts.Update(known.Reseller, value.Reference, changed);
    }

    /// <summary>A contract keeps its policies, whatever the catalogue has become; a line replaces those that it names.</summary>
    private ContractPolicies PoliciesKept(ContractedOfferLine value, Contract latest) =>
        policies.Merge(JsonSerializer.SerializeToNode(latest.Policies, DataJson.Options)!.AsObject(), value.Policies);

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

    /// <summary>The field of a line that a column is written from; null: it follows from others.</summary>
    private static string? FieldOf(string column) => column switch
    {
        nameof(ContractedOffer.InstallationSiteNumber) => "installationSite",
        nameof(ContractedOffer.BillingSiteNumber) => "billingSite",
        nameof(ContractedOffer.CustomerSearchName) or nameof(ContractedOffer.Account) or nameof(ContractedOffer.SiteCity)
            or nameof(ContractedOffer.CurrentVersion) or nameof(ContractedOffer.Version) => null,
        _ => JsonNamingPolicy.CamelCase.ConvertName(column),
    };

    /// <summary>The terms of a contract to be compared: a product without units and the order of the products make no difference.</summary>
    private static class Terms
    {
        public static StoredTerms Of(Contract contract) => StoredTerms.Parser.ParseFrom(TermsFormat.Bytes(
            contract with { Lines = [.. contract.Lines.Where(l => l.Lots.Count > 0).OrderBy(l => l.ProductCode, StringComparer.Ordinal)] }));

        /// <summary>Paths of the fields that differ.</summary>
        public static List<string> Differences(StoredTerms a, StoredTerms b)
        {
            (string Field, bool Differs)[] fields =
            [
                ("billing", !Equals(a.Billing, b.Billing)),
                ("commitment", !Equals(a.Commitment, b.Commitment)),
                ("toleranceUsed", a.ToleranceUsed != b.ToleranceUsed),
                ("policies", !Equals(a.Policies, b.Policies)),
                ("lines", !a.Lines.Equals(b.Lines)),
            ];
            return [.. fields.Where(f => f.Differs).Select(f => f.Field)];
        }
    }

    private static void CheckSites(DataDocument document, ContractedOfferLine value, Customer customer)
    {
        if (!customer.Sites.Exists(s => s.Number == value.InstallationSite))
            document.Refuse("installationSite", new($"le client {customer.Id} n'a pas de site {value.InstallationSite}", $"customer {customer.Id} has no site {value.InstallationSite}"));
        if (!customer.Sites.Exists(s => s.Number == value.BillingSite))
            document.Refuse("billingSite", new($"le client {customer.Id} n'a pas de site {value.BillingSite}", $"customer {customer.Id} has no site {value.BillingSite}"));
    }

    /// <summary>What is stored of a batch.</summary>
    private sealed record Stored(
        Dictionary<long, Customer> Customers,
        Dictionary<string, ContractedOffer> Offers,
        Dictionary<string, ContractVersion[]> Versions,
        Dictionary<string, string> OpenAmendments)
    {
        public static async Task<Stored> ReadAsync(
            StorageContext context, IReadOnlyList<ContractedOfferLine> lines, DateTimeOffset now, CancellationToken cancellation)
        {
            var ids = lines.Select(l => l.Customer).Distinct().ToArray();
            var references = lines.Select(l => l.Reference).ToArray();
            var customers = await context.Customers.AsNoTracking().Include(c => c.Sites)
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

            // What was not accepted in time has ended, though nobody has looked at it since.
            var numbers = offers.Values.Select(o => o.OpenAmendment).OfType<string>().ToArray();
            var open = await context.Amendments
                .Where(a => resellers.Contains(a.Reseller) && numbers.Contains(a.Number)
                    && (a.State == AmendmentState.Accepted || a.ExpiresAt == null || a.ExpiresAt > now))
                .ToDictionaryAsync(a => a.OfferReference, a => a.Number, cancellation);
            return new(customers, offers, versions.GroupBy(v => v.OfferReference).ToDictionary(g => g.Key, g => g.ToArray()), open);
        }
    }
}
