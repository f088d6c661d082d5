using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Customers;

/// <summary>
/// The only way to what belongs to a customer: every query is filtered by the caller's reseller. A customer that is not the
/// caller's and one that does not exist are the same refusal.
/// </summary>
internal static class CustomerAccess
{
    public static IQueryable<Customer> VisibleTo(this IQueryable<Customer> customers, Actor actor) =>
        actor.Reseller is { } reseller ? customers.Where(c => c.Reseller == reseller) : customers;

    /// <summary>With sites and contacts, one query each: joined in one, every site comes as often as there are contacts.</summary>
    public static IQueryable<Customer> WithParts(this IQueryable<Customer> customers) =>
        customers.AsSplitQuery().Include(c => c.Sites).Include(c => c.Contacts);

    /// <summary>A customer of the caller's, with its sites and contacts.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED.</exception>
    public static async Task<Customer> CustomerAsync(
        this StorageContext context, Actor actor, long id, CancellationToken cancellation) =>
        await context.Customers.VisibleTo(actor).WithParts()
            .SingleOrDefaultAsync(c => c.Id == id, cancellation) ?? throw Fault.PermissionDenied();

    /// <summary>The refusal of a customer that is not the caller's.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED.</exception>
    public static async Task RequireCustomerAsync(this StorageContext context, Actor actor, long? customer, CancellationToken cancellation)
    {
        if (customer is { } id && !await context.Customers.VisibleTo(actor).AnyAsync(c => c.Id == id, cancellation))
            throw Fault.PermissionDenied();
    }

    /// <summary>A suspended or closed customer can be read, not amended.</summary>
    /// <exception cref="Fault">STATE_NOT_ALLOWED.</exception>
    public static void RequireActive(long customer, CustomerState state)
    {
        if (state is not CustomerState.Active)
            throw StateFaults.NotAllowed(ResourceNames.Customer(customer), state, [CustomerState.Active]);
    }

    /// <summary>The refusal of what a customer does not have; of a customer that is not the caller's before it.</summary>
    public static async Task<Fault> MissingAsync(this StorageContext context, Actor actor, PartName name, CancellationToken cancellation)
    {
        await context.RequireCustomerAsync(actor, name.Customer, cancellation);
        return Fault.NotFound(name.Name);
    }
}
