namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>Evaluates a rule over the facts of a session.</summary>
internal delegate void RuleBody(Session session);

/// <summary>A rule as one function.</summary>
/// <param name="Name">The rule's name.</param>
/// <param name="Body">Evaluates it.</param>
internal sealed record CompiledRule(string Name, RuleBody Body);
