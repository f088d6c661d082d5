using System.Linq.Expressions;
using MyOpenIP.RulesEngine.Definition;
using NRules.Fluent.Dsl;

namespace MyOpenIP.RulesEngine.Planning;

/// <summary>A rule with the fact types that it reads and yields.</summary>
internal sealed class RulePlan(Rule rule)
{
    public string Name { get; } = RuleActivation.NameOf(rule.GetType());

    public RuleRecorder Definition { get; } = rule.Recorder;

    public IReadOnlyList<YieldedType> Yields { get; } = [.. rule.Recorder.Yields.Select(YieldedType.Of)];

    public IReadOnlyList<ReadType> Reads { get; } = [.. rule.Recorder.Elements.SelectMany(ReadsOf)];

    private static IEnumerable<ReadType> ReadsOf(RuleElement element) => element switch
    {
        MatchElement match => [new ReadType(match.FactType, null)],
        QuantifierElement quantifier => [new ReadType(quantifier.FactType, quantifier.Negated ? "negates" : "asks for the existence of")],
        QueryElement query => query.Stages.OfType<SourceStage>().Select(s => new ReadType(s.FactType, "aggregates")),
        _ => [],
    };
}

/// <summary>A type of which a rule reads facts.</summary>
/// <param name="Type">The type.</param>
/// <param name="NeedsAll">Where the rule must not run before every fact of the type is there: why, as a verb; else null.</param>
internal sealed record ReadType(Type Type, string? NeedsAll);

/// <summary>A type of which a rule yields facts.</summary>
/// <param name="Type">The type.</param>
/// <param name="IsExact">Whether a fact is exactly of it, never of a derived one; so it is for every sealed type.</param>
internal sealed record YieldedType(Type Type, bool IsExact)
{
    public static YieldedType Of(YieldElement yield) => yield.Fact.Body is NewExpression or MemberInitExpression
        ? new YieldedType(yield.Fact.Body.Type, true)
        : new YieldedType(yield.FactType, yield.FactType.IsSealed);

    /// <summary>Whether a yielded fact may be one that is read as the type.</summary>
    public bool MayBe(Type read) => read.IsAssignableFrom(Type)
        || (!IsExact && (Type.IsAssignableFrom(read) || read.IsInterface || (Type.IsInterface && !read.IsSealed)));
}
