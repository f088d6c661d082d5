namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>How far one evaluation may go. Both are far beyond what a price needs: they stop a rule set that explodes, not a large offer.</summary>
/// <param name="DerivedFacts">Facts that rules may yield.</param>
/// <param name="Work">Candidates that rules may look at.</param>
internal sealed record SessionBounds(int DerivedFacts, long Work)
{
    public static SessionBounds Default { get; } = new(1_000_000, 500_000_000);
}
