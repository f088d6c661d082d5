using System.Runtime.CompilerServices;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>The facts of a session, in lists by type. Kept for another session once the session is disposed of.</summary>
internal sealed class FactMemory(Func<FactList>[] makers)
{
    private FactList?[] _lists = new FactList?[makers.Length];

    public FactList<T> List<T>(int number)
    {
        if (number >= _lists.Length)
            Array.Resize(ref _lists, number + 4);
        return Unsafe.As<FactList<T>>(_lists[number] ??= new FactList<T>());
    }

    /// <summary>The list, or null: it has no facts yet.</summary>
    public FactList? Find(int number) => number < _lists.Length ? _lists[number] : null;

    /// <summary>Adds a fact to the list of a type that rules name.</summary>
    public void Add(int number, object fact) => (_lists[number] ??= makers[number]()).Add(fact);

    public void Clear()
    {
        foreach (var list in _lists)
            list?.Clear();
    }
}
