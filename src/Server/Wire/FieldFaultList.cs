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

    /// <summary>Adds a fault.</summary>
    public void Add(FieldFault fault)
    {
        Count++;
        if (kept.Count < MostKept)
            kept.Add(fault);
    }

    /// <summary>Adds a fault, which is made only if it is kept: of thousands, most are only counted.</summary>
    public void Add<T>(T value, Func<T, FieldFault> make)
    {
        if (kept.Count < MostKept)
            Add(make(value));
        else
            Count++;
    }

    /// <summary>Adds faults that were found elsewhere.</summary>
    public void Add(FieldFaultList others)
    {
        Count += others.Count;
        kept.AddRange(others.kept.Take(MostKept - kept.Count));
    }
}
