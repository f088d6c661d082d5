namespace NRules;

/// <summary>Rules that cannot be evaluated together. The message names them.</summary>
public class RuleCompilationException : Exception
{
    internal RuleCompilationException(string message)
        : base(message)
    {
    }
}

/// <summary>An evaluation that cannot go on. The message names the rule.</summary>
public class RuleExecutionException : Exception
{
    internal RuleExecutionException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
