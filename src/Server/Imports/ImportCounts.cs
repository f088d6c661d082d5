namespace MyOpenIP.Server.Imports;

/// <summary>What an import did, or would do.</summary>
internal sealed class ImportCounts
{
    /// <summary>Changes that are kept to be told; an import of more tells only how many they are.</summary>
    public const int MostChanges = 10_000;

    private readonly List<ImportChange> changes = [];

    /// <summary>Lines read.</summary>
    public int Read { get; set; }

    /// <summary>New ones.</summary>
    public int Created { get; private set; }

    /// <summary>Changed ones.</summary>
    public int Updated { get; private set; }

    /// <summary>Lines without effect: what they say was so already.</summary>
    public int Unchanged { get; set; }

    /// <summary>The first changes, in the order of the import.</summary>
    public IReadOnlyList<ImportChange> Changes => changes;

    /// <summary>A line is new.</summary>
    public void Create(string reseller, string key)
    {
        Created++;
        Keep(new(reseller, key, null));
    }

    /// <summary>A line changes fields of what was known.</summary>
    public void Update(string reseller, string key, IReadOnlyList<string> fields)
    {
        Updated++;
        Keep(new(reseller, key, fields));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Read} lines: {Created} created, {Updated} updated, {Unchanged} unchanged";

    private void Keep(ImportChange change)
    {
        if (changes.Count < MostChanges)
            changes.Add(change);
    }
}

/// <summary>What a line of an import changes.</summary>
/// <param name="Reseller">Code of the reseller that it belongs to.</param>
/// <param name="Key">Identifier of what it is about.</param>
/// <param name="Fields">Paths of the fields that change; null: it is new.</param>
internal sealed record ImportChange(string Reseller, string Key, IReadOnlyList<string>? Fields);
