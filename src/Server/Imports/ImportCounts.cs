using MyOpenIP.Server.Json;

namespace MyOpenIP.Server.Imports;

/// <summary>What an import did, or would do.</summary>
internal sealed class ImportCounts
{
    /// <summary>Changes and warnings that are kept to be told; an import of more tells only how many they are.</summary>
    public const int MostChanges = 10_000;

    private readonly List<ImportChange> changes = [];
    private readonly List<DataFault> warnings = [];

    /// <summary>Records read.</summary>
    public int Read { get; set; }

    /// <summary>New ones.</summary>
    public int Created { get; private set; }

    /// <summary>Changed ones.</summary>
    public int Updated { get; private set; }

    /// <summary>Records without effect: what they say was so already.</summary>
    public int Unchanged { get; set; }

    /// <summary>What is odd and no reason to refuse a record.</summary>
    public int Warned { get; private set; }

    /// <summary>The first changes, in the order of the import.</summary>
    public IReadOnlyList<ImportChange> Changes => changes;

    /// <summary>The first warnings, in the order of the import.</summary>
    public IReadOnlyList<DataFault> Warnings => warnings;

    /// <summary>A record is new.</summary>
    public void Create(string reseller, string key)
    {
        Created++;
        Keep([new(reseller, key, null)]);
    }

    /// <summary>A record changes fields of what was known.</summary>
    public void Update(string reseller, string key, IReadOnlyList<FieldChange> fields)
    {
        Updated++;
        Keep([new(reseller, key, fields)]);
    }

    /// <summary>Records are odd.</summary>
    public void Warn(IEnumerable<DataFault> found)
    {
        foreach (var warning in found)
        {
            Warned++;
            if (warnings.Count < MostChanges)
                warnings.Add(warning);
        }
    }

    /// <summary>Counts what another batch did.</summary>
    public void Add(ImportCounts other)
    {
        Read += other.Read;
        Created += other.Created;
        Updated += other.Updated;
        Unchanged += other.Unchanged;
        Keep(other.Changes);
        Warn(other.Warnings);
    }

    /// <summary>What changes of each reseller's own, as JSON; nothing of anybody: one entry of the operator's.</summary>
    public IEnumerable<(string Reseller, string Details)> ToldByReseller() => changes.Count == 0
        ? [("", "")]
        : changes.GroupBy(c => c.Reseller, StringComparer.Ordinal).Select(reseller => (reseller.Key, DataJson.Write(new
        {
            Created = reseller.Where(c => c.Fields is null).Select(c => c.Key),
            Updated = reseller.Where(c => c.Fields is not null).Select(c => c.Key),
        })));

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Read} lines: {Created} created, {Updated} updated, {Unchanged} unchanged" + (Warned == 0 ? "" : $", {Warned} warnings");

    private void Keep(IEnumerable<ImportChange> more) => changes.AddRange(more.Take(MostChanges - changes.Count));
}

/// <summary>What a record of an import changes.</summary>
/// <param name="Reseller">Code of the reseller that it belongs to.</param>
/// <param name="Key">Identifier of what it is about.</param>
/// <param name="Fields">The fields that change; null: it is new.</param>
internal sealed record ImportChange(string Reseller, string Key, IReadOnlyList<FieldChange>? Fields);

/// <summary>A field that an import changes.</summary>
/// <param name="Path">Its path in data files.</param>
/// <param name="Before">What it was; null: nothing.</param>
/// <param name="After">What it becomes; null: nothing.</param>
internal sealed record FieldChange(string Path, object? Before, object? After);
