using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <summary>The states of an amendment: which are reached from which, and what each allows.</summary>
internal static class AmendmentStates
{
    private static readonly AmendmentState[] Open = [AmendmentState.Draft, AmendmentState.Quoted, AmendmentState.AwaitingSignature];

    /// <summary>The states in which each action is allowed.</summary>
    public static IReadOnlyList<AmendmentState> Allowing(AmendmentAction action) => action switch
    {
        AmendmentAction.Update or AmendmentAction.Cancel => Open,
        AmendmentAction.IssueQuote or AmendmentAction.ApproveDiscounts => [AmendmentState.Draft],
        AmendmentAction.Validate => [AmendmentState.Quoted, AmendmentState.AwaitingSignature],
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "An action of no known kind."),
    };

    /// <summary>What a caller may do in a state, whatever the price.</summary>
    public static IEnumerable<AmendmentAction> AvailableTo(Caller caller, AmendmentState state) =>
        new[] { AmendmentAction.Update, AmendmentAction.IssueQuote, AmendmentAction.Validate, AmendmentAction.Cancel }
            .Where(a => Allowing(a).Contains(state) && (a is not AmendmentAction.Validate || caller.IsOperator));

    /// <summary>The state as of an instant: what was not accepted in time is expired.</summary>
    public static AmendmentState AsOf(Amendment amendment, DateTimeOffset now) => AsOf(amendment.State, amendment.ExpiresAt, now);

    /// <summary>What a stored state has become by an instant.</summary>
    public static AmendmentState AsOf(AmendmentState stored, DateTimeOffset? until, DateTimeOffset now) =>
        Open.Contains(stored) && until <= now ? AmendmentState.Expired : stored;

    /// <summary>Whether an amendment in a state rests on its latest quote.</summary>
    public static bool RestsOnQuote(AmendmentState state) =>
        state is AmendmentState.Quoted or AmendmentState.AwaitingSignature or AmendmentState.Accepted or AmendmentState.Completed;

    /// <summary>Refuses an action that the state does not allow.</summary>
    /// <exception cref="Fault">QUOTE_EXPIRED, STATE_NOT_ALLOWED.</exception>
    public static void Require(Amendment amendment, AmendmentAction action, DateTimeOffset now)
    {
        var name = ResourceNames.Amendment(amendment.CustomerId, amendment.Number);
        var state = AsOf(amendment, now);
        if (action is AmendmentAction.Validate && state is AmendmentState.Expired && Allowing(action).Contains(amendment.State))
            throw Fault.FailedPrecondition(
                ErrorReason.QuoteExpired, name, ("expire_time", amendment.ExpiresAt!.Value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)));
        if (!Allowing(action).Contains(state))
            throw StateFaults.NotAllowed(name, state, Allowing(action));
    }
}
