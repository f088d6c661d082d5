using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using static MyOpenIP.Server.Wire.WireValues;

namespace MyOpenIP.Server.Signing;

/// <summary>Signatures as the wire has them.</summary>
internal static class SignatureMessages
{
    /// <summary>A signature as of an instant.</summary>
    /// <param name="request">The signature.</param>
    /// <param name="amendment">Its amendment.</param>
    /// <param name="now">The instant.</param>
    /// <param name="link">Its link, for who may see it; null: nobody.</param>
    public static V1.Signature Signature(SignatureRequest request, Amendment amendment, DateTimeOffset now, Uri? link = null)
    {
        var proto = new V1.Signature
        {
            Quote = ResourceNames.Quote(request.CustomerId, request.AmendmentNumber, request.Revision),
            State = SameName.To<SignatureState, V1.SignatureState>(SignatureStates.Of(request, amendment, now)),
            Signer = new V1.Signer
            {
                DisplayName = request.SignerName,
                Email = request.SignerEmail,
                Capacity = request.SignerCapacity,
                Language = SameName.To<SignerLanguage, V1.SignerLanguage>(request.Language),
            },
            LinkDelivery = SameName.To<LinkDelivery, V1.LinkDelivery>(request.LinkDelivery),
            CodeRequired = request.CodeRequired,
            Link = link?.ToString() ?? "",
            LinkNumber = request.LinkNumber,
            Requester = request.RequestedBy,
            RequestTime = Timestamp(request.RequestedAt),
            SendTime = request.SentAt is { } sent ? Timestamp(sent) : null,
            OpenTime = request.OpenedAt is { } opened ? Timestamp(opened) : null,
            AnswerTime = request.AnsweredAt is { } answered ? Timestamp(answered) : null,
            ExpireTime = Timestamp(request.ExpiresAt),
            RemindersSent = request.RemindersSent,
            DeclineReason = request.DeclineReason,
            QuoteSha256 = request.QuoteSha256,
        };
        proto.Documents.AddRange(QuoteMessages.Documents(request.Documents));
        return proto;
    }

    /// <summary>A file of ours that somebody holds.</summary>
    public static V1.VerifiedFile VerifiedFile(VerifiedFile verified) => new()
    {
        Kind = SameName.To<FileOfOurs, V1.VerifiedFileKind>(verified.Kind),
        AppendedBytes = verified.AppendedBytes,
        Sha256 = verified.Sha256,
        PrintedQuote = verified.PrintedQuote,
        State = SameName.To<VerifiedState, V1.VerifiedQuoteState>(verified.State),
        IssueTime = Timestamp(verified.IssuedAt),
        ExpireTime = Timestamp(verified.ExpiresAt),
        AnswerTime = verified.AnsweredAt is { } answered ? Timestamp(answered) : null,
    };

    /// <summary>Reads how a signature is asked for.</summary>
    public static AskedSignature Asked(V1.RequestSignatureRequest request, RequestChecks checks) => new(
        Signer(request.Signer, checks), SameName.Or(request.LinkDelivery, LinkDelivery.Email), request.CodeRequired,
        checks.Text("requester_email", request.RequesterEmail, TextKinds.Email));

    /// <summary>Reads who signs.</summary>
    public static AskedSigner Signer(V1.Signer signer, RequestChecks checks) => new(
        checks.RequiredText("signer.display_name", signer.DisplayName, TextKinds.Name),
        checks.RequiredText("signer.email", signer.Email, TextKinds.Email),
        checks.RequiredText("signer.capacity", signer.Capacity, TextKinds.Name),
        SameName.Or(signer.Language, SignerLanguage.French));

    /// <summary>Whether an actor may have a link to hand on: who sees the customer and may write, of a link that is handed on.</summary>
    public static bool ShowsLink(SignatureRequest request, SignatureState state, Actor actor) =>
        state is SignatureState.Open && request.LinkDelivery is LinkDelivery.Requester && actor.Role is ActorRole.Reseller or ActorRole.Operator;
}
