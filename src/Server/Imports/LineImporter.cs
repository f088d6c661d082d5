using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Imports;

/// <summary>
/// Imports JSON lines. First every line is checked, by its schema, by its meaning and against what is stored; one fault and
/// nothing is stored. Then they are stored, in a transaction of the caller's or in batches, each a transaction: such an
/// import that is cut short is repeated whole, and what it had done already has no effect a second time. An import adds and
/// updates, it deletes nothing.
/// </summary>
/// <typeparam name="T">What a line holds.</typeparam>
internal abstract class LineImporter<T>(IDbContextFactory<StorageContext> contexts, StorageWriter writer)
    where T : class
{
    private const int BatchSize = 500;

    /// <summary>Faults after which a file is no longer read: they would not be read either.</summary>
    private const int MostFaults = 10_000;

    /// <summary>Kind of the schema.</summary>
    protected abstract string Kind { get; }

    /// <summary>What no two lines may share.</summary>
    protected abstract (string Field, string Value) KeyOf(T value);

    /// <summary>Adds the faults that can be seen without what is stored.</summary>
    protected abstract void CheckMeaning(DataDocument document, T value);

    /// <summary>
    /// Adds the faults that what is stored makes; changes the tracked rows as the lines without a fault say, and counts. Saves nothing.
    /// </summary>
    protected abstract Task ApplyAsync(
        StorageContext context, IReadOnlyList<Line> batch, ImportCounts counts, CancellationToken cancellation);

    /// <summary>Changes what follows from the lines and is not tracked; called once they are saved, in their transaction.</summary>
    protected virtual Task CompleteAsync(StorageContext context, IReadOnlyList<Line> batch, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Imports, or says what an import would do.</summary>
    /// <param name="source">The lines.</param>
    /// <param name="dryRun">Whether to store nothing.</param>
    /// <param name="progress">Told what was done so far, first of the check, then of the storing.</param>
    /// <param name="cancellation">Stops it between two batches.</param>
    /// <exception cref="DataFaultsException">Lines have faults: all of them, and nothing is stored.</exception>
    public async Task<ImportCounts> ImportAsync(
        ImportSource source, bool dryRun, Action<string, ImportCounts>? progress, CancellationToken cancellation)
    {
        var checkedCounts = await CheckAsync(source, progress, cancellation);
        return dryRun ? checkedCounts : await StoreAsync(source, progress, cancellation);
    }

    /// <summary>Checks all lines, stores nothing, and says what an import would do.</summary>
    /// <exception cref="DataFaultsException">Lines have faults: all of them.</exception>
    public async Task<ImportCounts> CheckAsync(ImportSource source, Action<string, ImportCounts>? progress, CancellationToken cancellation)
    {
        var schema = await DataSchemas.OfAsync(Kind);
        var counts = new ImportCounts();
        var faults = new List<DataFault>();
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var texts in source.BatchesAsync(BatchSize, cancellation))
        {
            var documents = new List<DataDocument>(texts.Length);
            var lines = new List<Line>(texts.Length);
            foreach (var (line, text) in texts)
            {
                if (faults.Count + documents.Sum(d => d.Faults.Count) >= MostFaults)
                    break;
                var document = DataDocument.OfLine(source.Name, line, text, schema);
                documents.Add(document);
                if (TryRead(document) is not { } value)
                    continue;
                lines.Add(new(document, value));
                CheckMeaning(document, value);
                var (field, key) = KeyOf(value);
                if (!keys.TryAdd(key, line))
                    document.Refuse(field, new($"{key} est aussi à la ligne {keys[key]}", $"{key} is on line {keys[key]} too"));
            }
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            await ApplyAsync(context, lines, counts, cancellation);
            counts.Read += documents.Count;
            faults.AddRange(documents.SelectMany(d => d.Faults));
            progress?.Invoke("checked", counts);
            if (faults.Count >= MostFaults)
                break;
        }
        return faults.Count == 0 ? counts : throw new DataFaultsException(faults);
    }

    /// <summary>Stores lines that were checked before; what is stored may still refuse them, and ends the import there.</summary>
    /// <exception cref="DataFaultsException">What is stored refuses lines of a batch: the batches before it are stored.</exception>
    public async Task<ImportCounts> StoreAsync(ImportSource source, Action<string, ImportCounts>? progress, CancellationToken cancellation)
    {
        var counts = new ImportCounts();
        await foreach (var texts in source.BatchesAsync(BatchSize, cancellation))
        {
            await writer.WriteAsync((context, token) => StoreBatchAsync(context, source.Name, texts, counts, token), cancellation);
            progress?.Invoke("stored", counts);
        }
        return counts;
    }

    /// <summary>Stores lines that were checked before, in the transaction of the caller; what is stored may still refuse them.</summary>
    /// <exception cref="DataFaultsException">What is stored refuses lines: those of one batch are told, and the transaction must not be committed.</exception>
    public async Task<ImportCounts> StoreAsync(StorageContext context, ImportSource source, CancellationToken cancellation)
    {
        var counts = new ImportCounts();
        await foreach (var texts in source.BatchesAsync(BatchSize, cancellation))
        {
            await StoreBatchAsync(context, source.Name, texts, counts, cancellation);
            context.ChangeTracker.Clear();
        }
        return counts;
    }

    private async Task StoreBatchAsync(
        StorageContext context, string source, (int Line, string Text)[] texts, ImportCounts counts, CancellationToken cancellation)
    {
        Line[] lines = [.. texts.Select(t => new Line(DataDocument.OfCheckedLine(source, t.Line, t.Text), DataJson.Read<T>(t.Text)))];
        await ApplyAsync(context, lines, counts, cancellation);
        var faults = lines.SelectMany(l => l.Document.Faults).ToArray();
        if (faults.Length > 0)
            throw new DataFaultsException(faults);
        await context.SaveAsync(cancellation);
        await CompleteAsync(context, lines, cancellation);
        counts.Read += texts.Length;
    }

    private static T? TryRead(DataDocument document)
    {
        try
        {
            return DataJson.Read<T>(document.Text);
        }
        catch (JsonException)
        {
            // The schema has said what is wrong; if it has not, this does.
            if (!document.HasFaults)
                document.Refuse("", new("n'est pas lisible", "cannot be read"));
            return null;
        }
    }

    /// <summary>A line: as it was read, and what it says.</summary>
    protected sealed record Line(DataDocument Document, T Value);
}
