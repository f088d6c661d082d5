using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Imports;

/// <summary>
/// Imports records. First every record is checked, by itself and against what is stored; one fault and nothing is stored.
/// Only then does it write, and only what changes: in a transaction of the caller's, or in batches, each a transaction. Such
/// an import that is cut short is repeated whole, and what it had done already has no effect a second time. An import adds
/// and updates, it deletes nothing.
/// </summary>
/// <typeparam name="T">What a record says.</typeparam>
internal abstract class RecordImporter<T>(StorageContexts contexts, Operations operations)
    where T : class
{
    private const int BatchSize = 500;

    /// <summary>Faults after which a source is no longer read: they would not be read either.</summary>
    private const int MostFaults = 10_000;

    /// <summary>Kind of the schema of its data files.</summary>
    protected abstract string Kind { get; }

    /// <summary>What it is called in the audit, and the name of the collection that it writes to.</summary>
    public abstract (string Action, string Subject) Audit { get; }

    /// <summary>The records of a file of JSON lines.</summary>
    public ImportSource<T> OfFile(string path) => ImportSource.OfFile<T>(path, Kind);

    /// <summary>The records of JSON lines in memory.</summary>
    public ImportSource<T> OfLines(string name, IReadOnlyList<string> lines) => ImportSource.OfLines<T>(name, lines, Kind);

    /// <summary>What no two records may share.</summary>
    protected abstract (string Field, string Value) KeyOf(T value);

    /// <summary>Adds the faults that can be seen without what is stored.</summary>
    protected abstract void Check(ImportRecord<T> record, T value);

    /// <summary>
    /// Adds the faults and warnings that what is stored makes of records; of those without a fault it changes tracked rows,
    /// keeps the new ones in the changes, and counts. Saves nothing.
    /// </summary>
    protected abstract Task ApplyAsync(StorageContext context, IReadOnlyList<ImportRecord<T>> batch, ImportChanges changes, CancellationToken cancellation);

    /// <summary>Changes what follows from the records and is not tracked; called once they are saved, in their transaction.</summary>
    protected virtual Task CompleteAsync(StorageContext context, ImportChanges changes, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Imports in batches, or says what an import would do.</summary>
    /// <param name="by">Who imports.</param>
    /// <param name="source">The records.</param>
    /// <param name="dryRun">Whether to store nothing.</param>
    /// <param name="progress">Told what was done so far, first of the check, then of the storing.</param>
    /// <param name="cancellation">Stops it between two batches.</param>
    /// <exception cref="DataFaultsException">Records have faults: all of them, and nothing is stored.</exception>
    public async Task<ImportCounts> ImportAsync(
        Actor by, ImportSource<T> source, bool dryRun, Action<string, ImportCounts>? progress, CancellationToken cancellation)
    {
        var seen = await CheckAsync(by, source, keepsChanging: false, progress, cancellation);
        return dryRun ? seen.Counts : await StoreAsync(by, source, progress, cancellation);
    }

    /// <summary>Checks all records, stores nothing, and says what an import would do.</summary>
    /// <exception cref="DataFaultsException">Records have faults: all of them.</exception>
    public Task<CheckedImport<T>> CheckAsync(Actor by, ImportSource<T> source, CancellationToken cancellation) =>
        CheckAsync(by, source, keepsChanging: true, null, cancellation);

    private async Task<CheckedImport<T>> CheckAsync(
        Actor by, ImportSource<T> source, bool keepsChanging, Action<string, ImportCounts>? progress, CancellationToken cancellation)
    {
        var counts = new ImportCounts();
        var faults = new List<DataFault>();
        var changing = new List<ImportRecord<T>>();
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var batch in source.BatchesAsync(BatchSize, cancellation))
        {
            var looked = new List<ImportRecord<T>>(batch.Length);
            for (var found = faults.Count; looked.Count < batch.Length && found < MostFaults; looked.Add(batch[looked.Count]))
                found += CheckAlone(batch[looked.Count], keys);
            var readable = looked.Where(r => r.Value is not null).ToArray();
            await using var context = await contexts.OpenAsync(by, cancellation);
            var changes = new ImportChanges(counts);
            await ApplyAsync(context, readable, changes, cancellation);
            counts.Read += looked.Count;
            counts.Warn(looked.SelectMany(r => r.Warnings));
            faults.AddRange(looked.SelectMany(r => r.Faults));
            if (keepsChanging)
                changing.AddRange(readable.Where(r => changes.Lines.Contains(r.Line)));
            progress?.Invoke("checked", counts);
            if (faults.Count >= MostFaults)
                break;
        }
        return faults.Count == 0 ? new(counts, changing) : throw new DataFaultsException(faults);
    }

    /// <summary>Stores records batch by batch, each in a transaction with its entry in the audit; what is stored may still refuse them, and ends the import there.</summary>
    /// <exception cref="DataFaultsException">Records of a batch are refused: the batches before it are stored.</exception>
    public async Task<ImportCounts> StoreAsync(Actor by, ImportSource<T> source, Action<string, ImportCounts>? progress, CancellationToken cancellation)
    {
        var counts = new ImportCounts();
        await foreach (var batch in source.BatchesAsync(BatchSize, cancellation))
        {
            var seen = await CheckAsync(by, ImportSource.Of(batch), cancellation);
            if (seen.Changing.Count > 0)
                await operations.RunAsync(
                    by,
                    async write =>
                    {
                        await StoreAsync(write, seen);
                        return true;
                    },
                    cancellation);
            counts.Add(seen.Counts);
            progress?.Invoke("stored", counts);
        }
        return counts;
    }

    /// <summary>
    /// Stores what a check saw change, with its entries in the audit, in the transaction of the caller: others wait for it,
    /// so nothing is done here that could be done before.
    /// </summary>
    /// <exception cref="DataFaultsException">What was stored since refuses records: those of one batch are told, and the transaction must not be committed.</exception>
    public async Task StoreAsync(Write write, CheckedImport<T> seen)
    {
        var (context, cancellation) = (write.Context, write.Cancellation);
        foreach (var batch in seen.Changing.Chunk(BatchSize))
        {
            var changes = new ImportChanges(new ImportCounts());
            await ApplyAsync(context, batch, changes, cancellation);
            if (batch.Any(r => r.HasFaults))
                throw new DataFaultsException([.. batch.SelectMany(r => r.Faults)]);
            PreparedInserts.Insert(context, changes.Added, cancellation);
            await write.SaveAsync();
            await CompleteAsync(context, changes, cancellation);
            context.ChangeTracker.Clear();
        }

        // Each reseller's audit tells what changed of its own.
        foreach (var (reseller, payload) in seen.Counts.ToldByReseller())
            write.Tell(reseller, Audit.Action, Audit.Subject, payload);
    }

    /// <summary>How many faults a record has by itself.</summary>
    private int CheckAlone(ImportRecord<T> record, Dictionary<string, int> keys)
    {
        if (record.Value is { } value)
        {
            Check(record, value);
            var (field, key) = KeyOf(value);
            if (!keys.TryAdd(key, record.Line))
                record.Refuse(field, new($"{key} est aussi à la ligne {keys[key]}", $"{key} is on line {keys[key]} too"));
        }
        return record.FaultCount;
    }
}

/// <summary>What a check of an import found.</summary>
/// <param name="Counts">What the import would do.</param>
/// <param name="Changing">The records that change anything.</param>
internal sealed record CheckedImport<T>(ImportCounts Counts, IReadOnlyList<ImportRecord<T>> Changing)
    where T : class;
