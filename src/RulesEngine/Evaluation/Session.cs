using NRules;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>One evaluation. The compiled rules read and add facts through it.</summary>
internal sealed class Session(SessionFactory factory, FactMemory memory, Scratch scratch) : ISession, IDisposable
{
    private readonly FactTypes _types = factory.Types;
    private FactMemory? _memory = memory;
    private Scratch? _scratch = scratch;
    private int _facts = factory.Bounds.DerivedFacts;

    /// <summary>Candidates that may still be looked at.</summary>
    public long Work { get; set; } = factory.Bounds.Work;

    /// <summary>Matches so far.</summary>
    public int Matches { get; set; }

    public void Insert(object fact) => Insert(Memory, fact);

    public void InsertAll(IEnumerable<object> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var memory = Memory;
        foreach (var fact in facts)
            Insert(memory, fact);
    }

    public int Fire()
    {
        _ = Unfired;
        foreach (var stratum in factory.Strata)
            stratum.Evaluate(this);
        factory.Return(_scratch!, Memory.Facts);
        _scratch = null;
        return Matches;
    }

    public IQueryable<TFact> Query<TFact>()
    {
        var memory = Memory;
        var number = _types.FindList(typeof(TFact));
        if (number >= 0)
            return memory.Find(number) is FactList<TFact> list ? new FactQuery<TFact>(list.Items, list.Count) : new FactQuery<TFact>([], 0);
        var found = new List<TFact>();
        foreach (var route in _types.Routes)
        {
            if (typeof(TFact).IsAssignableFrom(route.Type) && memory.Find(route.Own) is { } facts)
                facts.CopyTo(route.Type, found);
        }
        return new FactQuery<TFact>([.. found], found.Count);
    }

    public void Dispose()
    {
        if (_memory is null)
            return;
        if (_scratch is not null)
            factory.Return(_scratch, _memory.Facts);
        factory.Return(_memory);
        (_memory, _scratch) = (null, null);
    }

    /// <summary>The facts of a type that rules match.</summary>
    public FactList<T> List<T>(int number) => _memory!.List<T>(number);

    /// <summary>An index, empty or as another rule left it.</summary>
    public FactIndex<TKey> Index<TKey>(int number) => _scratch!.Index<TKey>(number);

    /// <summary>Rows in a list now.</summary>
    public int CountOf(int list) => _memory!.Find(list)?.Count ?? 0;

    /// <summary>Adds a fact of exactly the type of the route.</summary>
    public void Yield<T>(FactRoute<T> route, T fact)
    {
        Count(fact);
        if (!route.TryAdd(_memory!, _scratch!, fact))
            throw new EqualFactException(fact!);
    }

    /// <summary>Adds a fact of a type that is known only now.</summary>
    public void YieldOfAnyType<T>(T fact)
    {
        Count(fact);
        if (!_types.RouteOf(fact!.GetType()).TryAdd(_memory!, _scratch!, fact))
            throw new EqualFactException(fact);
    }

    /// <summary>Stops a rule that has done all the work that a session may do.</summary>
    public void StopWork() => throw new BoundExceededException($"the work of a session is bounded to {factory.Bounds.Work} candidates");

    private FactMemory Memory => _memory ?? throw new ObjectDisposedException(nameof(ISession));

    private Scratch Unfired => _scratch
        ?? throw new InvalidOperationException("The session has fired. It evaluates its rules once, over the facts inserted before; begin another one.");

    private void Insert(FactMemory memory, object fact)
    {
        var scratch = Unfired;
        if (fact is null)
            throw new ArgumentException("A fact is null.", nameof(fact));
        if (!_types.RouteOf(fact.GetType()).TryAdd(memory, scratch, fact))
            throw new ArgumentException(EqualFactException.Describe(fact), nameof(fact));
        memory.Facts++;
    }

    private void Count<T>(T fact)
    {
        if (fact is null)
            throw new InvalidOperationException($"it yields null where it promises a {typeof(T).Name}");
        if (--_facts < 0)
            throw new BoundExceededException($"a session may derive {factory.Bounds.DerivedFacts} facts at most");
        _memory!.Facts++;
    }
}
