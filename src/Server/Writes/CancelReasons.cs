using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Writes;

/// <summary>Why amendments and orders were cancelled, as their history has it.</summary>
internal static class CancelReasons
{
    /// <summary>The name of the state, of amendments and of orders.</summary>
    private const string Cancelled = "Cancelled";

    /// <summary>Why they were cancelled, by their numbers; those of which it was not said are left out.</summary>
    public static async Task<Dictionary<string, string>> CancelReasonsAsync<TState>(
        this StorageContext context, IEnumerable<IStateful<TState>> cancelled, CancellationToken cancellation)
        where TState : struct, Enum
    {
        var (resellers, numbers) = (new HashSet<string>(), new List<string>());
        foreach (var one in cancelled)
        {
            resellers.Add(one.Reseller);
            numbers.Add(one.Number);
        }
        return numbers.Count == 0
            ? []
            : await context.StateChanges
                .Where(c => resellers.Contains(c.Reseller) && numbers.Contains(c.Subject) && c.To == Cancelled && c.Reason.Length > 0)
                .ToDictionaryAsync(c => c.Subject, c => c.Reason, cancellation);
    }
}
