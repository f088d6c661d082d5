namespace NRules.Fluent;

/// <summary>A rule that cannot be used as it is written. The message names it, the construct, and what to write instead.</summary>
public class RuleDefinitionException : Exception
{
    internal RuleDefinitionException(string message, Type ruleType, Exception? inner = null)
        : base(message, inner) => RuleType = ruleType;

    /// <summary>Class of the rule.</summary>
    public Type RuleType { get; }
}
