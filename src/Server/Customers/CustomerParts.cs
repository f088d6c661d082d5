using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Customers;

/// <summary>Sites and contacts are written with their customer: its version moves, and what shows them sees it.</summary>
internal static class CustomerParts
{
    private const int Most = 10_000;
    private const int HighestNumber = 100_000;

    /// <summary>The customer of a write, without its parts.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED.</exception>
    public static async Task<Customer> CustomerForAsync(this Write write, long id) =>
        await write.Context.Customers.SingleOrDefaultAsync(c => c.Id == id, write.Cancellation) ?? throw Fault.PermissionDenied();

    /// <summary>The customer of a write, as it was seen.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, ETAG_MISMATCH.</exception>
    public static async Task<Customer> CustomerForAsync(this Write write, long id, string etag)
    {
        var customer = await write.CustomerForAsync(id);
        Etags.Require(etag, Etags.Of(customer));
        return customer;
    }

    /// <summary>The number that the next part of a customer gets.</summary>
    /// <param name="write">The write.</param>
    /// <param name="numbers">The numbers of those that it has.</param>
    /// <exception cref="Fault">LIMIT_EXCEEDED: it has as many as it may.</exception>
    public static async Task<int> NextNumberAsync(this Write write, IQueryable<int> numbers)
    {
        var used = await numbers.ToListAsync(write.Cancellation);
        if (used.Count >= Most)
            throw Fault.LimitExceeded(Invariant($"{Most}"));
        var last = used.Count == 0 ? 0 : used.Max();
        return last < HighestNumber ? last + 1 : Enumerable.Range(1, HighestNumber).Except(used).First();
    }
}

/// <summary>A site or a contact that was written, and its customer.</summary>
internal sealed record WrittenPart<TPart>(TPart Part, Customer Customer);
