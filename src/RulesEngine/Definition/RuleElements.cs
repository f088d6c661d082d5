using System.Linq.Expressions;
using System.Reflection;

namespace MyOpenIP.RulesEngine.Definition;

/// <summary>A part of what a rule matches, as written.</summary>
/// <param name="Binds">The variable that it binds, if it does.</param>
/// <param name="Expressions">The expressions that it evaluates.</param>
internal abstract record RuleElement(MemberInfo? Binds, IEnumerable<LambdaExpression> Expressions);

/// <summary>One match for each fact that meets the conditions.</summary>
internal sealed record MatchElement(Type FactType, MemberInfo? Alias, LambdaExpression[] Conditions) : RuleElement(Alias, Conditions);

/// <summary>Whether a fact meets the conditions, or none does.</summary>
internal sealed record QuantifierElement(Type FactType, bool Negated, LambdaExpression[] Conditions) : RuleElement(null, Conditions);

/// <summary>One match for each result of a query.</summary>
internal sealed record QueryElement(MemberInfo Alias, Type ResultType, QueryStage[] Stages)
    : RuleElement(Alias, Stages.SelectMany(s => s.Expressions));

/// <summary>A computed value.</summary>
internal sealed record LetElement(MemberInfo Alias, LambdaExpression Value) : RuleElement(Alias, [Value]);

/// <summary>Conditions over what is bound.</summary>
internal sealed record HavingElement(LambdaExpression[] Conditions) : RuleElement(null, Conditions);

/// <summary>A fact that a rule yields for each match.</summary>
internal sealed record YieldElement(Type FactType, LambdaExpression Fact);

/// <summary>An operator of a query.</summary>
/// <param name="Expressions">The expressions that it evaluates.</param>
internal abstract record QueryStage(IEnumerable<LambdaExpression> Expressions);

internal sealed record SourceStage(Type FactType, LambdaExpression[] Conditions) : QueryStage(Conditions);

internal sealed record WhereStage(LambdaExpression[] Conditions) : QueryStage(Conditions);

internal sealed record SelectStage(LambdaExpression Selector) : QueryStage([Selector]);

internal sealed record SelectManyStage(Type ResultType, LambdaExpression Selector) : QueryStage([Selector]);

internal sealed record GroupByStage(LambdaExpression Key, LambdaExpression Element) : QueryStage([Key, Element]);

internal sealed record CollectStage(Type ElementType) : QueryStage([]);
