using NRules.RuleModel;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>Finds a fact that is equal to one there is. It holds hashes and row numbers; the facts are in the list of their type.</summary>
internal sealed class EqualitySet
{
    private int[] _buckets = new int[8];
    private Entry[] _entries = new Entry[8];
    private int _count;

    /// <summary>Adds the row that the fact will have, at the end of the list; the list may have facts of derived types too.</summary>
    /// <param name="list">The list.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="byIdentity">Whether facts of its type say themselves what identifies them.</param>
    /// <returns>False: the list has an equal fact.</returns>
    public bool TryAdd<T>(FactList<T> list, T fact, bool byIdentity)
    {
        var hash = byIdentity ? IdentityOf(fact)?.GetHashCode() ?? 0 : fact!.GetHashCode();
        var bucket = Bucket(hash);
        for (var entry = _buckets[bucket] - 1; entry >= 0; entry = _entries[entry].Next)
        {
            if (_entries[entry].Hash == hash && AreEqual(list.Items[_entries[entry].Row], fact, byIdentity))
                return false;
        }
        if (_count == _entries.Length)
        {
            Grow();
            bucket = Bucket(hash);
        }
        _entries[_count] = new Entry(hash, list.Count, _buckets[bucket] - 1);
        _buckets[bucket] = ++_count;
        return true;
    }

    public void Clear()
    {
        // A set that was large once serves small sessions too: their few buckets are emptied one by one.
        if (_count < _buckets.Length / 8)
            for (var entry = 0; entry < _count; entry++)
                _buckets[Bucket(_entries[entry].Hash)] = 0;
        else
            Array.Clear(_buckets);
        _count = 0;
    }

    private static object? IdentityOf<T>(T fact) => ((IIdentityProvider)fact!).GetIdentity();

    private static bool AreEqual<T>(T a, T b, bool byIdentity) =>
        byIdentity ? Equals(IdentityOf(a), IdentityOf(b))
        : typeof(T).IsValueType ? EqualityComparer<T>.Default.Equals(a, b)
        : a!.Equals(b);

    private int Bucket(int hash) => Hashing.Spread(hash) & (_buckets.Length - 1);

    private void Grow()
    {
        Array.Resize(ref _entries, _count * 2);
        _buckets = new int[_entries.Length];
        for (var entry = 0; entry < _count; entry++)
        {
            var bucket = Bucket(_entries[entry].Hash);
            _entries[entry] = _entries[entry] with { Next = _buckets[bucket] - 1 };
            _buckets[bucket] = entry + 1;
        }
    }

    private readonly record struct Entry(int Hash, int Row, int Next);
}
