using System.Text.Json;
using System.Text.Json.Nodes;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Imports;

/// <summary>A data file as read and checked: it knows the line of everything in it.</summary>
internal sealed class DataDocument
{
    /// <summary>Most faults that are looked for beside those of the schema: more would not be read.</summary>
    private const int MostFaults = 10_000;

    private readonly string file;
    private readonly CheckedJson json;
    private readonly List<DataFault> faults = [];
    private readonly HashSet<string> faulty;

    private DataDocument(string file, string text, CheckedJson json)
    {
        (this.file, Text, this.json) = (file, text, json);
        faults.AddRange(json.Faults.Select(f => new DataFault(file, Math.Max(f.Line, 1), f.Path, f.Message)));
        faulty = new(faults.Select(f => f.Field), StringComparer.Ordinal);
        Root = json.IsJson ? JsonNode.Parse(text) : null;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>What it holds; null when it is not JSON.</summary>
    public JsonNode? Root { get; }

    /// <inheritdoc cref="CheckedJson.IsTooLong"/>
    public bool IsTooLong => json.IsTooLong;

    /// <summary>Whether any fault was found so far.</summary>
    public bool HasFaults => faults.Count > 0;

    /// <summary>Every fault found so far, by line.</summary>
    public IReadOnlyList<DataFault> Faults => [.. faults.OrderBy(f => f.Line).ThenBy(f => f.Field, StringComparer.Ordinal)];

    /// <summary>Reads a whole file.</summary>
    public static async Task<DataDocument> ReadFileAsync(string path, string kind, CancellationToken cancellation) =>
        await OfTextAsync(Path.GetFileName(path), await File.ReadAllTextAsync(path, cancellation), kind);

    /// <summary>Reads a text that came otherwise.</summary>
    public static async Task<DataDocument> OfTextAsync(string name, string text, string kind) =>
        new(name, text, await CheckedJson.ReadAsync(kind, text));

    /// <summary>Adds a fault of meaning at the place of a value.</summary>
    public void Refuse(JsonNode place, Text message)
    {
        // The path of an entry costs as much as its list is long.
        if (faults.Count < MostFaults)
            Refuse(place.PathOf(), message);
    }

    /// <summary>Adds a fault of meaning at a path, unless something else is wrong there already.</summary>
    public void Refuse(string path, Text message)
    {
        if (faults.Count < MostFaults && faulty.Add(path))
            faults.Add(new(file, json.LineOf(path), path, message));
    }

    /// <summary>Adds what the core refuses of a part of it.</summary>
    /// <param name="path">Path of the part, with its final point; empty: the whole.</param>
    /// <param name="refused">The faults.</param>
    public void Refuse(string path, IEnumerable<InputFault> refused)
    {
        foreach (var fault in refused)
            Refuse(path + fault.Path, new Text(fault.French, fault.English));
    }

    /// <summary>Reads it as what its schema has accepted.</summary>
    /// <exception cref="DataFaultsException">It has faults, or is not such a thing: all of them.</exception>
    public T Read<T>()
    {
        if (!HasFaults)
            try
            {
                return DataJson.Read<T>(Text);
            }
            catch (JsonException unreadable)
            {
                Refuse((unreadable.Path ?? "").TrimStart('$', '.'), new Text("n'est pas lisible", "cannot be read"));
            }
        throw new DataFaultsException(Faults);
    }

    /// <summary>Goes on only with a document without a fault.</summary>
    /// <exception cref="DataFaultsException">It has faults: all of them.</exception>
    public void ThrowIfFaulty()
    {
        if (HasFaults)
            throw new DataFaultsException(Faults);
    }
}
