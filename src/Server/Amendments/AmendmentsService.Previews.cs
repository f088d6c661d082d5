using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <content>Prices of amendments that are not stored.</content>
internal sealed partial class AmendmentsService
{
    private const int LongestKey = 64;

    public override async Task<PreviewAmendmentResponse> PreviewAmendment(PreviewAmendmentRequest request, ServerCallContext context) =>
        new() { Recap = await PreviewAsync(request, Caller.Of(context), context.CancellationToken) };

    public override Task PreviewAmendments(
        IAsyncStreamReader<PreviewAmendmentsRequest> requestStream, IServerStreamWriter<PreviewAmendmentsResponse> responseStream, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var call = RefusedCall.Of(context);
        return new AnsweredStream<PreviewAmendmentsRequest, PreviewAmendmentsResponse>(
            requestStream, responseStream, (message, cancellation) => new(AnswerAsync(message, caller, call, cancellation)), time)
            .RunAsync(context.CancellationToken);
    }

    /// <summary>The price of one message, or why there is none.</summary>
    private async Task<PreviewAmendmentsResponse> AnswerAsync(
        PreviewAmendmentsRequest message, Caller caller, RefusedCall call, CancellationToken cancellation)
    {
        // A key that is too long is refused, and given back as far as keys go.
        var answer = new PreviewAmendmentsResponse
        {
            Key = message.Key.Length <= LongestKey ? message.Key : string.Concat(message.Key.EnumerateRunes().Take(LongestKey)),
        };
        try
        {
            Check(message);
            answer.Recap = await PreviewAsync(message.Preview, caller, cancellation);
        }
        catch (Exception thrown) when (!cancellation.IsCancellationRequested)
        {
            answer.Error = refusals.Tell(thrown, call);
        }
        return answer;
    }

    private static void Check(PreviewAmendmentsRequest message)
    {
        UnreadMessages.Require(message);
        var checks = new RequestChecks();
        checks.Text("key", message.Key, LongestKey);
        if (message.Preview is null)
            checks.Add(FieldFaults.Required("preview"));
        else
            checks.Add(FieldRules.FaultsOf(message.Preview));
        checks.ThrowIfFaulty();
    }

    private async Task<Recap> PreviewAsync(PreviewAmendmentRequest request, Caller caller, CancellationToken cancellation)
    {
        var checks = new RequestChecks();
        var name = checks.Part("contracted_offer", request.ContractedOffer, ResourceNames.ContractedOffers);
        var wish = WishMessages.Wish(request, checks);
        checks.ThrowIfFaulty();

        await using var storage = await contexts.CreateDbContextAsync(cancellation);
        await storage.Database.OpenConnectionAsync(cancellation);
        var offer = await storage.ContractedOfferAsync(caller, name, cancellation);
        var inputs = await loader.LoadAsync(storage, offer, cancellation);
        var amendment = Wishes.NewDraft(inputs, "", caller, clock.Now);
        await Wishes.ApplyAsync(storage, inputs, amendment, wish, Wishes.Fields, caller, clock.Now, cancellation);
        return views.Recap(pricing.Price(inputs, amendment));
    }
}
