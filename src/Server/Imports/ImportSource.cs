using System.Runtime.CompilerServices;
using System.Text.Json;
using MyOpenIP.Server.Json;

namespace MyOpenIP.Server.Imports;

/// <summary>Records to import. They are read twice: once to check all of them, once to store them.</summary>
/// <param name="Records">Reads the records from the first.</param>
internal sealed record ImportSource<T>(Func<IAsyncEnumerable<ImportRecord<T>>> Records)
    where T : class
{
    /// <summary>The records in batches.</summary>
    public async IAsyncEnumerable<ImportRecord<T>[]> BatchesAsync(int size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var batch = new List<ImportRecord<T>>(size);
        await foreach (var record in Records().WithCancellation(cancellation))
        {
            batch.Add(record);
            if (batch.Count < size)
                continue;
            yield return [.. batch];
            batch.Clear();
        }
        if (batch.Count > 0)
            yield return [.. batch];
    }
}

/// <summary>Makes sources.</summary>
internal static class ImportSource
{
    /// <summary>A file of JSON lines.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">Kind of its schema, such as customer.</param>
    public static ImportSource<T> OfFile<T>(string path, string kind) where T : class =>
        new(() => ReadAsync<T>(Path.GetFileName(path), File.ReadLinesAsync(path), kind));

    /// <summary>JSON lines in memory.</summary>
    public static ImportSource<T> OfLines<T>(string name, IReadOnlyList<string> lines, string kind) where T : class =>
        new(() => ReadAsync<T>(name, lines.ToAsyncEnumerable(), kind));

    /// <summary>Records in memory.</summary>
    public static ImportSource<T> Of<T>(IReadOnlyList<ImportRecord<T>> records) where T : class => new(records.ToAsyncEnumerable);

    private static async IAsyncEnumerable<ImportRecord<T>> ReadAsync<T>(
        string name, IAsyncEnumerable<string> lines, string kind, [EnumeratorCancellation] CancellationToken cancellation = default)
        where T : class
    {
        var line = 0;
        await foreach (var text in lines.WithCancellation(cancellation))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(text))
                yield return await ReadAsync<T>(name, line, text, kind);
        }
    }

    private static async Task<ImportRecord<T>> ReadAsync<T>(string name, int line, string text, string kind) where T : class
    {
        var json = await CheckedJson.ReadAsync(kind, text);
        var (value, unreadable) = json.IsJson ? Read<T>(text) : default;
        var record = new ImportRecord<T>(name, line, static path => path) { Value = value };
        foreach (var fault in json.Faults)
            record.Refuse(fault.Path, fault.Message);
        // The schema has said what is wrong; if it has not, this does.
        if (unreadable is not null && !record.HasFaults)
            record.Refuse(unreadable.TrimStart('$', '.'), new("n'est pas lisible", "cannot be read"));
        return record;
    }

    private static (T? Value, string? Unreadable) Read<T>(string text) where T : class
    {
        try
        {
            return (DataJson.Read<T>(text), null);
        }
        catch (JsonException unreadable)
        {
            return (null, unreadable.Path ?? "");
        }
    }
}
