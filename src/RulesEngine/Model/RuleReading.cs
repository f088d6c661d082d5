using System.Linq.Expressions;
using NRules.RuleModel;

namespace MyOpenIP.RulesEngine.Model;

/// <summary>Reads a rule of the canonical model, and refuses what is not supported.</summary>
internal sealed class RuleReading
{
    private readonly string _rule;
    private readonly BoundNames _names;

    private RuleReading(IRuleDefinition rule)
    {
        _rule = rule.Name;
        _names = new BoundNames(_rule, rule.LeftHandSide.Exports.Select(d => d.Name));
    }

    /// <exception cref="RuleRefusedException">It uses what is not supported.</exception>
    public static RulePlan Of(IRuleDefinition rule)
    {
        var reading = new RuleReading(rule);
        if (rule.Priority != 0)
            throw reading.Refused("a priority", "a fact that the later rule matches and the earlier one yields");
        if (rule.Repeatability != RuleRepeatability.Repeatable)
            throw reading.Refused("a repeatability", "nothing; each match yields once");
        if (rule.DependencyGroup.Dependencies.Count > 0)
            throw reading.Refused("Dependency", "a fact that carries what the rule needs");
        if (rule.FilterGroup.Filters.Count > 0)
            throw reading.Refused("Filter", "Having");
        if (rule.LeftHandSide is not AndElement all)
            throw reading.Refused(rule.LeftHandSide);
        RuleElement[] elements = [.. all.ChildElements.Select(reading.Element)];
        YieldedFact[] yields = [.. rule.RightHandSide.Actions.Select(a => YieldAction.Read(rule.Name, a))];
        foreach (var yielded in yields)
            reading._names.Check(yielded.Fact);
        return new RulePlan(rule.Name, elements, yields);
    }

    private RuleElement Element(NRules.RuleModel.RuleElement element)
    {
        RuleElement read = element switch
        {
            PatternElement { Source: null } pattern => Match(pattern),
            PatternElement { Source: BindingElement binding } let =>
                new LetElement(let.Declaration.Name, let.Declaration.Type, Checked(binding.Expression), Conditions(let)),
            PatternElement { Source: AggregateElement aggregate } query =>
                new CollectElement(query.Declaration.Name, query.Declaration.Type, Collected(aggregate, query.Declaration.Type), Conditions(query)),
            NotElement not => Quantifier(not.Source, negated: true),
            ExistsElement exists => Quantifier(exists.Source, negated: false),
            _ => throw Refused(element),
        };
        if (read is not QuantifierElement)
            _names.Bind(read.Name);
        return read;
    }

    private MatchElement Match(PatternElement pattern) => new(pattern.Declaration.Name, pattern.Declaration.Type, Conditions(pattern));

    private QuantifierElement Quantifier(NRules.RuleModel.RuleElement source, bool negated)
    {
        var pattern = Facts(source);
        return new QuantifierElement(pattern.Declaration.Name, pattern.Declaration.Type, Conditions(pattern), negated);
    }

    private MatchElement Collected(AggregateElement aggregate, Type type)
    {
        if (aggregate.Name != AggregateElement.CollectName || aggregate.CustomFactoryType is not null || aggregate.Expressions.Count > 0
            || !type.IsAssignableFrom(typeof(List<>).MakeGenericType(aggregate.Source.Declaration.Type)))
            throw Refused($"the aggregation {NameOf(aggregate)}", "Collect, and compute where the collection is used");
        return Match(Facts(aggregate.Source));
    }

    private PatternElement Facts(NRules.RuleModel.RuleElement source) =>
        source is PatternElement { Source: null } pattern ? pattern : throw Refused(source);

    private LambdaExpression[] Conditions(PatternElement pattern) =>
        [.. pattern.Expressions.Select(e => Checked(e.Expression, pattern.Declaration.Name))];

    private LambdaExpression Checked(LambdaExpression expression, string? own = null)
    {
        _names.Check(expression, own);
        return expression;
    }

    private RuleRefusedException Refused(NRules.RuleModel.RuleElement element) => element switch
    {
        OrElement => Refused("Or", "a rule for each alternative, or one condition with ||"),
        AndElement => Refused("And", "its elements one after the other"),
        ForAllElement => Refused("All", "Not, with the condition that a fact must not meet"),
        PatternElement { Source: AggregateElement aggregate } => Refused($"the aggregation {NameOf(aggregate)} inside another element", "a rule that yields what is aggregated"),
        _ => Refused("a computed value inside another element", "Let before it"),
    };

    // As the fluent language names it.
    private static string NameOf(AggregateElement aggregate) => aggregate.Name switch
    {
        AggregateElement.ProjectName => "Select",
        AggregateElement.FlattenName => "SelectMany",
        AggregateElement.CollectName when aggregate.Expressions.Count > 0 =>
            aggregate.Expressions.Any(e => e.Name == AggregateElement.KeySelectorName) ? "ToLookup" : "OrderBy",
        var name => name,
    };

    private RuleRefusedException Refused(string construct, string instead) => new(_rule, construct, instead);
}
