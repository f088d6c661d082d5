using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Customers;

/// <summary>
/// The way to what belongs to a customer. The context finds the actor's customers alone, so one that is not the actor's and
/// one that does not exist are looked for in the same way, and are the same refusal.
/// </summary>
internal static class CustomerAccess
{
    /// <summary>With sites and contacts, one query each: joined in one, every site comes as often as there are contacts.</summary>
    public static IQueryable<Customer> WithParts(this IQueryable<Customer> customers) =>
        customers.AsSplitQuery().Include(c => c.Sites).Include(c => c.Contacts);

    /// <summary>A customer of the caller's, with its sites and contacts.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED.</exception>
    public static async Task<Customer> CustomerAsync(
        this StorageContext context, long id, CancellationToken cancellation) =>
        await context.Customers.WithParts()
            .SingleOrDefaultAsync(c => c.Id == id, cancellation) ?? throw Fault.PermissionDenied();

    /// <summary>The refusal of a customer that is not the caller's.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED.</exception>
    public static async Task RequireCustomerAsync(this StorageContext context, long? customer, CancellationToken cancellation)
    {
        if (customer is { } id && !await context.Customers.AnyAsync(c => c.Id == id, cancellation))
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
    public static async Task<Fault> MissingAsync(this StorageContext context, PartName name, CancellationToken cancellation)
    {
        await context.RequireCustomerAsync(name.Customer, cancellation);
        return Fault.NotFound(name.Name);
    }
}
