using System.Reflection;
using NRules.Fluent;
using NRules.Fluent.Dsl;

namespace MyOpenIP.RulesEngine.Definition;

/// <summary>Which rule classes to load.</summary>
internal sealed class RuleLoadSpec : IRuleLoadSpec
{
    private readonly List<Assembly> _assemblies = [];
    private readonly List<Type> _types = [];
    private bool _private;
    private bool _nested;

    public IRuleLoadSpec PrivateTypes(bool include = true)
    {
        _private = include;
        return this;
    }

    public IRuleLoadSpec NestedTypes(bool include = true)
    {
        _nested = include;
        return this;
    }

    public IRuleLoadSpec From(params Assembly[] assemblies)
    {
        _assemblies.AddRange(assemblies);
        return this;
    }

    public IRuleLoadSpec From(params Type[] types)
    {
        _types.AddRange(types);
        return this;
    }

    public IEnumerable<Type> RuleTypes() =>
        _assemblies.SelectMany(a => a.GetTypes())
            .Where(IsLoaded)
            .OrderBy(t => t.FullName, StringComparer.Ordinal)
            .Concat(_types)
            .Where(IsRule)
            .Distinct();

    private bool IsLoaded(Type type) => type.IsNested
        ? _nested && (_private || type.IsNestedPublic)
        : _private || type.IsPublic;

    private static bool IsRule(Type type) =>
        typeof(Rule).IsAssignableFrom(type) && !type.IsAbstract && !type.ContainsGenericParameters;
}
