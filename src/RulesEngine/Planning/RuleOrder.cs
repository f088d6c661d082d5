using MyOpenIP.RulesEngine.Model;

namespace MyOpenIP.RulesEngine.Planning;

/// <summary>Puts rules in an order in which every rule runs after those whose facts it reads.</summary>
internal sealed class RuleOrder
{
    private readonly RulePlan[] _rules;
    private readonly List<RulePlan> _ordered = [];
    private readonly List<(RulePlan Reader, ReadType Read)> _path = [];

    private RuleOrder(RulePlan[] rules) => _rules = rules;

    /// <exception cref="RuleRefusedException">A cycle: no order is right.</exception>
    public static IReadOnlyList<RulePlan> Of(RulePlan[] rules)
    {
        var order = new RuleOrder(rules);
        foreach (var rule in rules)
            order.Visit(rule);
        return order._ordered;
    }

    private void Visit(RulePlan rule)
    {
        if (_ordered.Contains(rule))
            return;
        foreach (var read in rule.Reads)
        {
            _path.Add((rule, read));
            foreach (var producer in _rules.Where(r => r.Yields.Any(y => y.Type.MayBe(read.Type))))
            {
                var start = _path.FindIndex(p => p.Reader == producer);
                if (start >= 0)
                    throw Cycle(_path[start..]);
                Visit(producer);
            }
            _path.RemoveAt(_path.Count - 1);
        }
        _ordered.Add(rule);
    }

    private static RuleRefusedException Cycle(List<(RulePlan Reader, ReadType Read)> steps) => new(
        "A cycle of rules, so that no order of them is right: "
        + string.Join(", ", steps.Select((s, i) =>
            $"'{s.Reader.Name}' {s.Read.How} {s.Read.Type.Name}, which '{steps[(i + 1) % steps.Count].Reader.Name}' yields"))
        + ". Let one of them match or yield another type of fact.");
}
