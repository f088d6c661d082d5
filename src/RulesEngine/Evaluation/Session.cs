using System.Runtime.InteropServices;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>One evaluation. The compiled rules read and add facts through it.</summary>
internal sealed class Session(SessionFactory factory, FactMemory memory, Scratch scratch) : IEvaluation
{
    private readonly FactTypes _types = factory.Types;
    private FactMemory? _memory = memory;
    private Scratch? _scratch = scratch;
    private int _facts;
    private int _mostFacts;

    /// <summary>Candidates that may still be looked at.</summary>
    public long Work { get; set; } = factory.Bounds.Work;

    public void Insert(IEnumerable<object> facts)
    {
        // Facts of one type come together, mostly.
        FactRoute? route = null;
        foreach (var fact in facts is List<object> list ? CollectionsMarshal.AsSpan(list) : facts.ToArray())
        {
            if (fact is null)
                throw new ArgumentException("A fact is null.", nameof(facts));
            if (route?.Type != fact.GetType())
                route = _types.RouteOf(fact.GetType());
            if (!route.TryAdd(_memory!, fact))
                throw new ArgumentException(EqualFactException.Describe(fact), nameof(facts));
            _facts++;
        }
        _mostFacts = _facts + factory.Bounds.DerivedFacts;
    }

    public void Fire()
    {
        var rules = factory.Rules;
        var number = 0;
        try
        {
            for (; number < rules.Length; number++)
                rules[number].Body(this);
        }
        catch (Exception e)
        {
            throw new RuleFailedException(rules[number].Name, e);
        }
        factory.Return(_scratch!, _facts);
        _scratch = null;
    }

    public ReadOnlySpan<T> Facts<T>()
    {
        ObjectDisposedException.ThrowIf(_memory is null, typeof(IEvaluation));
        var number = _types.FindList(typeof(T));
        if (number >= 0)
            return _memory.Find(number) is FactList<T> list ? list.Items.AsSpan(0, list.Count) : [];
        var found = new List<T>();
        foreach (var route in _types.Routes)
        {
            if (typeof(T).IsAssignableFrom(route.Type) && _memory.Find(route.Own) is { } facts)
                facts.CopyTo(route.Type, found);
        }
        return found.ToArray();
    }

    public void Dispose()
    {
        if (_memory is null)
            return;
        if (_scratch is not null)
            factory.Return(_scratch, _facts);
        factory.Return(_memory, _facts);
        (_memory, _scratch) = (null, null);
    }

    /// <summary>The facts of a type that rules match.</summary>
    public FactList<T> List<T>(int number) => _memory!.List<T>(number);

    /// <summary>An index, empty or as another rule left it.</summary>
    public FactIndex<TKey> Index<TKey>(int number) => _scratch!.Index<TKey>(number);

    /// <summary>Adds a fact of exactly the type of the route.</summary>
    public void Yield<T>(FactRoute<T> route, T fact)
    {
        if (fact is null)
            throw NullYielded(typeof(T));
        Count();
        if (!route.TryAdd(_memory!, fact))
            throw new EqualFactException(fact);
    }

    /// <summary>Adds a fact of a type that is known only now.</summary>
    public void YieldOfAnyType<T>(T fact)
    {
        if (fact is null)
            throw NullYielded(typeof(T));
        Count();
        if (!_types.RouteOf(fact.GetType()).TryAdd(_memory!, fact))
            throw new EqualFactException(fact);
    }

    /// <summary>Stops a rule that has done all the work that a session may do.</summary>
    public void StopWork() => throw new BoundExceededException($"the work of a session is bounded to {factory.Bounds.Work} candidates");

    private void Count()
    {
        if (++_facts > _mostFacts)
            throw TooManyFacts();
    }

    private BoundExceededException TooManyFacts() => new($"a session may derive {factory.Bounds.DerivedFacts} facts at most");

    private static InvalidOperationException NullYielded(Type promised) => new($"it yields null where it promises a {promised.Name}");
}
