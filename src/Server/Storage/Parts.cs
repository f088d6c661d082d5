using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Customers;

namespace MyOpenIP.Server.Storage;

/// <summary>Aggregates with what belongs to them.</summary>
internal static class Parts
{
    /// <summary>Customers with their sites and contacts, one query each: joined in one, every site comes as often as there are contacts.</summary>
    public static IQueryable<Customer> WithParts(this IQueryable<Customer> customers) =>
        customers.AsSplitQuery().Include(c => c.Sites).Include(c => c.Contacts);

    /// <summary>
    /// Amendments with what is shown and priced of them, one query each: joined in one, every part comes as often as there are
    /// others. Quotes come apart, for their size.
    /// </summary>
    public static IQueryable<Amendment> WithParts(this IQueryable<Amendment> amendments) => amendments.AsSplitQuery()
        .Include(a => a.Quantities).Include(a => a.Discounts).Include(a => a.Grants).Include(a => a.Contacts);
}
