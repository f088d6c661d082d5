namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>Evaluates a rule over the facts of a session.</summary>
/// <param name="session">The session.</param>
/// <param name="ranges">Which rows each of the rule's recursive matches looks at, as pairs of first and end; unused by a rule without one.</param>
internal delegate void RuleBody(Session session, int[] ranges);

/// <summary>A rule as one function.</summary>
/// <param name="Name">The rule's name.</param>
/// <param name="Body">Evaluates it.</param>
/// <param name="RecursiveLists">The lists that the rule matches and that grow while it is evaluated, in the order of its matches.</param>
internal sealed record CompiledRule(string Name, RuleBody Body, int[] RecursiveLists);

/// <summary>Rules that are evaluated together: one, or several that need each other's facts.</summary>
internal sealed record Stratum(CompiledRule[] Rules);
