using System.Collections;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>Groups of elements by key, in the order in which keys came. A key may be null.</summary>
internal sealed class Groups<TKey, TElement>
{
    private readonly Dictionary<ValueTuple<TKey>, Group> _byKey = [];
    private readonly List<IGrouping<TKey, TElement>> _inOrder = [];

    public IEnumerable<IGrouping<TKey, TElement>> InOrder => _inOrder;

    public void Add(TKey key, TElement element)
    {
        if (!_byKey.TryGetValue(new(key), out var group))
        {
            group = new Group(key);
            _byKey.Add(new(key), group);
            _inOrder.Add(group);
        }
        group.Elements.Add(element);
    }

    private sealed class Group(TKey key) : IGrouping<TKey, TElement>
    {
        public TKey Key { get; } = key;

        public List<TElement> Elements { get; } = [];

        public IEnumerator<TElement> GetEnumerator() => Elements.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
