using NRules;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>
/// Evaluates a stratum. Rules that need each other's facts take turns until none has a new fact to look at. Each combination of
/// facts is seen once: in each turn one match looks at the new rows, those before it at the old ones, those after it at all.
/// </summary>
internal static class StratumEvaluation
{
    private static readonly int[] NoRanges = [];

    public static void Evaluate(this Stratum stratum, Session session)
    {
        if (stratum.Rules[0].RecursiveLists.Length == 0)
        {
            // It needs no fact that it may yield itself: it is alone in its stratum.
            Run(stratum.Rules[0], session, NoRanges);
            return;
        }
        var seen = stratum.Rules.Select(r => new int[r.RecursiveLists.Length]).ToArray();
        bool again;
        do
        {
            again = false;
            for (var i = 0; i < seen.Length; i++)
                again |= TakeTurn(stratum.Rules[i], seen[i], session);
        }
        while (again);
    }

    private static bool TakeTurn(CompiledRule rule, int[] seen, Session session)
    {
        var ends = rule.RecursiveLists.Select(session.CountOf).ToArray();
        if (ends.AsSpan().SequenceEqual(seen))
            return false;
        for (var newRows = 0; newRows < ends.Length; newRows++)
        {
            var ranges = new int[ends.Length * 2];
            for (var match = 0; match < ends.Length; match++)
            {
                ranges[match * 2] = match == newRows ? seen[match] : 0;
                ranges[(match * 2) + 1] = match < newRows ? seen[match] : ends[match];
            }
            Run(rule, session, ranges);
        }
        ends.CopyTo(seen, 0);
        return true;
    }

    private static void Run(CompiledRule rule, Session session, int[] ranges)
    {
        try
        {
            rule.Body(session, ranges);
        }
        catch (Exception e)
        {
            throw new RuleExecutionException($"Rule '{rule.Name}': {e.Message}", e);
        }
    }
}
