using System.Text;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Orders;

/// <summary>What was done, read off the audit with the reasons that histories have: also of a database that had no chain, and after payloads were erased.</summary>
internal static class RecordedEvents
{
    // The key of the table: of one reseller the order of time.
    private static readonly KeyColumn<AuditEntry>[] FirstFirst = [KeyColumn<AuditEntry>.By(e => e.Reseller), KeyColumn<AuditEntry>.By(e => e.Sequence)];

    /// <summary>The columns on which they are filtered.</summary>
    public static ListFilter<AuditEntry> Filters { get; } = new(new Dictionary<string, FilterColumn<AuditEntry>>
    {
        ["resource"] = new NameColumn<AuditEntry>(name => e => e.Subject == name, "customers/44660/amendments/DEV000050763"),
        ["kind"] = new NameColumn<AuditEntry>(kind => ActionOf(kind) is { } action ? e => e.Action == action : null, "ISSUE_QUOTE"),
        ["actor"] = new NameColumn<AuditEntry>(identifier => e => e.Actor == identifier, "operator"),
        ["event_time"] = new SpanColumn<AuditEntry, DateTimeOffset>(e => e.At, FilterValues.Instant, FilterValues.InstantExample),
    });

    /// <summary>What was done to an amendment, to its parts and to its order.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND.</exception>
    public static async Task<IQueryable<AuditEntry>> EventsOfAmendmentAsync(this StorageContext context, PartName name, CancellationToken cancellation)
    {
        var amendment = await context.AmendmentAsync(name, cancellation);
        var order = await context.Orders.Where(o => o.Reseller == amendment.Reseller && o.AmendmentNumber == amendment.Number).Select(o => o.Number).SingleOrDefaultAsync(cancellation);
        var reseller = amendment.Reseller;
        var (itself, ofOrder) = (ResourceNames.Amendment(amendment.CustomerId, amendment.Number), order is null ? "" : ResourceNames.Order(amendment.CustomerId, order));
        var (from, before) = PartsOf(itself);
        return context.AuditEntries.AsNoTracking().Where(e => e.Reseller == reseller
            && (e.Subject == itself || e.Subject == ofOrder || (string.Compare(e.Subject, from) > 0 && string.Compare(e.Subject, before) < 0)));
    }

    /// <summary>What was done to a customer and all that is its own; of none: to all that the context sees.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED.</exception>
    public static async Task<IQueryable<AuditEntry>> EventsOfCustomerAsync(this StorageContext context, long? customer, CancellationToken cancellation)
    {
        if (customer is not { } id)
        {
            var (first, end) = PartsOf("customers");
            return context.AuditEntries.AsNoTracking().Where(e => string.Compare(e.Subject, first) > 0 && string.Compare(e.Subject, end) < 0);
        }
        var reseller = (await context.CustomerAsync(id, cancellation)).Reseller;
        var itself = ResourceNames.Customer(id);
        var (from, before) = PartsOf(itself);
        return context.AuditEntries.AsNoTracking().Where(e => e.Reseller == reseller
            && (e.Subject == itself || (string.Compare(e.Subject, from) > 0 && string.Compare(e.Subject, before) < 0)));
    }

    /// <summary>A page of them, each with its step.</summary>
    public static async Task<Page<RecordedEvent>> PageOfEventsAsync(
        this StorageContext context, IQueryable<AuditEntry> entries, string? after, int size, CancellationToken cancellation)
    {
        var page = await entries.PageAsync(FirstFirst, after, size, cancellation);
        var (resellers, numbers) = (page.Rows.Select(e => e.Reseller).Distinct().ToArray(), page.Rows.Select(e => NumberOf(e.Subject)).Distinct().ToArray());
        var steps = (await context.StateChanges.AsNoTracking().Where(c => resellers.Contains(c.Reseller) && numbers.Contains(c.Subject)).ToListAsync(cancellation))
            .ToLookup(c => (c.Reseller, c.Subject, c.At, c.Action));
        return new([.. page.Rows.Select(e => new RecordedEvent(e, steps[(e.Reseller, NumberOf(e.Subject), e.At, e.Action)].FirstOrDefault()))], page.NextKey);
    }

    /// <summary>The name of a kind: words in capitals with _ between, as all names on the wire are.</summary>
    public static string KindOf(string action)
    {
        var kind = new StringBuilder(action.Length + 4);
        foreach (var letter in action)
            (kind.Length > 0 && char.IsUpper(letter) ? kind.Append('_') : kind).Append(char.ToUpperInvariant(letter));
        return kind.ToString();
    }

    /// <summary>The action of a kind; no form of one: null.</summary>
    private static string? ActionOf(string kind)
    {
        var words = kind.Split('_');
        return Array.TrueForAll(words, w => w.Length > 0 && w.All(char.IsAsciiLetterUpper)) ? string.Concat(words.Select(w => w[0] + w[1..].ToLowerInvariant())) : null;
    }

    private static string NumberOf(string subject) => subject[(subject.LastIndexOf('/') + 1)..];

    /// <summary>Between which texts the names of its parts stand: / is followed by 0.</summary>
    private static (string From, string Before) PartsOf(string name) => (name + "/", name + "0");
}

/// <summary>Something that was done.</summary>
/// <param name="Entry">Its entry in the audit.</param>
/// <param name="Step">The step of a state that it was; null: none.</param>
internal sealed record RecordedEvent(AuditEntry Entry, StateChange? Step);
