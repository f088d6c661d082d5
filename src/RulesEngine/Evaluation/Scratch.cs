using System.Runtime.CompilerServices;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>What a session needs until it has fired: indexes, and what finds equal facts. Kept for the next session.</summary>
internal sealed class Scratch(int indexes)
{
    private readonly FactIndex?[] _indexes = new FactIndex?[indexes];
    private EqualitySet?[] _equality = new EqualitySet?[32];

    /// <summary>The set of the facts of a type, by the number of its list.</summary>
    public EqualitySet Equality(int list)
    {
        if (list >= _equality.Length)
            Array.Resize(ref _equality, Math.Max(list + 1, _equality.Length * 2));
        return _equality[list] ??= new EqualitySet();
    }

    public FactIndex<TKey> Index<TKey>(int number) => Unsafe.As<FactIndex<TKey>>(_indexes[number] ??= new FactIndex<TKey>());

    public void Clear()
    {
        foreach (var index in _indexes)
            index?.Clear();
        foreach (var set in _equality)
            set?.Clear();
    }
}
