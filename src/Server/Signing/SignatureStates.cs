using MyOpenIP.Server.Amendments;

namespace MyOpenIP.Server.Signing;

/// <summary>Where the signature of a quote stands.</summary>
internal enum SignatureState
{
    /// <summary>The link is open: it waits for the signer.</summary>
    Open,

    /// <summary>Signed: the order exists.</summary>
    Signed,

    /// <summary>Refused by the signer.</summary>
    Declined,

    /// <summary>Closed: the quote ran out of time.</summary>
    Expired,

    /// <summary>Closed: the amendment was changed.</summary>
    Revised,

    /// <summary>Closed: the amendment was given up.</summary>
    Cancelled,

    /// <summary>Closed: the operator validated the quote.</summary>
    Validated,
}

/// <summary>Tells where a signature stands, from what the signer answered and where the amendment is.</summary>
internal static class SignatureStates
{
    /// <summary>The state as of an instant.</summary>
    public static SignatureState Of(SignatureRequest request, Amendment amendment, DateTimeOffset now) => request.Answer switch
    {
        SignatureAnswer.Signed => SignatureState.Signed,
        SignatureAnswer.Declined => SignatureState.Declined,
        SignatureAnswer.None when amendment.QuotedRevision != request.Revision => SignatureState.Revised,
        SignatureAnswer.None => AmendmentStates.AsOf(amendment, now) switch
        {
            AmendmentState.AwaitingSignature => SignatureState.Open,
            AmendmentState.Expired => SignatureState.Expired,
            AmendmentState.Cancelled => SignatureState.Cancelled,
            AmendmentState.Accepted or AmendmentState.Completed => SignatureState.Validated,
            _ => SignatureState.Revised,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.Answer, "An answer of no known kind."),
    };
}
