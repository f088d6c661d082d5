using System.Runtime.CompilerServices;
using NRules.RuleModel;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>Where the facts of one type go.</summary>
internal abstract class FactRoute(Type type, int own)
{
    public Type Type { get; } = type;

    /// <summary>Number of the list of the type itself.</summary>
    public int Own { get; } = own;

    /// <summary>Adds a fact of exactly this type.</summary>
    /// <returns>False: there is an equal one.</returns>
    public abstract bool TryAdd(FactMemory memory, Scratch scratch, object fact);
}

internal sealed class FactRoute<T>(int own, int[] others) : FactRoute(typeof(T), own)
{
    private readonly bool _hasIdentity = typeof(T).IsAssignableTo(typeof(IIdentityProvider));

    // Facts of two types are never equal if they say their identity, are records or values, or compare by reference. What defines another
    // equality may be equal to a fact of another type, so such facts share one set.
    private readonly bool _comparesAcrossTypes = !typeof(T).IsValueType
        && !typeof(T).IsAssignableTo(typeof(IIdentityProvider))
        && typeof(T).GetMethod("<Clone>$") is null
        && typeof(T).GetMethod(nameof(Equals), [typeof(object)])!.DeclaringType != typeof(object);

    public override bool TryAdd(FactMemory memory, Scratch scratch, object fact) =>
        TryAdd(memory, scratch, typeof(T).IsValueType ? (T)fact : Unsafe.As<object, T>(ref fact));

    public bool TryAdd(FactMemory memory, Scratch scratch, T fact)
    {
        var list = memory.List<T>(Own);
        if (_comparesAcrossTypes ? !scratch.AcrossTypes.Add(fact!) : !scratch.Equality(Own).TryAdd(list, fact, _hasIdentity))
            return false;
        list.Add(fact);
        foreach (var other in others)
            memory.Add(other, fact!);
        return true;
    }
}
