using System.Text.Json;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Wire;

/// <summary>Refusals of what a state does not allow.</summary>
internal static class StateFaults
{
    /// <summary>STATE_NOT_ALLOWED, with the state and those that would allow it.</summary>
    public static Fault NotAllowed<T>(string name, T state, IEnumerable<T> allowed) where T : struct, Enum => Fault.FailedPrecondition(
        ErrorReason.StateNotAllowed, name, ("state", NameOf(state)), ("allowed_states", string.Join(',', allowed.Select(NameOf))));

    /// <summary>The name of a state as the wire's text has it.</summary>
    public static string NameOf<T>(T state) where T : struct, Enum => JsonNamingPolicy.SnakeCaseUpper.ConvertName(state.ToString());
}
