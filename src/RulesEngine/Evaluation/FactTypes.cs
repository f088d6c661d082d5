using System.Collections.Concurrent;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>
/// Which lists a fact goes to: that of its own type, and that of every type that rules match or yield and that it is.
/// Shared by all sessions of a rule set; types that no rule names are added when their first fact comes.
/// </summary>
internal sealed class FactTypes
{
    private readonly Dictionary<Type, int> _named;
    private readonly ConcurrentDictionary<Type, FactRoute> _routes = new();
    private readonly Lock _adding = new();
    private int _lists;

    /// <param name="named">The types that rules match or yield.</param>
    public FactTypes(IEnumerable<Type> named)
    {
        _named = named.Distinct().Select((type, number) => (type, number)).ToDictionary(t => t.type, t => t.number);
        _lists = _named.Count;
    }

    /// <summary>Number of the list of a type that rules match or yield.</summary>
    public int ListOf(Type type) => _named[type];

    /// <summary>As <see cref="ListOf"/>, or -1: no rule names the type.</summary>
    public int FindList(Type type) => _named.GetValueOrDefault(type, -1);

    /// <summary>The routes of the types of which a fact has come.</summary>
    public IEnumerable<FactRoute> Routes => _routes.Values;

    public FactRoute RouteOf(Type type) => _routes.TryGetValue(type, out var route) ? route : AddRoute(type);

    private FactRoute AddRoute(Type type)
    {
        lock (_adding)
        {
            return _routes.GetOrAdd(type, _ =>
            {
                var own = _named.TryGetValue(type, out var list) ? list : _lists++;
                int[] others = [.. _named.Where(n => n.Key != type && n.Key.IsAssignableFrom(type)).Select(n => n.Value)];
                var typed = typeof(FactRoute<>).MakeGenericType(type);
                return (FactRoute)Activator.CreateInstance(typed, own, others)!;
            });
        }
    }
}
