namespace MyOpenIP.Server.Wire;

/// <summary>Faulty fields: at least as many as are ever told, and how many there are.</summary>
internal sealed class FieldFaultList
{
    /// <summary>Most faults that are kept: an answer tells 25, a summary of an import 100.</summary>
    public const int MostKept = 100;

    private readonly List<FieldFault> kept = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<FieldFault> Kept => kept;

    /// <summary>Whether something is missing that must be given: what else a message says cannot be read then.</summary>
    public bool IsLacking { get; private set; }

    /// <summary>Adds a field that must be given and is not.</summary>
    public void AddMissing(FieldFault fault)
    {
        IsLacking = true;
        Add(fault);
    }

    /// <summary>Adds a fault.</summary>
    public void Add(FieldFault fault)
    {
        Count++;
        if (kept.Count < MostKept)
            kept.Add(fault);
    }

    /// <summary>Counts faults that are not kept.</summary>
    public void CountMore(int others) => Count += others;

    /// <summary>Adds a fault, which is made only if it is kept: of thousands, most are only counted.</summary>
    public void Add<T>(T value, Func<T, FieldFault> make)
    {
        if (kept.Count < MostKept)
            Add(make(value));
        else
            Count++;
    }
}
