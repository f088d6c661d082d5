namespace MyOpenIP.RulesEngine;

/// <summary>A rule threw, yielded null or a fact equal to another, or the evaluation passed its bound of facts or of work.</summary>
public sealed class RuleFailedException : Exception
{
    internal RuleFailedException(string rule, Exception cause)
        : base($"Rule '{rule}': {cause.Message}", cause)
    {
    }
}
