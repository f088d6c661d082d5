using System.Reflection;
using NRules.Fluent;
using NRules.Fluent.Dsl;

namespace MyOpenIP.RulesEngine.Definition;

/// <summary>Makes a rule from its class and has it define itself.</summary>
internal static class RuleActivation
{
    public static Rule Define(Type type)
    {
        var name = NameOf(type);
        if (type.GetCustomAttribute<PriorityAttribute>() is not null)
        {
            throw new RuleDefinitionException(
                $"Rule '{name}': [Priority] is not supported; write a fact that the later rule matches and the earlier one yields.", type);
        }
        try
        {
            var rule = (Rule)Activator.CreateInstance(type, nonPublic: true)!;
            rule.Define();
            if (rule.Recorder.Refused is { } refused)
                throw refused;
            AliasUse.Check(rule.Recorder);
            return Complete(rule, name);
        }
        catch (TargetInvocationException e)
        {
            throw new RuleDefinitionException($"Rule '{name}': its constructor throws: {e.InnerException!.Message}", type, e.InnerException);
        }
        catch (RefusedConstructException e)
        {
            throw new RuleDefinitionException($"Rule '{name}': {e.Message}", type);
        }
        catch (MissingMethodException e)
        {
            throw new RuleDefinitionException($"Rule '{name}': it has no constructor without parameters; write one.", type, e);
        }
        catch (Exception e) when (e is not RuleDefinitionException)
        {
            throw new RuleDefinitionException($"Rule '{name}': its Define throws: {e.Message}", type, e);
        }
    }

    public static void RefuseSecondOfName(IEnumerable<Rule> loaded, Rule rule)
    {
        var name = NameOf(rule.GetType());
        if (loaded.FirstOrDefault(r => NameOf(r.GetType()) == name) is { } other)
        {
            throw new RuleDefinitionException(
                $"Rule '{name}': two classes have this name, {other.GetType().FullName} and {rule.GetType().FullName}; write another [Name].",
                rule.GetType());
        }
    }

    public static string NameOf(Type rule) => rule.GetCustomAttribute<NameAttribute>()?.Value ?? rule.FullName!;

    private static Rule Complete(Rule rule, string name)
    {
        if (rule.Recorder.Elements.Count == 0)
            throw new RuleDefinitionException($"Rule '{name}': it matches nothing; write When() with at least one element, or insert the fact.", rule.GetType());
        if (rule.Recorder.Yields.Count == 0)
            throw new RuleDefinitionException($"Rule '{name}': it yields nothing; write Then().Yield(...).", rule.GetType());
        return rule;
    }
}
