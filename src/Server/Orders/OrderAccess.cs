using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Orders;

/// <summary>The only way to orders of the caller's customers.</summary>
internal static class OrderAccess
{
    public static IQueryable<Order> VisibleTo(this IQueryable<Order> orders, Caller caller) =>
        caller.Reseller is { } reseller ? orders.Where(o => o.Reseller == reseller) : orders;

    /// <summary>An order of a customer of the caller's, with its charges.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND.</exception>
    public static async Task<Order> OrderAsync(
        this StorageContext context, Caller caller, PartName name, CancellationToken cancellation) =>
        await context.Orders.VisibleTo(caller).Include(o => o.Charges)
            .SingleOrDefaultAsync(o => o.Number == name.Identifier && (name.Customer == null || o.CustomerId == name.Customer), cancellation)
        ?? throw await context.MissingAsync(caller, name, cancellation);
}
