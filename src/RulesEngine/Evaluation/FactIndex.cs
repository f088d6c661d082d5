using System.Runtime.CompilerServices;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>The rows of a list by a key of their facts.</summary>
internal abstract class FactIndex
{
    /// <summary>Rows of the list that have been looked at. It lags behind the list until a rule needs the index.</summary>
    public int Built { get; set; }

    public abstract void Clear();
}

/// <summary>Rows with equal keys are linked in the order of the list.</summary>
internal sealed class FactIndex<TKey> : FactIndex
{
    private int[] _buckets = new int[8];
    private Group[] _groups = new Group[8];
    private int _count;

    /// <summary>By row: the next row with an equal key, or -1.</summary>
    public int[] Next { get; private set; } = [];

    /// <summary>Whether no row is in the index.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Makes room for the rows of a list.</summary>
    public void Reserve(int rows)
    {
        if (Next.Length >= rows)
            return;
        var next = new int[Math.Max(rows, Next.Length * 2)];
        Array.Copy(Next, next, Next.Length);
        Next = next;
    }

    /// <summary>The first row with the key, or -1.</summary>
    public int First(TKey key)
    {
        var hash = HashOf(key);
        for (var group = _buckets[Bucket(hash)] - 1; group >= 0; group = _groups[group].Following)
        {
            ref var found = ref _groups[group];
            if (found.Hash == hash && EqualityComparer<TKey>.Default.Equals(found.Key, key))
                return found.First;
        }
        return -1;
    }

    /// <summary>Adds a row; rows come in order.</summary>
    public void Add(int row, TKey key)
    {
        Next[row] = -1;
        var hash = HashOf(key);
        var bucket = Bucket(hash);
        for (var group = _buckets[bucket] - 1; group >= 0; group = _groups[group].Following)
        {
            ref var found = ref _groups[group];
            if (found.Hash != hash || !EqualityComparer<TKey>.Default.Equals(found.Key, key))
                continue;
            Next[found.Last] = row;
            found.Last = row;
            return;
        }
        if (_count == _groups.Length)
        {
            Grow();
            bucket = Bucket(hash);
        }
        _groups[_count] = new Group { Hash = hash, Key = key, First = row, Last = row, Following = _buckets[bucket] - 1 };
        _buckets[bucket] = ++_count;
    }

    public override void Clear()
    {
        Built = 0;
        if (_count == 0)
            return;
        // An index that was large once serves small sessions too: their few buckets are emptied one by one.
        if (_count < _buckets.Length / 8)
            for (var group = 0; group < _count; group++)
                _buckets[Bucket(_groups[group].Hash)] = 0;
        else
            Array.Clear(_buckets);
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TKey>())
            Array.Clear(_groups, 0, _count);
        _count = 0;
    }

    private static int HashOf(TKey key) => key is null ? 0 : EqualityComparer<TKey>.Default.GetHashCode(key);

    private int Bucket(int hash) => Hashing.Spread(hash) & (_buckets.Length - 1);

    private void Grow()
    {
        Array.Resize(ref _groups, _count * 2);
        _buckets = new int[_groups.Length];
        for (var group = 0; group < _count; group++)
        {
            var bucket = Bucket(_groups[group].Hash);
            _groups[group].Following = _buckets[bucket] - 1;
            _buckets[bucket] = group + 1;
        }
    }

    private struct Group
    {
        public int Hash;
        public int First;
        public int Last;
        public int Following;
        public TKey Key;
    }
}
