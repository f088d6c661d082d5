using Grpc.Core;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Signing;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <content>Signatures that customers are asked for. To sign or to refuse there is no method: the page of the link does that.</content>
internal sealed partial class AmendmentsService
{
    public override async Task<RequestSignatureResponse> RequestSignature(RequestSignatureRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("name", request.Name, ResourceNames.Amendments);
        var asked = SignatureMessages.Asked(request, checks);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => requestSignature.RunAsync(write, name, request.Etag, request.Fingerprint, asked),
            async (write, of) => new RequestSignatureResponse { Amendment = await ShowAsync(write, of), Signature = Show(write, of) });
    }

    public override async Task<ResendSignatureResponse> ResendSignature(ResendSignatureRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("name", request.Name, ResourceNames.Amendments);
        var signer = request.Signer is { } other ? SignatureMessages.Signer(other, checks) : null;
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => resendSignature.RunAsync(write, name, request.Etag, signer),
            async (write, of) => new ResendSignatureResponse { Amendment = await ShowAsync(write, of), Signature = Show(write, of) });
    }

    public override async Task<GetSignatureResponse> GetSignature(GetSignatureRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var (name, revision) = checks.Quote("name", request.Name);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        await using var storage = await contexts.OpenAsync(caller, context.CancellationToken);
        var (amendment, asked) = await storage.SignatureAsync(name, revision, context.CancellationToken);
        var now = clock.Now;

        // Not in the answers of the writes: those are kept, and the database has no link.
        var link = SignatureMessages.ShowsLink(asked, SignatureStates.Of(asked, amendment, now), caller) ? signingSite.LinkOf(signingSecrets.Unseal(asked.SealedLink)) : null;
        return new GetSignatureResponse { Signature = SignatureMessages.Signature(asked, amendment, now, link) };
    }

    private static Task<V1.Amendment> ShowAsync(Write write, AskedOf of) =>
        AmendmentViews.QuotedAsync(write.Context, of.Amendment, of.Quote, of.Priced, order: null, write.Actor, write.Cancellation);

    private static Signature Show(Write write, AskedOf of) => SignatureMessages.Signature(of.Request, of.Amendment, write.Now);
}
