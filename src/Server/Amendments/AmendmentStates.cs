using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Amendments;

/// <summary>What is done to an amendment. The names stand in histories and audits; those that callers may ask for have them on the wire.</summary>
internal enum AmendmentAction
{
    /// <summary>A draft is opened.</summary>
    Create,

    /// <summary>What it wants changes: it is a draft again.</summary>
    Update,

    /// <summary>A quote is issued.</summary>
    IssueQuote,

    /// <summary>Its quote is accepted for the customer: the order exists.</summary>
    Validate,

    /// <summary>It is given up.</summary>
    Cancel,

    /// <summary>Discounts above the asker's ceiling are granted.</summary>
    ApproveDiscounts,

    /// <summary>It was not accepted in time.</summary>
    Expire,

    /// <summary>Its order is delivered.</summary>
    Deliver,

    /// <summary>Its order is cancelled.</summary>
    CancelOrder,

    /// <summary>The customer is asked to sign its quote.</summary>
    RequestSignature,

    /// <summary>The signer gets another link, and the one before is dead.</summary>
    ResendSignature,

    /// <summary>The signer accepts its quote: the order exists.</summary>
    Sign,

    /// <summary>The signer refuses its quote.</summary>
    Decline,
}

/// <summary>The states of an amendment.</summary>
internal static class AmendmentStates
{
    private static readonly AmendmentState[] Open = [AmendmentState.Draft, AmendmentState.Quoted, AmendmentState.AwaitingSignature];

    /// <summary>Which are reached from which, by what, and by whom. An offer has at most one amendment that has not ended.</summary>
    public static Lifecycle<AmendmentState, AmendmentAction> Lifecycle { get; } = new(
        new(AmendmentAction.Create, [], AmendmentState.Draft, Who.WhoSeesIt),
        new(AmendmentAction.Update, Open, AmendmentState.Draft, Who.WhoSeesIt),
        new(AmendmentAction.IssueQuote, [AmendmentState.Draft], AmendmentState.Quoted, Who.WhoSeesIt),
        new(AmendmentAction.RequestSignature, [AmendmentState.Quoted], AmendmentState.AwaitingSignature, Who.WhoSeesIt),
        new(AmendmentAction.ResendSignature, [AmendmentState.AwaitingSignature], AmendmentState.AwaitingSignature, Who.WhoSeesIt),
        new(AmendmentAction.Sign, [AmendmentState.AwaitingSignature], AmendmentState.Accepted, Who.Signer),
        new(AmendmentAction.Decline, [AmendmentState.AwaitingSignature], AmendmentState.Declined, Who.Signer),
        new(AmendmentAction.Validate, [AmendmentState.Quoted, AmendmentState.AwaitingSignature], AmendmentState.Accepted, Who.Operator),
        new(AmendmentAction.Cancel, Open, AmendmentState.Cancelled, Who.WhoSeesIt),
        new(AmendmentAction.ApproveDiscounts, [AmendmentState.Draft], AmendmentState.Draft, Who.Operator),
        new(AmendmentAction.Expire, Open, AmendmentState.Expired, Who.Time),
        new(AmendmentAction.Deliver, [AmendmentState.Accepted], AmendmentState.Completed, Who.ItsOrder),
        new(AmendmentAction.CancelOrder, [AmendmentState.Accepted], AmendmentState.Cancelled, Who.ItsOrder));

    /// <summary>The states that time ends.</summary>
    public static IReadOnlyList<AmendmentState> CanExpire => Lifecycle[AmendmentAction.Expire].From;

    /// <summary>Takes a step: its offer then knows whether it is the open one, and what time no longer ends has no end.</summary>
    /// <exception cref="Fault">STATE_NOT_ALLOWED, PERMISSION_DENIED.</exception>
    public static void Move(this Write write, Amendment amendment, ContractedOffer offer, AmendmentAction action, string reason = "")
    {
        write.Move(Lifecycle, amendment, action, reason, offer);
        offer.OpenAmendment = Lifecycle.NotEnded.Contains(amendment.State) ? amendment.Number : null;
        if (action is not AmendmentAction.Expire && !CanExpire.Contains(amendment.State))
            amendment.ExpiresAt = null;
    }

    /// <summary>What it wants or carries changes: it is a draft again, of the offer as it is now, and its quote no longer holds.</summary>
    /// <exception cref="Fault">STATE_NOT_ALLOWED, PERMISSION_DENIED.</exception>
    public static void Redraft(this Write write, Amendment amendment, ContractedOffer offer, int draftExpiryDays)
    {
        write.Move(amendment, offer, AmendmentAction.Update);
        (amendment.OfferVersion, amendment.QuotedRevision, amendment.ExpiresAt) = (offer.CurrentVersion, 0, write.Now.AddDays(draftExpiryDays));
    }

    /// <summary>What an actor may do in a state.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="state">The state.</param>
    /// <param name="awaitsGrant">Whether a discount waits that the actor may grant.</param>
    public static IEnumerable<AmendmentAction> AvailableTo(Actor actor, AmendmentState state, bool awaitsGrant = false) =>
        Lifecycle.AvailableTo(actor, state).Where(a => awaitsGrant || a is not AmendmentAction.ApproveDiscounts);

    /// <summary>The state as of an instant: what was not accepted in time is expired.</summary>
    public static AmendmentState AsOf(Amendment amendment, DateTimeOffset now) => AsOf(amendment.State, amendment.ExpiresAt, now);

    /// <summary>What a stored state has become by an instant.</summary>
    public static AmendmentState AsOf(AmendmentState stored, DateTimeOffset? until, DateTimeOffset now) =>
        CanExpire.Contains(stored) && until <= now ? Lifecycle[AmendmentAction.Expire].To : stored;

    /// <summary>Whether an amendment in a state rests on its latest quote.</summary>
    public static bool RestsOnQuote(AmendmentState state) =>
        state is AmendmentState.Quoted or AmendmentState.AwaitingSignature or AmendmentState.Accepted or AmendmentState.Completed;

    /// <summary>Refuses an action that the state does not allow.</summary>
    /// <exception cref="Fault">QUOTE_EXPIRED, STATE_NOT_ALLOWED.</exception>
    public static void Require(Amendment amendment, AmendmentAction action, DateTimeOffset now)
    {
        var name = ResourceNames.Amendment(amendment.CustomerId, amendment.Number);
        var (state, allowed) = (AsOf(amendment, now), Lifecycle[action].From);
        if (RestsOnValidity(action) && state is AmendmentState.Expired && allowed.Contains(amendment.State))
            throw Fault.QuoteExpired(name, amendment.ExpiresAt!.Value);
        if (!allowed.Contains(state))
            throw StateFaults.NotAllowed(name, state, allowed);
    }

    /// <summary>Whether an action needs a quote that still binds: when it does not, that is what is told.</summary>
    private static bool RestsOnValidity(AmendmentAction action) => action is AmendmentAction.Validate
        or AmendmentAction.RequestSignature or AmendmentAction.ResendSignature or AmendmentAction.Sign or AmendmentAction.Decline;
}
