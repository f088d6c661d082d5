using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Data;

/// <summary>Imports customers with their sites and contacts.</summary>
internal sealed class CustomerImporter(IDbContextFactory<StorageContext> contexts, StorageWriter writer)
    : LineImporter<Customer>(contexts, writer)
{
    /// <inheritdoc/>
    protected override string Kind => "customer";

    /// <inheritdoc/>
    protected override (string Field, string Value) KeyOf(Customer value) => ("id", value.Id.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    protected override void CheckMeaning(DataDocument document, Customer value)
    {
        if (value.Siren.Length > 0 && !Identities.IsSiren(value.Siren))
            document.Refuse("siren", $"{value.Siren} is not a SIREN");
        if (value.VatNumber.Length > 0 && !Identities.IsVatNumber(value.VatNumber))
            document.Refuse("vatNumber", $"{value.VatNumber} is not a VAT number");
        else if (value.VatNumber.StartsWith("FR", StringComparison.Ordinal) && value.Siren.Length > 0 && !value.VatNumber.EndsWith(value.Siren, StringComparison.Ordinal))
            document.Refuse("vatNumber", "is not the VAT number of the SIREN");
        CheckSiret(document, "siret", value.Siret, value.Siren);
        CheckTelephone(document, "telephone", value.Telephone);
        CheckNumbers(document, "sites", value.Sites.Select(s => s.Number));
        CheckNumbers(document, "contacts", value.Contacts.Select(c => c.Number));
        foreach (var (index, site) in value.Sites.Index())
        {
            CheckSiret(document, $"sites[{index}].siret", site.Siret, value.Siren);
            CheckTelephone(document, $"sites[{index}].telephone", site.Telephone);
        }
        foreach (var (index, contact) in value.Contacts.Index())
            CheckTelephone(document, $"contacts[{index}].telephone", contact.Telephone);
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(
        StorageContext context, IReadOnlyList<Line> batch, ImportCounts counts, CancellationToken cancellation)
    {
        var ids = batch.Select(l => l.Value.Id).ToArray();
        var stored = await context.Customers.Include(c => c.Sites).Include(c => c.Contacts)
            .Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
        foreach (var (document, value) in batch)
        {
            if (stored.TryGetValue(value.Id, out var known) && known.Reseller != value.Reseller)
                document.Refuse("reseller", $"the customer belongs to {known.Reseller}");
            if (document.HasFaults)
                continue;
            if (known is null)
            {
                counts.Created++;
                Own(value);
                context.Add(value);
                stored.Add(value.Id, value);
            }
            else if (Update(context, known, value))
                counts.Updated++;
            else
                counts.Unchanged++;
        }
    }

    /// <inheritdoc/>
    protected override async Task CompleteAsync(StorageContext context, IReadOnlyList<Line> batch, CancellationToken cancellation)
    {
        // What the list of contracted offers shows and sorts of their customers.
        foreach (var (_, value) in batch)
        {
            var offers = context.ContractedOffers.Where(o => o.Reseller == value.Reseller && o.CustomerId == value.Id);
            await offers.Where(o => o.CustomerSearchName != value.SearchName || o.Account != value.Account).ExecuteUpdateAsync(
                set => set.SetProperty(o => o.CustomerSearchName, value.SearchName).SetProperty(o => o.Account, value.Account), cancellation);
            foreach (var site in value.Sites)
                await offers.Where(o => o.InstallationSiteNumber == site.Number && o.SiteCity != site.City)
                    .ExecuteUpdateAsync(set => set.SetProperty(o => o.SiteCity, site.City), cancellation);
        }
    }

    private static bool Update(StorageContext context, Customer known, Customer value)
    {
        Own(value);
        value.Version = known.Version;
        context.Entry(known).CurrentValues.SetValues(value);
        Merge(context, known.Sites, value.Sites, s => s.Number);
        Merge(context, known.Contacts, value.Contacts, c => c.Number);
        return context.Entry(known).State is EntityState.Modified
            || known.Sites.Any(s => context.Entry(s).State is EntityState.Modified or EntityState.Added)
            || known.Contacts.Any(c => context.Entry(c).State is EntityState.Modified or EntityState.Added);
    }

    private static void Merge<TPart>(StorageContext context, List<TPart> known, List<TPart> values, Func<TPart, int> number)
        where TPart : class
    {
        foreach (var value in values)
        {
            if (known.Find(k => number(k) == number(value)) is { } part)
                context.Entry(part).CurrentValues.SetValues(value);
            else
                context.Add(value);
        }
    }

    private static void Own(Customer customer)
    {
        foreach (var site in customer.Sites)
            (site.Reseller, site.CustomerId) = (customer.Reseller, customer.Id);
        foreach (var contact in customer.Contacts)
            (contact.Reseller, contact.CustomerId) = (customer.Reseller, customer.Id);
    }

    private static void CheckSiret(DataDocument document, string field, string siret, string siren)
    {
        if (siret.Length == 0)
            return;
        if (!Identities.IsSiret(siret))
            document.Refuse(field, $"{siret} is not a SIRET");
        else if (siren.Length > 0 && !siret.StartsWith(siren, StringComparison.Ordinal))
            document.Refuse(field, "is not an establishment of the SIREN");
    }

    private static void CheckTelephone(DataDocument document, string field, string telephone)
    {
        if (telephone.Length > 0 && !Identities.IsTelephone(telephone))
            document.Refuse(field, $"{telephone} is not a telephone number in E.164");
    }

    private static void CheckNumbers(DataDocument document, string field, IEnumerable<int> numbers)
    {
        var seen = new HashSet<int>();
        foreach (var (index, number) in numbers.Index())
            if (!seen.Add(number))
                document.Refuse($"{field}[{index}].number", $"{number} is there twice");
    }
}
