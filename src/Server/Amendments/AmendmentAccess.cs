using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Amendments;

/// <summary>The only way to amendments of the caller's customers.</summary>
internal static class AmendmentAccess
{
    public static IQueryable<Amendment> VisibleTo(this IQueryable<Amendment> amendments, Caller caller) =>
        caller.Reseller is { } reseller ? amendments.Where(a => a.Reseller == reseller) : amendments;

    /// <summary>
    /// With what is shown and priced of them, one query each: joined in one, every part comes as often as there are others.
    /// Quotes come apart, for their size.
    /// </summary>
    public static IQueryable<Amendment> WithParts(this IQueryable<Amendment> amendments) => amendments.AsSplitQuery()
        .Include(a => a.Quantities).Include(a => a.Discounts).Include(a => a.Grants).Include(a => a.Contacts);

    /// <summary>An amendment of a customer of the caller's, with its parts.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND.</exception>
    public static async Task<Amendment> AmendmentAsync(
        this StorageContext context, Caller caller, PartName name, CancellationToken cancellation) =>
        await context.Amendments.VisibleTo(caller).WithParts()
            .SingleOrDefaultAsync(a => a.Number == name.Identifier && (name.Customer == null || a.CustomerId == name.Customer), cancellation)
        ?? throw await context.MissingAsync(caller, name, cancellation);
}
