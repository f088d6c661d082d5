using System.Linq.Expressions;
using System.Reflection;

namespace MyOpenIP.RulesEngine.Definition;

/// <summary>A part of what a rule matches, as written.</summary>
internal abstract record RuleElement;

/// <summary>One match for each fact that meets the conditions.</summary>
internal sealed record MatchElement(Type FactType, MemberInfo? Alias, LambdaExpression[] Conditions) : RuleElement;

/// <summary>Whether a fact meets the conditions, or none does.</summary>
internal sealed record QuantifierElement(Type FactType, bool Negated, LambdaExpression[] Conditions) : RuleElement;

/// <summary>One match for each result of a query.</summary>
internal sealed record QueryElement(MemberInfo Alias, Type ResultType, QueryStage[] Stages) : RuleElement;

/// <summary>A computed value.</summary>
internal sealed record LetElement(MemberInfo Alias, LambdaExpression Value) : RuleElement;

/// <summary>Conditions over what is bound.</summary>
internal sealed record HavingElement(LambdaExpression[] Conditions) : RuleElement;

/// <summary>A fact that a rule yields for each match.</summary>
internal sealed record YieldElement(Type FactType, LambdaExpression Fact);

/// <summary>An operator of a query.</summary>
internal abstract record QueryStage;

internal sealed record SourceStage(Type FactType, LambdaExpression[] Conditions) : QueryStage;

internal sealed record WhereStage(LambdaExpression[] Conditions) : QueryStage;

internal sealed record SelectStage(LambdaExpression Selector) : QueryStage;

internal sealed record SelectManyStage(Type ResultType, LambdaExpression Selector) : QueryStage;

internal sealed record GroupByStage(LambdaExpression Key, LambdaExpression Element) : QueryStage;

internal sealed record CollectStage(Type ElementType) : QueryStage;
