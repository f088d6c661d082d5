using System.Runtime.CompilerServices;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// Messages that could not be read. They are read outside the interceptors, where nobody knows the caller, so an empty one
/// stands in for each until it is refused with all that a refusal has.
/// </summary>
internal static class UnreadMessages
{
    private static readonly ConditionalWeakTable<object, FieldFault> Faults = [];

    /// <summary>Lets an empty message stand for one that could not be read.</summary>
    public static T Stand<T>(T empty, FieldFault fault) where T : class
    {
        Faults.Add(empty, fault);
        return empty;
    }

    /// <summary>Why a message could not be read; it could: null.</summary>
    public static FieldFault? FaultOf(object message) => Faults.TryGetValue(message, out var fault) ? fault : null;

    /// <summary>Refuses a message that could not be read.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT: why it could not.</exception>
    public static void Require(object message)
    {
        if (FaultOf(message) is { } fault)
            throw Fault.InvalidArgument(fault);
    }
}
