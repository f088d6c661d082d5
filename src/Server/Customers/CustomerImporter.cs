using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Customers;

/// <summary>Imports customers with their sites and contacts.</summary>
/// <param name="contexts">The database.</param>
/// <param name="operations">Writes to it.</param>
/// <param name="taxes">The VAT tables: what they do not know cannot be taxed.</param>
/// <param name="changed">Told of the customers that changed, in the transaction.</param>
internal sealed class CustomerImporter(
    StorageContexts contexts, Operations operations, TaxTables taxes, CustomersChanged changed)
    : RecordImporter<Customer>(contexts, operations)
{
    /// <inheritdoc/>
    protected override string Kind => "customer";

    /// <inheritdoc/>
    public override (string Action, string Subject) Audit => ("ImportCustomers", "customers/-");

    /// <inheritdoc/>
    protected override (string Field, string Value) KeyOf(Customer value) => ("id", value.Id.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    protected override void Check(ImportRecord<Customer> record, Customer value) => CustomerChecks.Check(record, value);

    /// <inheritdoc/>
    protected override async Task ApplyAsync(
        StorageContext context, IReadOnlyList<ImportRecord<Customer>> batch, ImportChanges changes, CancellationToken cancellation)
    {
        var ids = batch.Select(r => r.Value!.Id).ToArray();
        var stored = await context.Customers.WithParts()
            .Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
        var table = await taxes.CurrentAsync(context, cancellation);
        foreach (var record in batch)
        {
            var value = record.Value!;
            CustomerChecks.Check(record, value, table);
            var known = stored.GetValueOrDefault(value.Id);
            if (known is not null && known.Reseller != value.Reseller)
                record.Refuse("reseller", new($"le client est à {known.Reseller}", $"the customer belongs to {known.Reseller}"));
            if (record.HasFaults)
                continue;
            Own(value);
            if (known is null)
                changes.Create(record, value.Reseller, KeyOf(value).Value, value);
            else
                changes.Update(record, value.Reseller, KeyOf(value).Value, known, Update(context, known, value));
        }
    }

    /// <inheritdoc/>
    protected override Task CompleteAsync(StorageContext context, ImportChanges changes, CancellationToken cancellation) =>
        changed(context, [.. changes.Changed.Cast<Customer>().Select(c => c.Id)], cancellation);

    /// <summary>The fields that change; none: the customer is known as it is.</summary>
    private static List<FieldChange> Update(StorageContext context, Customer known, Customer value)
    {
        value.RowVersion = known.RowVersion;
        var fields = new List<FieldChange>();
        Set(context, known, value, "", fields);
        Merge(context, known.Sites, value.Sites, s => s.Number, "sites", fields);
        Merge(context, known.Contacts, value.Contacts, c => c.Number, "contacts", fields);
        return fields;
    }

    private static void Merge<TPart>(
        StorageContext context, List<TPart> known, List<TPart> values, Func<TPart, int> number, string path, List<FieldChange> fields)
        where TPart : class
    {
        var parts = known.ToDictionary(number);
        foreach (var (index, value) in values.Index())
        {
            if (parts.TryGetValue(number(value), out var part))
                Set(context, part, value, $"{path}[{index}].", fields);
            else
            {
                context.Add(value);
                fields.Add(new($"{path}[{index}]", null, value));
            }
        }
    }

    private static void Set<TPart>(StorageContext context, TPart known, TPart value, string path, List<FieldChange> fields)
        where TPart : class
    {
        var entry = context.Entry(known);
        entry.CurrentValues.SetValues(value);
        fields.AddRange(entry.Properties.Where(p => p.IsModified && !p.Metadata.Name.StartsWith("Search", StringComparison.Ordinal))
            .Select(p => new FieldChange(path + JsonNamingPolicy.CamelCase.ConvertName(p.Metadata.Name), p.OriginalValue, p.CurrentValue)));
    }

    private static void Own(Customer customer)
    {
        foreach (var site in customer.Sites)
            (site.Reseller, site.CustomerId) = (customer.Reseller, customer.Id);
        foreach (var contact in customer.Contacts)
            (contact.Reseller, contact.CustomerId) = (customer.Reseller, customer.Id);
    }
}

/// <summary>Follows customers that changed: whoever keeps a copy of what they are writes it again, in the same transaction.</summary>
/// <param name="context">The context of the transaction, saved.</param>
/// <param name="ids">The customers.</param>
/// <param name="cancellation">Stops it.</param>
internal delegate Task CustomersChanged(StorageContext context, IReadOnlyList<long> ids, CancellationToken cancellation);
