using System.Linq.Expressions;
using System.Reflection;
using NRules.RuleModel;

namespace MyOpenIP.RulesEngine.Tests.Properties;

/// <summary>
/// Evaluates definitions as the model says: nested loops over all facts, no index, the rules in the order given. It runs the action
/// itself, with a context that has yielded nothing before.
/// </summary>
internal sealed class NaiveEvaluation
{
    private readonly HashSet<object> _facts = [];
    private readonly Dictionary<LambdaExpression, Delegate> _compiled = [];

    /// <summary>All facts, or null: equal facts are refused.</summary>
    public static IEnumerable<object>? Of(IEnumerable<IRuleDefinition> rules, IEnumerable<object> given)
    {
        var evaluation = new NaiveEvaluation();
        return given.All(evaluation._facts.Add) && rules.All(evaluation.Yields) ? evaluation._facts : null;
    }

    private bool Yields(IRuleDefinition rule)
    {
        var context = DispatchProxy.Create<IContext, InsertionRecorder>();
        var yielded = (InsertionRecorder)(object)context;
        object[] facts = [.. _facts];
        foreach (var match in Matches(rule.LeftHandSide.ChildElements, 0, new() { ["ctx"] = context }, facts))
            foreach (var action in rule.RightHandSide.Actions)
                Call(action.Expression, match);
        return yielded.Inserted.All(_facts.Add);
    }

    private IEnumerable<Dictionary<string, object?>> Matches(
        IReadOnlyList<RuleElement> elements, int number, Dictionary<string, object?> bound, object[] facts)
    {
        if (number == elements.Count)
            return [bound];
        return Results(elements[number], bound, facts).SelectMany(b => Matches(elements, number + 1, b, facts));
    }

    private IEnumerable<Dictionary<string, object?>> Results(RuleElement element, Dictionary<string, object?> bound, object[] facts) => element switch
    {
        ExistsElement exists => Found(exists.Source, bound, facts).Any() ? [bound] : [],
        NotElement not => Found(not.Source, bound, facts).Any() ? [] : [bound],
        PatternElement { Source: AggregateElement collect } pattern => Meeting(pattern, [ListOf(collect.Source, bound, facts)], bound),
        PatternElement { Source: BindingElement binding } pattern => Meeting(pattern, [Call(binding.Expression, bound)], bound),
        _ => Found(element, bound, facts),
    };

    private IEnumerable<Dictionary<string, object?>> Found(RuleElement pattern, Dictionary<string, object?> bound, object[] facts) =>
        Meeting((PatternElement)pattern, facts.Where(((PatternElement)pattern).Declaration.Type.IsInstanceOfType), bound);

    private IEnumerable<Dictionary<string, object?>> Meeting(PatternElement pattern, IEnumerable<object?> values, Dictionary<string, object?> bound) =>
        values.Select(value => new Dictionary<string, object?>(bound) { [pattern.Declaration.Name] = value })
            .Where(b => pattern.Expressions.All(condition => (bool)Call(condition.Expression, b)!));

    private Array ListOf(PatternElement source, Dictionary<string, object?> bound, object[] facts)
    {
        object?[] met = [.. Found(source, bound, facts).Select(b => b[source.Declaration.Name])];
        var list = Array.CreateInstance(source.Declaration.Type, met.Length);
        met.CopyTo(list, 0);
        return list;
    }

    private object? Call(LambdaExpression expression, Dictionary<string, object?> bound)
    {
        if (!_compiled.TryGetValue(expression, out var compiled))
            _compiled.Add(expression, compiled = expression.Compile(preferInterpretation: true));
        return compiled.DynamicInvoke([.. expression.Parameters.Select(p => bound[p.Name!])]);
    }
}

/// <summary>A context that has nothing linked yet and keeps what is inserted. Proxies derive from it.</summary>
public class InsertionRecorder : DispatchProxy
{
    internal List<object> Inserted { get; } = [];

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IContext.InsertLinked))
            Inserted.Add(args![1]!);
        return null;
    }
}
