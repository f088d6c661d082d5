namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>Finds a fact that is equal to one there is. It holds hashes and row numbers; the facts are in the list of their type.</summary>
internal sealed class EqualitySet
{
    private int[] _buckets = new int[8];
    private Row[] _rows = new Row[8];
    private int _count;

    /// <summary>Adds the row that the fact will have, at the end of the list.</summary>
    /// <returns>False: the list has an equal fact.</returns>
    public bool TryAdd<T>(FactList<T> list, T fact)
    {
        var hash = fact!.GetHashCode();
        var bucket = Bucket(hash);
        for (var row = _buckets[bucket] - 1; row >= 0; row = _rows[row].Next)
        {
            if (_rows[row].Hash == hash && AreEqual(list.Items[row], fact))
                return false;
        }
        if (_count == _rows.Length)
        {
            Grow();
            bucket = Bucket(hash);
        }
        _rows[_count] = new Row(hash, _buckets[bucket] - 1);
        _buckets[bucket] = ++_count;
        return true;
    }

    public void Clear()
    {
        if (_count == 0)
            return;
        Array.Clear(_buckets);
        _count = 0;
    }

    private static bool AreEqual<T>(T a, T b) => typeof(T).IsValueType
        ? EqualityComparer<T>.Default.Equals(a, b)
        : a!.Equals(b);

    private int Bucket(int hash) => Hashing.Spread(hash) & (_buckets.Length - 1);

    private void Grow()
    {
        Array.Resize(ref _rows, _count * 2);
        _buckets = new int[_rows.Length];
        for (var row = 0; row < _count; row++)
        {
            var bucket = Bucket(_rows[row].Hash);
            _rows[row] = new Row(_rows[row].Hash, _buckets[bucket] - 1);
            _buckets[bucket] = row + 1;
        }
    }

    private readonly record struct Row(int Hash, int Next);
}
