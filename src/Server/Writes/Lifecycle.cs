using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Writes;

/// <summary>A lifecycle as one table: each action with the states it is allowed in, the state it leads to, and who may.</summary>
/// <typeparam name="TState">The states.</typeparam>
/// <typeparam name="TAction">The actions; each has one step.</typeparam>
internal sealed class Lifecycle<TState, TAction>(params IReadOnlyList<Step<TState, TAction>> steps)
    where TState : struct, Enum
    where TAction : struct, Enum
{
    private readonly Dictionary<TAction, Step<TState, TAction>> byAction = steps.ToDictionary(s => s.Action);

    /// <summary>The step of an action.</summary>
    public Step<TState, TAction> this[TAction action] => byAction[action];

    /// <summary>The states from which anything still leads on.</summary>
    public IReadOnlyList<TState> NotEnded { get; } = [.. Enum.GetValues<TState>().Where(state => steps.Any(s => s.From.Contains(state)))];

    /// <summary>What an actor may do with what is in a state, in the order of the table.</summary>
    public IEnumerable<TAction> AvailableTo(Actor actor, TState state) =>
        steps.Where(s => s.From.Contains(state) && s.IsFor(actor)).Select(s => s.Action);

    /// <summary>Refuses an actor who may not do it in any state.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, with the roles that may.</exception>
    public void RequireMay(Actor actor, TAction action)
    {
        var step = this[action];
        if (!step.IsFor(actor))
            throw Fault.RoleNotAllowed(action.ToString(), step.Roles);
    }
}

/// <summary>A step of a lifecycle.</summary>
/// <param name="Action">What is done.</param>
/// <param name="From">The states in which it is allowed; empty: it creates.</param>
/// <param name="To">The state it leads to; one of <paramref name="From"/>: that state stays.</param>
/// <param name="Who">Who may.</param>
internal sealed record Step<TState, TAction>(TAction Action, IReadOnlyList<TState> From, TState To, Who Who)
    where TState : struct, Enum
    where TAction : struct, Enum
{
    /// <summary>The roles that may ask for it; empty: nobody does.</summary>
    public IReadOnlyList<ActorRole> Roles { get; } = Who switch
    {
        Who.WhoSeesIt => [ActorRole.Operator, ActorRole.Reseller, ActorRole.InternalSystem],
        Who.Operator => [ActorRole.Operator],
        Who.OperatorOrInternal => [ActorRole.Operator, ActorRole.InternalSystem],
        Who.Signer => [ActorRole.Signer],
        Who.OperatorOrSigner => [ActorRole.Operator, ActorRole.Signer],
        Who.Time or Who.ItsOrder => [],
        _ => throw new ArgumentOutOfRangeException(nameof(Who), Who, "A step for nobody known."),
    };

    /// <summary>Whether an actor may ask for it.</summary>
    public bool IsFor(Actor actor) => Roles.Contains(actor.Role);
}

/// <summary>Who may take a step.</summary>
internal enum Who
{
    /// <summary>Every caller who may see it.</summary>
    WhoSeesIt,

    /// <summary>An operator.</summary>
    Operator,

    /// <summary>An operator or an internal system.</summary>
    OperatorOrInternal,

    /// <summary>The signer alone, by the link that was sent to it.</summary>
    Signer,

    /// <summary>An operator, or the signer: who may accept a quote.</summary>
    OperatorOrSigner,

    /// <summary>Nobody asks for it: its time ran out, whoever notices.</summary>
    Time,

    /// <summary>Nobody asks for it: it follows its order.</summary>
    ItsOrder,
}
