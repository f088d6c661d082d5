using NRules;

namespace MyOpenIP.RulesEngine.Planning;

/// <summary>Puts rules in an order in which every rule runs after those whose facts it reads; rules that need each other share a stratum.</summary>
internal sealed class Stratification
{
    private readonly RulePlan[] _rules;
    private readonly List<Need>[] _needs;
    private readonly int[] _index;
    private readonly int[] _low;
    private readonly Stack<int> _open = new();
    private readonly bool[] _isOpen;
    private readonly List<int[]> _strata = [];
    private int _visited;

    private Stratification(RulePlan[] rules)
    {
        _rules = rules;
        _needs = [.. rules.Select(NeedsOf)];
        _index = new int[rules.Length];
        _low = new int[rules.Length];
        _isOpen = new bool[rules.Length];
    }

    /// <summary>The strata in order.</summary>
    /// <exception cref="RuleCompilationException">A cycle through a need for all facts of a type.</exception>
    public static RulePlan[][] Of(RulePlan[] rules)
    {
        var search = new Stratification(rules);
        for (var rule = 0; rule < rules.Length; rule++)
        {
            if (search._index[rule] == 0)
                search.Visit(rule);
        }
        foreach (var stratum in search._strata)
            search.RefuseNeedForAll(stratum);
        return [.. search._strata.Select(s => s.Order().Select(r => rules[r]).ToArray())];
    }

    private List<Need> NeedsOf(RulePlan reader) =>
    [
        .. from read in reader.Reads
           from producer in Enumerable.Range(0, _rules.Length)
           where _rules[producer].Yields.Any(y => y.MayBe(read.Type))
           select new Need(producer, read),
    ];

    // Tarjan's strongly connected components: one is complete only after all that it needs.
    private void Visit(int rule)
    {
        _index[rule] = _low[rule] = ++_visited;
        _open.Push(rule);
        _isOpen[rule] = true;
        foreach (var need in _needs[rule])
        {
            if (_index[need.Producer] == 0)
            {
                Visit(need.Producer);
                _low[rule] = Math.Min(_low[rule], _low[need.Producer]);
            }
            else if (_isOpen[need.Producer])
            {
                _low[rule] = Math.Min(_low[rule], _index[need.Producer]);
            }
        }
        if (_low[rule] != _index[rule])
            return;
        var stratum = new List<int>();
        int member;
        do
        {
            member = _open.Pop();
            _isOpen[member] = false;
            stratum.Add(member);
        }
        while (member != rule);
        _strata.Add([.. stratum]);
    }

    private void RefuseNeedForAll(int[] stratum)
    {
        foreach (var reader in stratum)
        {
            if (_needs[reader].FirstOrDefault(n => n.Read.NeedsAll is not null && stratum.Contains(n.Producer)) is { } need)
            {
                throw new RuleCompilationException(
                    "A cycle of rules goes through a negation, an existence or an aggregation, so that no order of them is right: "
                    + string.Join(", ", Cycle(reader, need, stratum))
                    + ". Let one of them match or yield another type of fact.");
            }
        }
    }

    // From the producer back to the reader by the shortest way, then told from the reader on.
    private Stack<string> Cycle(int reader, Need first, int[] stratum)
    {
        var cameFrom = new Dictionary<int, (int Rule, Need Need)> { [first.Producer] = (reader, first) };
        var queue = new Queue<int>([first.Producer]);
        while (!cameFrom.ContainsKey(reader))
        {
            var rule = queue.Dequeue();
            foreach (var need in _needs[rule].Where(n => stratum.Contains(n.Producer)))
            {
                if (cameFrom.TryAdd(need.Producer, (rule, need)))
                    queue.Enqueue(need.Producer);
            }
        }
        var steps = new Stack<string>();
        var end = reader;
        do
        {
            var (rule, need) = cameFrom[end];
            steps.Push($"'{_rules[rule].Name}' {need.Read.NeedsAll ?? "matches"} {need.Read.Type.Name}, which '{_rules[end].Name}' yields");
            end = rule;
        }
        while (end != reader);
        return steps;
    }

    private sealed record Need(int Producer, ReadType Read);
}
