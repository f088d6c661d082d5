using NRules.RuleModel;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>Finds a fact that is equal to one there is. It holds hashes and row numbers; the facts are in the list of their type.</summary>
internal sealed class EqualitySet<T>
{
    private const int NoRow = -1;

    private int[] _buckets = new int[8];
    private Entry[] _entries = new Entry[8];
    private int _count;

    // A fact that is the only one of its type is equal to none, and is never hashed.
    private int _first = NoRow;

    /// <summary>Adds the row that a fact will have, at the end of its list; the list may have facts of derived types too.</summary>
    /// <param name="items">The facts of the list.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="byIdentity">Whether facts of its type say themselves what identifies them.</param>
    /// <returns>False: the list has an equal fact.</returns>
    public bool TryAdd(T[] items, int count, T fact, bool byIdentity)
    {
        if (_first == NoRow)
        {
            _first = count;
            return true;
        }
        if (_count == 0)
            Add(_first, HashOf(items[_first], byIdentity));
        var hash = HashOf(fact, byIdentity);
        for (var entry = _buckets[Bucket(hash)] - 1; entry >= 0; entry = _entries[entry].Next)
        {
            if (_entries[entry].Hash == hash && AreEqual(items[_entries[entry].Row], fact, byIdentity))
                return false;
        }
        Add(count, hash);
        return true;
    }

    public void Clear()
    {
        _first = NoRow;
        if (_count == 0)
            return;
        // A set that was large once serves small sessions too: their few buckets are emptied one by one.
        if (_count < _buckets.Length / 8)
            for (var entry = 0; entry < _count; entry++)
                _buckets[Bucket(_entries[entry].Hash)] = 0;
        else
            Array.Clear(_buckets);
        _count = 0;
    }

    private void Add(int row, int hash)
    {
        if (_count == _entries.Length)
            Grow();
        var bucket = Bucket(hash);
        _entries[_count] = new Entry(hash, row, _buckets[bucket] - 1);
        _buckets[bucket] = ++_count;
    }

    private static int HashOf(T fact, bool byIdentity) => byIdentity ? IdentityOf(fact)?.GetHashCode() ?? 0 : fact!.GetHashCode();

    private static object? IdentityOf(T fact) => ((IIdentityProvider)fact!).GetIdentity();

    private static bool AreEqual(T a, T b, bool byIdentity) =>
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
