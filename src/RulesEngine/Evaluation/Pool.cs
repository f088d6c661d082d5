namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>Keeps a few objects for their next use, without a lock: a place is taken and filled by one atomic exchange.</summary>
internal sealed class Pool<T>
    where T : class
{
    private readonly Place[] _places = new Place[Math.Max(4, Environment.ProcessorCount * 2)];

    public T? Take()
    {
        var places = _places;
        for (var i = 0; i < places.Length; i++)
        {
            var kept = places[i].Kept;
            if (kept is not null && Interlocked.CompareExchange(ref places[i].Kept, null, kept) == kept)
                return kept;
        }
        return null;
    }

    /// <summary>Keeps an object, or lets it go where there is no place.</summary>
    public void Return(T spare)
    {
        var places = _places;
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i].Kept is null && Interlocked.CompareExchange(ref places[i].Kept, spare, null) is null)
                return;
        }
    }

    private struct Place
    {
        public T? Kept;
    }
}
