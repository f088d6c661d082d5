using Grpc.Core;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <content>Prices of amendments that are not stored.</content>
internal sealed partial class AmendmentsService
{
    /// <summary>Characters of a key that are given back, of one that is too long: as many as a key may have.</summary>
    private const int LongestKeyGivenBack = 64;

    public override async Task<PreviewAmendmentResponse> PreviewAmendment(PreviewAmendmentRequest request, ServerCallContext context)
    {
        var priced = await PreviewAsync(request, RequestChecks.Of(context), Caller.Of(context), context.CancellationToken);
        // JSON is made of the message; gRPC sends the bytes.
        if (!IsGrpc(context))
            return new() { Recap = views.Recap(priced) };
        var writer = ProtoWriter.Rent();
        views.WriteRecap(writer, PreviewAmendmentResponse.RecapFieldNumber, priced);
        return new() { Written = writer };
    }

    public override Task PreviewAmendments(
        IAsyncStreamReader<PreviewAmendmentsRequest> requestStream, IServerStreamWriter<PreviewAmendmentsResponse> responseStream, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var call = RefusedCall.Of(context);
        return new AnsweredStream<PreviewAmendmentsRequest, PreviewAmendmentsResponse>(
            requestStream, responseStream, (message, hasTurn, cancellation) => AnswerAsync(message, caller, call, hasTurn, cancellation),
            IsLarge, large, time)
            .RunAsync(context.CancellationToken);
    }

    /// <summary>The price of one message, or why there is none.</summary>
    private async ValueTask<PreviewAmendmentsResponse> AnswerAsync(
        PreviewAmendmentsRequest message, Caller caller, RefusedCall call, bool hasTurn, CancellationToken cancellation)
    {
        // A key that is too long is refused, and given back as far as keys go.
        var key = message.Key.Length <= LongestKeyGivenBack ? message.Key : string.Concat(message.Key.EnumerateRunes().Take(LongestKeyGivenBack));
        try
        {
            using var turn = !hasTurn && IsLarge(message) ? await large.EnterAsync(cancellation) : null;
            var priced = await PreviewAsync(message.Preview, RequestChecks.Of(message, within: "preview"), caller, cancellation);
            var writer = ProtoWriter.Rent();
            writer.Text(PreviewAmendmentsResponse.KeyFieldNumber, key);
            views.WriteRecap(writer, PreviewAmendmentsResponse.RecapFieldNumber, priced);
            return new() { Written = writer };
        }
        catch (Exception thrown) when (!cancellation.IsCancellationRequested)
        {
            return new() { Key = key, Error = refusals.Tell(thrown, call) };
        }
    }

    private static bool IsLarge(PreviewAmendmentsRequest message) => message.CalculateSize() > LargeRequests.Bytes;

    private static bool IsGrpc(ServerCallContext context) =>
        context.GetHttpContext().Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) is true;

    private async ValueTask<Priced> PreviewAsync(
        PreviewAmendmentRequest request, RequestChecks checks, Caller caller, CancellationToken cancellation)
    {
        var name = checks.Part("contracted_offer", request.ContractedOffer, ResourceNames.ContractedOffers);
        var wish = WishMessages.Wish(request, checks);
        checks.ThrowIfFaulty();

        var inputs = await loader.ReadAsync(caller, name, cancellation);
        var wanted = await Wishes.ChangeAsync(
            inputs, WantedChange.NoneOf(inputs.Offer), wish, Wishes.Fields, caller, clock.Now, codes => KnownElsewhereAsync(caller, inputs, codes, cancellation));
        return pricing.Price(inputs, wanted);
    }

    private async Task<List<string>> KnownElsewhereAsync(Caller caller, PricingInputs inputs, IReadOnlyCollection<string> codes, CancellationToken cancellation)
    {
        await using var storage = await contexts.OpenAsync(caller, cancellation);
        return await Catalogues.KnownProductsAsync(storage, inputs.Catalogue.Version, codes, cancellation);
    }
}
