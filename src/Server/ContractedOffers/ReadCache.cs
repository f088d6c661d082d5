using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>
/// What was read and cannot have changed since: contracted offers and customers by their versions, to be read only.
/// A write finds what was kept, and keeps nothing: what it reads itself may never be committed.
/// </summary>
internal sealed class ReadCache : IDisposable
{
    // Rows of lots, sites and contacts: some 20 MB. What was used longest ago makes room.
    private const int MostRows = 50_000;

    private readonly MemoryCache read = new(new MemoryCacheOptions { SizeLimit = MostRows });

    /// <summary>A contracted offer as it was read, to be read only; not kept: null. Its open amendment may be another since.</summary>
    public ContractedOffer? Offer(string reseller, string reference, int version) => read.Get<ContractedOffer>((reseller, reference, version));

    /// <summary>A version of a contracted offer that is kept; else null.</summary>
    public HeldContract? Version(ContractedOffer offer, int number) => read.Get<HeldContract>(VersionKey(offer, number));

    /// <summary>A version of a customer that is kept; else null.</summary>
    public Customer? Customer(string reseller, long id, int version) => read.Get<Customer>((reseller, id, version));

    /// <summary>Keeps a contracted offer that was read outside of any write, and that nobody tracks.</summary>
    public void Keep(ContractedOffer offer) =>
        read.Set((offer.Reseller, offer.Reference, offer.RowVersion), offer, new MemoryCacheEntryOptions { Size = 1 });

    /// <summary>A version of a contracted offer, and the contract that it is.</summary>
    public async Task<HeldContract> VersionAsync(StorageContext context, ContractedOffer offer, int number, CancellationToken cancellation)
    {
        var key = VersionKey(offer, number);
        if (Holds(key, out HeldContract? known))
            return known;
        var version = await context.VersionsOf(offer).AsNoTracking().SingleAsync(v => v.Number == number, cancellation);
        var contract = new HeldContract(version, ContractStore.ToContract(offer, version));
        Keep(context, key, contract, 1 + contract.Contract.Lines.Sum(l => l.Lots.Count));
        return contract;
    }

    /// <summary>A customer with its sites and contacts.</summary>
    /// <param name="context">The database.</param>
    /// <param name="offer">An offer of the customer.</param>
    /// <param name="version">The customer's version.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<Customer> CustomerAsync(StorageContext context, ContractedOffer offer, int version, CancellationToken cancellation)
    {
        if (Holds((offer.Reseller, offer.CustomerId, version), out Customer? known))
            return known;
        var customer = await context.Customers.AsNoTracking().WithParts()
            .SingleAsync(c => c.Reseller == offer.Reseller && c.Id == offer.CustomerId, cancellation);
        // It may have changed between the two reads: it is kept as what it is.
        Keep(context, (customer.Reseller, customer.Id, customer.RowVersion), customer, 1 + customer.Sites.Count + customer.Contacts.Count);
        return customer;
    }

    /// <inheritdoc/>
    public void Dispose() => read.Dispose();

    // Its sites and its state change with the offer.
    private static (string, string, int, int) VersionKey(ContractedOffer offer, int number) => (offer.Reseller, offer.Reference, offer.RowVersion, number);

    private bool Holds<T>(object key, [NotNullWhen(true)] out T? known)
        where T : class
    {
        known = read.Get<T>(key);
        return known is not null;
    }

    private void Keep(StorageContext context, object key, object value, int rows)
    {
        if (context.Database.CurrentTransaction is null)
            read.Set(key, value, new MemoryCacheEntryOptions { Size = rows });
    }
}
