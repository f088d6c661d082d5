using System.Runtime.CompilerServices;
using NRules.RuleModel;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>Where the facts of one type go. They are compared with each other alone: facts of two types are never equal.</summary>
internal abstract class FactRoute(Type type, int own)
{
    public Type Type { get; } = type;

    /// <summary>Number of the list of the type itself.</summary>
    public int Own { get; } = own;

    /// <summary>Adds a fact of exactly this type.</summary>
    /// <returns>False: there is an equal one.</returns>
    public abstract bool TryAdd(FactMemory memory, object fact);
}

internal sealed class FactRoute<T>(int own, int[] others) : FactRoute(typeof(T), own)
{
    private readonly bool _hasIdentity = typeof(T).IsAssignableTo(typeof(IIdentityProvider));

    public override bool TryAdd(FactMemory memory, object fact) =>
        TryAdd(memory, typeof(T).IsValueType ? (T)fact : Unsafe.As<object, T>(ref fact));

    public bool TryAdd(FactMemory memory, T fact)
    {
        if (!memory.List<T>(Own).TryAdd(fact, _hasIdentity))
            return false;
        foreach (var other in others)
            memory.Add(other, fact!);
        return true;
    }
}
