using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Writes;

/// <summary>What moves through a lifecycle. <see cref="Transition"/> alone sets its state.</summary>
internal interface IStateful<TState> : IVersioned
    where TState : struct, Enum
{
    /// <summary>Code of the reseller (tenant).</summary>
    string Reseller { get; }

    /// <summary>Its number: the subject of its history.</summary>
    string Number { get; }

    /// <summary>Its resource name: the subject of its audit.</summary>
    string Name { get; }

    /// <summary>Where it stands.</summary>
    TState State { get; set; }

    /// <summary>When it last changed.</summary>
    DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>The one way to another state: sets it with its instant, and appends history and audit.</summary>
internal static class Transition
{
    /// <summary>Takes a step of a lifecycle.</summary>
    /// <param name="write">The write.</param>
    /// <param name="lifecycle">The table.</param>
    /// <param name="subject">What moves; of a step that creates: new, in the state that the step leads to.</param>
    /// <param name="action">The step.</param>
    /// <param name="reason">Why, in the actor's words; empty: not said.</param>
    /// <param name="with">The rows that change with it.</param>
    /// <exception cref="Fault">STATE_NOT_ALLOWED: so a repeat does nothing. PERMISSION_DENIED.</exception>
    public static void Move<TState, TAction>(
        this Write write, Lifecycle<TState, TAction> lifecycle, IStateful<TState> subject, TAction action, string reason = "", params IReadOnlyList<object> with)
        where TState : struct, Enum
        where TAction : struct, Enum
    {
        var step = lifecycle[action];
        var creates = step.From.Count == 0;
        if (!creates && !step.From.Contains(subject.State))
            throw StateFaults.NotAllowed(subject.Name, subject.State, step.From);
        if (step.Who is not (Who.Time or Who.ItsOrder))
            lifecycle.RequireMay(write.Actor, action);

        // What time does, the service does, whoever notices.
        var by = step.Who is Who.Time ? Actor.Service : write.Actor;
        var from = creates ? "" : subject.State.ToString();
        (subject.State, subject.UpdatedAt) = (step.To, write.Now);
        var told = new ToldStep(from, step.To.ToString(), reason);
        if (from != told.To)
            write.Remember(by, subject.Reseller, subject.Number, action.ToString(), told);
        write.Tell(by, subject.Reseller, action.ToString(), subject.Name, step: told, rows: [subject, .. with]);
    }
}
