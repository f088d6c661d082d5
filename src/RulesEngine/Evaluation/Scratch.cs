using System.Runtime.CompilerServices;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>What a session needs until it has fired: its indexes. Kept for the next session.</summary>
internal sealed class Scratch(int indexes)
{
    private readonly FactIndex?[] _indexes = new FactIndex?[indexes];

    public FactIndex<TKey> Index<TKey>(int number) => Unsafe.As<FactIndex<TKey>>(_indexes[number] ??= new FactIndex<TKey>());

    public void Clear()
    {
        foreach (var index in _indexes)
            index?.Clear();
    }
}
