namespace NRules.RuleModel;

/// <summary>The context of what a rule yields. It offers nothing: a yielded fact is made from what the rule has bound.</summary>
public interface IContext;
