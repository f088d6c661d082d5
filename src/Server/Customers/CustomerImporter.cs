using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Customers;

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
            document.Refuse("siren", new($"{value.Siren} n'est pas un SIREN", $"{value.Siren} is not a SIREN"));
        if (value.VatNumber.Length > 0 && !Identities.IsVatNumber(value.VatNumber))
            document.Refuse("vatNumber", new($"{value.VatNumber} n'est pas un numéro de TVA", $"{value.VatNumber} is not a VAT number"));
        else if (value.VatNumber.StartsWith("FR", StringComparison.Ordinal) && value.Siren.Length > 0 && !value.VatNumber.EndsWith(value.Siren, StringComparison.Ordinal))
            document.Refuse("vatNumber", new("n'est pas le numéro de TVA du SIREN", "is not the VAT number of the SIREN"));
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
        var stored = await context.Customers.WithParts()
            .Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
        foreach (var (document, value) in batch)
        {
            if (stored.TryGetValue(value.Id, out var known) && known.Reseller != value.Reseller)
                document.Refuse("reseller", new($"le client est à {known.Reseller}", $"the customer belongs to {known.Reseller}"));
            if (document.HasFaults)
                continue;
            if (known is null)
            {
                counts.Create(value.Reseller, KeyOf(value).Value);
                Own(value);
                context.Add(value);
                stored.Add(value.Id, value);
            }
            else if (Update(context, known, value) is { Count: > 0 } changed)
                counts.Update(value.Reseller, KeyOf(value).Value, changed);
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

    /// <summary>The paths of the fields that change; none: the customer is known as it is.</summary>
    private static List<string> Update(StorageContext context, Customer known, Customer value)
    {
        Own(value);
        value.Version = known.Version;
        var changed = new List<string>();
        Set(context, known, value, "", changed);
        Merge(context, known.Sites, value.Sites, s => s.Number, "sites", changed);
        Merge(context, known.Contacts, value.Contacts, c => c.Number, "contacts", changed);
        return changed;
    }

    private static void Merge<TPart>(
        StorageContext context, List<TPart> known, List<TPart> values, Func<TPart, int> number, string path, List<string> changed)
        where TPart : class
    {
        var parts = known.ToDictionary(number);
        foreach (var (index, value) in values.Index())
        {
            if (parts.TryGetValue(number(value), out var part))
                Set(context, part, value, $"{path}[{index}].", changed);
            else
            {
                context.Add(value);
                changed.Add($"{path}[{index}]");
            }
        }
    }

    private static void Set<TPart>(StorageContext context, TPart known, TPart value, string path, List<string> changed)
        where TPart : class
    {
        var entry = context.Entry(known);
        entry.CurrentValues.SetValues(value);
        changed.AddRange(entry.Properties.Where(p => p.IsModified && p.Metadata.Name != nameof(Customer.SearchName))
            .Select(p => path + JsonNamingPolicy.CamelCase.ConvertName(p.Metadata.Name)));
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
            document.Refuse(field, new($"{siret} n'est pas un SIRET", $"{siret} is not a SIRET"));
        else if (siren.Length > 0 && !siret.StartsWith(siren, StringComparison.Ordinal))
            document.Refuse(field, new("n'est pas un établissement du SIREN", "is not an establishment of the SIREN"));
    }

    private static void CheckTelephone(DataDocument document, string field, string telephone)
    {
        if (telephone.Length > 0 && !Identities.IsTelephone(telephone))
            document.Refuse(field, new($"{telephone} n'est pas un numéro de téléphone en E.164", $"{telephone} is not a telephone number in E.164"));
    }

    private static void CheckNumbers(DataDocument document, string field, IEnumerable<int> numbers)
    {
        var seen = new HashSet<int>();
        foreach (var (index, number) in numbers.Index())
            if (!seen.Add(number))
                document.Refuse($"{field}[{index}].number", new($"{number} y est deux fois", $"{number} is there twice"));
    }
}
