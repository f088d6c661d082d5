namespace MyOpenIP.RulesEngine;

/// <summary>Rules that the one-shot runtime does not evaluate. NRules' own may: see docs/rules-engine.md.</summary>
public sealed class RuleRefusedException : Exception
{
    /// <summary>A rule uses what is not supported.</summary>
    /// <param name="rule">Name of the rule.</param>
    /// <param name="construct">What it uses.</param>
    /// <param name="instead">What to write instead.</param>
    internal RuleRefusedException(string rule, string construct, string instead)
        : base($"Rule '{rule}': {construct} is not supported; write {instead}.")
    {
    }

    /// <summary>Rules that cannot be evaluated together.</summary>
    /// <param name="message">Which, and why.</param>
    internal RuleRefusedException(string message)
        : base(message)
    {
    }
}
