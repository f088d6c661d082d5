using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Security;

/// <summary>
/// The only way to what belongs to a customer: every query is filtered by the caller's reseller. A customer that is not the
/// caller's and one that does not exist are the same refusal.
/// </summary>
internal static class Access
{
    // Every price begins with it: translated once, so it says itself that writes may change what it finds.
    private static readonly Func<StorageContext, string?, string, long?, CancellationToken, Task<ContractedOffer?>> FindOffer =
        EF.CompileAsyncQuery((StorageContext context, string? reseller, string reference, long? customer, CancellationToken cancellation) =>
            context.ContractedOffers.AsTracking().SingleOrDefault(o => o.Reference == reference
                && (reseller == null || o.Reseller == reseller) && (customer == null || o.CustomerId == customer)));

    public static IQueryable<Customer> VisibleTo(this IQueryable<Customer> customers, Caller caller) =>
        caller.Reseller is { } reseller ? customers.Where(c => c.Reseller == reseller) : customers;

    public static IQueryable<ContractedOffer> VisibleTo(this IQueryable<ContractedOffer> offers, Caller caller) =>
        caller.Reseller is { } reseller ? offers.Where(o => o.Reseller == reseller) : offers;

    public static IQueryable<Amendment> VisibleTo(this IQueryable<Amendment> amendments, Caller caller) =>
        caller.Reseller is { } reseller ? amendments.Where(a => a.Reseller == reseller) : amendments;

    public static IQueryable<Order> VisibleTo(this IQueryable<Order> orders, Caller caller) =>
        caller.Reseller is { } reseller ? orders.Where(o => o.Reseller == reseller) : orders;

    /// <summary>A customer of the caller's, with its sites and contacts.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED.</exception>
    public static async Task<Customer> CustomerAsync(
        this StorageContext context, Caller caller, long id, CancellationToken cancellation) =>
        await context.Customers.VisibleTo(caller).WithParts()
            .SingleOrDefaultAsync(c => c.Id == id, cancellation) ?? throw Fault.PermissionDenied();

    /// <summary>A contracted offer of a customer of the caller's.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND.</exception>
    public static async Task<ContractedOffer> ContractedOfferAsync(
        this StorageContext context, Caller caller, PartName name, CancellationToken cancellation) =>
        await FindOffer(context, caller.Reseller, name.Identifier, name.Customer, cancellation)
        ?? throw await MissingAsync(context, caller, name, cancellation);

    /// <summary>An amendment of a customer of the caller's, with its parts.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND.</exception>
    public static async Task<Amendment> AmendmentAsync(
        this StorageContext context, Caller caller, PartName name, CancellationToken cancellation) =>
        await context.Amendments.VisibleTo(caller).WithParts()
            .SingleOrDefaultAsync(a => a.Number == name.Identifier && (name.Customer == null || a.CustomerId == name.Customer), cancellation)
        ?? throw await MissingAsync(context, caller, name, cancellation);

    /// <summary>An order of a customer of the caller's, with its charges.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND.</exception>
    public static async Task<Order> OrderAsync(
        this StorageContext context, Caller caller, PartName name, CancellationToken cancellation) =>
        await context.Orders.VisibleTo(caller).Include(o => o.Charges)
            .SingleOrDefaultAsync(o => o.Number == name.Identifier && (name.Customer == null || o.CustomerId == name.Customer), cancellation)
        ?? throw await MissingAsync(context, caller, name, cancellation);

    /// <summary>Quotes as lists show them: what they froze is large and stays where it is.</summary>
    public static IQueryable<Quote> WithoutPrice(this IQueryable<Quote> quotes) => quotes.AsNoTracking().Select(q => new Quote
    {
        Reseller = q.Reseller,
        AmendmentNumber = q.AmendmentNumber,
        Revision = q.Revision,
        IssuedAt = q.IssuedAt,
        IssuedBy = q.IssuedBy,
        ExpiresAt = q.ExpiresAt,
        PricingDate = q.PricingDate,
        EffectiveDate = q.EffectiveDate,
        CanonicalRequest = Array.Empty<byte>(),
        CanonicalOutcome = Array.Empty<byte>(),
        Fingerprint = q.Fingerprint,
    });

    /// <summary>The refusal of a customer that is not the caller's.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED.</exception>
    public static async Task RequireCustomerAsync(this StorageContext context, Caller caller, long? customer, CancellationToken cancellation)
    {
        if (customer is { } id && !await context.Customers.VisibleTo(caller).AnyAsync(c => c.Id == id, cancellation))
            throw Fault.PermissionDenied();
    }

    /// <summary>A suspended or closed customer can be read, not amended.</summary>
    /// <exception cref="Fault">STATE_NOT_ALLOWED.</exception>
    public static void RequireActive(Customer customer)
    {
        if (customer.State is not CustomerState.Active)
            throw AmendmentStates.StateNotAllowed(
                ResourceNames.Customer(customer.Id), AmendmentStates.NameOf(customer.State), [AmendmentStates.NameOf(CustomerState.Active)]);
    }

    /// <exception cref="Fault">PERMISSION_DENIED: the caller is not the operator.</exception>
    public static void RequireOperator(Caller caller)
    {
        if (!caller.IsOperator)
            throw Fault.PermissionDenied();
    }

    /// <exception cref="Fault">PERMISSION_DENIED: the caller is neither the operator nor an internal system.</exception>
    public static void RequireOperatorOrInternal(Caller caller)
    {
        if (!caller.IsOperatorOrInternal)
            throw Fault.PermissionDenied();
    }

    private static async Task<Fault> MissingAsync(StorageContext context, Caller caller, PartName name, CancellationToken cancellation)
    {
        await context.RequireCustomerAsync(caller, name.Customer, cancellation);
        return Fault.NotFound(name.Name);
    }
}
