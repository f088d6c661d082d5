using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Verification;

/// <summary>A database under verification: read only, as it is at one instant, whoever writes to it meanwhile.</summary>
internal sealed class Verified : IAsyncDisposable
{
    private readonly Action<long> progress;
    private readonly ReadCache cache = new();
    private readonly DbTransaction transaction;

    private Verified(StorageContext context, DbTransaction transaction, AnchorFile anchors, AmendmentPricer pricer, Action<long> progress, CancellationToken cancellation)
    {
        (Context, this.transaction, Anchors, Pricer, this.progress, Cancellation) = (context, transaction, anchors, pricer, progress, cancellation);
        Prices = new(cache);
    }

    /// <summary>The database.</summary>
    public StorageContext Context { get; }

    /// <summary>What was written down outside of it.</summary>
    public AnchorFile Anchors { get; }

    /// <summary>What prices.</summary>
    public AmendmentPricer Pricer { get; }

    /// <summary>What quotes froze.</summary>
    public QuotedPrices Prices { get; }

    /// <summary>Stops it.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Things that the check under way has looked at.</summary>
    public long Seen { get; private set; }

    /// <summary>Opens a database that is to be read alone.</summary>
    /// <param name="context">The database.</param>
    /// <param name="anchors">Its file of anchors.</param>
    /// <param name="pricer">What prices.</param>
    /// <param name="progress">Told now and then how much the check under way has seen.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="StartRefusedException">It is of another release.</exception>
    public static async Task<Verified> OpenAsync(
        StorageContext context, AnchorFile anchors, AmendmentPricer pricer, Action<long> progress, CancellationToken cancellation)
    {
        if (!context.Database.GetMigrations().SequenceEqual(await context.Database.GetAppliedMigrationsAsync(cancellation)))
            throw new StartRefusedException("The database is of another release than this program: verify it with that release, or start this one on it first.");
        await context.Database.OpenConnectionAsync(cancellation);

        // A read that takes no lock: writers go on, and are not seen.
        var transaction = ((Microsoft.Data.Sqlite.SqliteConnection)context.Database.GetDbConnection()).BeginTransaction(IsolationLevel.Serializable, deferred: true);
        await context.Database.UseTransactionAsync(transaction, cancellation);
        return new(context, transaction, anchors, pricer, progress, cancellation);
    }

    /// <summary>Begins to count anew, for another check.</summary>
    public void Begin()
    {
        Seen = 0;
        Context.ChangeTracker.Clear();
    }

    /// <summary>Things were looked at all at once.</summary>
    public void See(int many) => Seen += many;

    /// <summary>One thing more is looked at.</summary>
    public void See()
    {
        if (++Seen % 256 == 0)
            progress(Seen);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        cache.Dispose();
        await Context.DisposeAsync();
        await transaction.DisposeAsync();
    }
}

/// <summary>Something that does not hold.</summary>
/// <param name="Subject">Name of the resource.</param>
/// <param name="What">What is wrong with it.</param>
internal sealed record Break(string Subject, string What);

/// <summary>Something that holds of every database of ours.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Things">What it looks at, in the plural.</param>
/// <param name="FirstBreakAsync">Looks for the first thing of which it does not hold.</param>
internal sealed record Check(string Name, string Things, Func<Verified, Task<Break?>> FirstBreakAsync)
{
    /// <summary>All that is checked, what others rest on first.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        new("audit", "entries", AuditCheck.FirstBreakAsync),
        new("schema", "indexes", SchemaCheck.FirstBreakAsync),
        new("resellers", "relations", TenantCheck.FirstBreakAsync),
        new("rows", "rows", ToldRowsCheck.FirstBreakAsync),
        new("histories", "steps", HistoryCheck.FirstBreakAsync),
        new("requests", "answers", AnswersCheck.FirstBreakAsync),
        new("amendments", "amendments", AmendmentsCheck.FirstBreakAsync),
        new("contracts", "versions", ContractsCheck.FirstBreakAsync),
        new("amounts", "quotes", AmountsCheck.FirstBreakAsync),
        new("evidence", "files", EvidenceCheck.FirstBreakAsync),
        new("messages", "messages", MessagesCheck.FirstBreakAsync),
    ];
}
