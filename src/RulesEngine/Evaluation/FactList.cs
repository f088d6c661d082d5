using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>The facts of one type in the order in which they came.</summary>
internal abstract class FactList
{
    public int Count { get; protected set; }

    public abstract void Add(object fact);

    public abstract void Clear();

    /// <summary>Adds the facts of exactly a type to a list of a type that they are.</summary>
    public abstract void CopyTo<TFact>(Type type, List<TFact> list);
}

/// <summary>The facts that are a <typeparamref name="T"/>.</summary>
internal sealed class FactList<T> : FactList
{
    private readonly EqualitySet<T> _own = new();

    /// <summary>The facts, then unused room.</summary>
    public T[] Items { get; private set; } = [];

    public void Add(T fact)
    {
        if (Count == Items.Length)
            Grow();
        // The array is of exactly this type: whether it takes the fact need not be asked.
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Items), Count++) = fact;
    }

    /// <summary>Adds a fact of exactly this type.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="byIdentity">Whether facts of this type say themselves what identifies them.</param>
    /// <returns>False: there is an equal one.</returns>
    public bool TryAdd(T fact, bool byIdentity)
    {
        if (!_own.TryAdd(Items, Count, fact, byIdentity))
            return false;
        Add(fact);
        return true;
    }

    // The route of a fact's type has made sure that the list takes it. A list of values takes no other type's facts.
    public override void Add(object fact) => Add(Unsafe.As<object, T>(ref fact));

    public override void Clear()
    {
        if (Count == 0)
            return;
        _own.Clear();
        Array.Clear(Items, 0, Count);
        Count = 0;
    }

    public override void CopyTo<TFact>(Type type, List<TFact> list)
    {
        foreach (object? fact in Items.AsSpan(0, Count))
        {
            if (fact!.GetType() == type)
                list.Add((TFact)fact);
        }
    }

    private void Grow()
    {
        var items = new T[Math.Max(4, Items.Length * 2)];
        Array.Copy(Items, items, Count);
        Items = items;
    }
}
