using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Imports;

/// <summary>Where a record of an import stood, and all that is wrong with it: of each field the first thing found.</summary>
/// <param name="source">Name of the file or stream.</param>
/// <param name="line">Line of the file or position in the stream, from 1.</param>
/// <param name="nameOf">How the door names a field of a record, given by its path in data files.</param>
internal abstract class ImportRecord(string source, int line, Func<string, string> nameOf)
{
    /// <summary>Most faults of one record that are looked for: more would not be read.</summary>
    private const int MostFaults = 1_000;

    private readonly List<DataFault> faults = [];
    private readonly List<DataFault> warnings = [];
    private readonly HashSet<string> faulty = new(StringComparer.Ordinal);

    /// <summary>Line of the file or position in the stream, from 1.</summary>
    public int Line => line;

    /// <summary>Whether anything was found wrong so far.</summary>
    public bool HasFaults => faults.Count > 0;

    /// <summary>How many faults were found so far.</summary>
    public int FaultCount => faults.Count;

    /// <summary>What was found wrong so far, by field.</summary>
    public IEnumerable<DataFault> Faults => faults.OrderBy(f => f.Field, StringComparer.Ordinal);

    /// <summary>What is odd about it and no reason to refuse it.</summary>
    public IReadOnlyList<DataFault> Warnings => warnings;

    /// <summary>Something is wrong with a field, given by its path in data files.</summary>
    public void Refuse(string path, Text message) => RefuseNamed(nameOf(path), message);

    /// <summary>Something is wrong with a field as the door names it.</summary>
    public void RefuseNamed(string field, Text message)
    {
        if (faults.Count < MostFaults && faulty.Add(field))
            faults.Add(new(source, line, field, message));
    }

    /// <summary>What the core refuses of it.</summary>
    public void Refuse(IEnumerable<InputFault> refused)
    {
        foreach (var fault in refused)
            Refuse(fault.Path, new Text(fault.French, fault.English));
    }

    /// <summary>Something is odd about a field, and no reason to refuse the record.</summary>
    public void Warn(string path, Text message) => warnings.Add(new(source, line, nameOf(path), message));

    /// <summary>Looks at a text.</summary>
    public void Check(string path, string text, TextKind kind, bool isRequired = false)
    {
        if (isRequired && text.Length == 0)
            Refuse(path, FieldFaults.Required("").Description);
        else if (kind.FaultOf("", text) is { } fault)
            Refuse(path, fault.Description);
    }

    /// <summary>Looks at a number.</summary>
    public void Check(string path, long number, long most)
    {
        if (number < 1 || number > most)
            Refuse(path, FieldFaults.OutOfRange("", "1", Invariant($"{most}")).Description);
    }

    /// <summary>Looks at a day; none is right.</summary>
    public void Check(string path, DateOnly? day)
    {
        if (day < Bounds.FirstDay || day > Bounds.LastDay)
            Refuse(path, FieldFaults.OutOfRange("", Invariant($"{Bounds.FirstDay:O}"), Invariant($"{Bounds.LastDay:O}")).Description);
    }
}

/// <summary>A record of an import.</summary>
/// <typeparam name="T">What it says.</typeparam>
internal sealed class ImportRecord<T>(string source, int line, Func<string, string> nameOf) : ImportRecord(source, line, nameOf)
    where T : class
{
    /// <summary>What it says; null: its form does not let it be read.</summary>
    public T? Value { get; init; }
}
