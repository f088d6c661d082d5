namespace MyOpenIP.Server.Imports;

/// <summary>What a batch of records changes.</summary>
/// <param name="counts">Counts it.</param>
internal sealed class ImportChanges(ImportCounts counts)
{
    private readonly List<object> added = [];
    private readonly List<object> changed = [];
    private readonly HashSet<int> lines = [];

    /// <summary>New aggregates.</summary>
    public IReadOnlyList<object> Added => added;

    /// <summary>Known aggregates that change.</summary>
    public IReadOnlyList<object> Changed => changed;

    /// <summary>Lines of the records that change anything.</summary>
    public IReadOnlySet<int> Lines => lines;

    /// <summary>A record is new.</summary>
    public void Create(ImportRecord record, string reseller, string key, object aggregate)
    {
        added.Add(aggregate);
        lines.Add(record.Line);
        counts.Create(reseller, key);
    }

    /// <summary>A record changes fields of what was known; none: it changes nothing.</summary>
    public void Update(ImportRecord record, string reseller, string key, object aggregate, IReadOnlyList<FieldChange> fields)
    {
        if (fields.Count == 0)
        {
            counts.Unchanged++;
            return;
        }
        changed.Add(aggregate);
        lines.Add(record.Line);
        counts.Update(reseller, key, fields);
    }
}
