using System.Linq.Expressions;

namespace MyOpenIP.RulesEngine.Model;

/// <summary>A part of what a rule matches. Expressions are lambdas over what they use, by name.</summary>
/// <param name="Name">The name of what it binds.</param>
/// <param name="Type">The type of what it binds.</param>
/// <param name="Conditions">What must hold of it.</param>
internal abstract record RuleElement(string Name, Type Type, LambdaExpression[] Conditions);

/// <summary>One match for each fact that meets the conditions.</summary>
internal sealed record MatchElement(string Name, Type Type, LambdaExpression[] Conditions) : RuleElement(Name, Type, Conditions);

/// <summary>Whether a fact meets the conditions, or none does.</summary>
internal sealed record QuantifierElement(string Name, Type Type, LambdaExpression[] Conditions, bool Negated) : RuleElement(Name, Type, Conditions);

/// <summary>The facts that meet conditions of theirs, as one collection.</summary>
internal sealed record CollectElement(string Name, Type Type, MatchElement Of, LambdaExpression[] Conditions) : RuleElement(Name, Type, Conditions);

/// <summary>A computed value.</summary>
internal sealed record LetElement(string Name, Type Type, LambdaExpression Value, LambdaExpression[] Conditions) : RuleElement(Name, Type, Conditions);

/// <summary>A fact that a rule yields for each match.</summary>
internal sealed record YieldedFact(YieldedType Type, LambdaExpression Fact);

/// <summary>A type of which a rule yields facts.</summary>
/// <param name="Type">The type.</param>
/// <param name="IsExact">Whether a fact is exactly of it, never of a derived one; so it is for every sealed type.</param>
internal sealed record YieldedType(Type Type, bool IsExact)
{
    /// <summary>Whether a yielded fact may be one that is read as the type.</summary>
    public bool MayBe(Type read) => read.IsAssignableFrom(Type)
        || (!IsExact && (Type.IsAssignableFrom(read) || read.IsInterface || (Type.IsInterface && !read.IsSealed)));
}

/// <summary>A type of which a rule reads facts.</summary>
/// <param name="Type">The type.</param>
/// <param name="How">What the rule does with them, as a verb.</param>
internal sealed record ReadType(Type Type, string How);

/// <summary>A rule as it is evaluated.</summary>
internal sealed record RulePlan(string Name, IReadOnlyList<RuleElement> Elements, IReadOnlyList<YieldedFact> Yields)
{
    /// <summary>The fact types that the rule reads.</summary>
    public IReadOnlyList<ReadType> Reads { get; } = [.. Elements.SelectMany(ReadsOf)];

    private static IEnumerable<ReadType> ReadsOf(RuleElement element) => element switch
    {
        MatchElement match => [new ReadType(match.Type, "matches")],
        QuantifierElement quantifier => [new ReadType(quantifier.Type, quantifier.Negated ? "negates" : "asks for the existence of")],
        CollectElement collect => [new ReadType(collect.Of.Type, "aggregates")],
        _ => [],
    };
}
