namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>A compiled rule set, and the memory that its sessions hand on.</summary>
internal sealed class SessionFactory(
    FactTypes types, Func<FactList>[] lists, CompiledRule[] rules, int indexes, SessionBounds bounds)
{
    // More than this is let go after use, so that one large offer does not hold its memory for ever.
    private const int KeptFacts = 200_000;

    private readonly Pool<FactMemory> _memories = new();
    private readonly Pool<Scratch> _scratches = new();

    public FactTypes Types { get; } = types;

    public CompiledRule[] Rules { get; } = rules;

    public SessionBounds Bounds { get; } = bounds;

    public Session Create() =>
        new Session(this, _memories.Take() ?? new FactMemory(lists), _scratches.Take() ?? new Scratch(indexes));

    public void Return(FactMemory memory, int facts)
    {
        if (facts > KeptFacts)
            return;
        memory.Clear();
        _memories.Return(memory);
    }

    public void Return(Scratch scratch, int facts)
    {
        if (facts > KeptFacts)
            return;
        scratch.Clear();
        _scratches.Return(scratch);
    }
}
