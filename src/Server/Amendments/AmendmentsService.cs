using Google.Protobuf.Collections;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Attachments;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Events;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Signing;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <summary>The gRPC service Amendments. Each method decodes its request, calls its operation or reads, and encodes the answer.</summary>
internal sealed partial class AmendmentsService(
    StorageContexts contexts,
    Operations operations,
    OpenDraft openDraft,
    ChangeDraft changeDraft,
    GrantDiscounts grantDiscounts,
    IssueQuote issueQuote,
    ValidateQuote validateQuote,
    RequestSignature requestSignature,
    ResendSignature resendSignature,
    SigningSecrets signingSecrets,
    SigningSite signingSite,
    VerifyFile verifyFile,
    AttachFile attachFile,
    DeleteAttachment deleteAttachment,
    Uploads uploads,
    PricingInputLoader loader,
    AmendmentPricing pricing,
    AmendmentViews views,
    QuoteFiles quoteFiles,
    PageTokens pageTokens,
    WatchMessages watches,
    Refusals refusals,
    LargeRequests large,
    TimeProvider time,
    ParisClock clock) : V1.Amendments.AmendmentsBase
{
    public override async Task<CreateAmendmentResponse> CreateAmendment(CreateAmendmentRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var parent = checks.Customer("parent", request.Parent);
        var name = checks.RequiredPart("amendment.contracted_offer", request.Amendment.ContractedOffer, ResourceNames.ContractedOffers);
        if (parent is not null && name.Customer is not null && parent != name.Customer)
            checks.Add(FieldFaults.NotOfParent("amendment.contracted_offer"));
        var wish = WishMessages.Wish(request.Amendment, checks);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => openDraft.RunAsync(write, name with { Customer = name.Customer ?? parent }, wish),
            (write, draft) =>
            {
                var answer = new CreateAmendmentResponse { Amendment = views.Draft(draft.Amendment, draft.Priced, write.Actor) };
                if (request.ValidateOnly)
                    answer.Amendment.Name = "";
                return answer;
            });
    }

    public override async Task<GetAmendmentResponse> GetAmendment(GetAmendmentRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("name", request.Name, ResourceNames.Amendments);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        await using var storage = await contexts.OpenAsync(Caller.Of(context), context.CancellationToken);
        var amendment = await storage.AmendmentAsync(name, context.CancellationToken);
        return new GetAmendmentResponse { Amendment = await views.WholeAsync(storage, amendment, caller, context.CancellationToken) };
    }

    public override async Task<ListAmendmentsResponse> ListAmendments(ListAmendmentsRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var parent = checks.Customer("parent", request.Parent);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        var now = clock.Now;
        var (order, filter) = (AmendmentLists.Sorts(now).Read(request.OrderBy), AmendmentLists.Filters(now).Read(request.Filter));
        var (size, after) = (PageTokens.Size(request.PageSize), pageTokens.Read(caller, request, request.PageToken));
        await using var storage = await contexts.OpenAsync(Caller.Of(context), context.CancellationToken);
        await storage.RequireCustomerAsync(parent, context.CancellationToken);
        var page = await storage.Amendments.AsNoTracking()
            .Where(a => parent == null || a.CustomerId == parent).Where(filter)
            .PageAsync(order, after, size, context.CancellationToken);
        // The keys begin with the reseller: without it the whole table is read.
        var (resellers, numbers) = (page.Rows.Select(a => a.Reseller).Distinct().ToList(), page.Rows.Select(a => a.Number).ToList());
        var orders = await storage.Orders.Where(o => resellers.Contains(o.Reseller) && numbers.Contains(o.AmendmentNumber))
            .ToDictionaryAsync(o => o.AmendmentNumber, o => o.Number, context.CancellationToken);
        var reasons = await storage.CancelReasonsAsync(page.Rows.Where(a => a.State is AmendmentState.Cancelled), context.CancellationToken);

        var answer = new ListAmendmentsResponse { NextPageToken = page.NextKey is { } next ? pageTokens.Write(caller, request, next) : "" };
        answer.Amendments.AddRange(page.Rows.Select(a =>
        {
            var state = AmendmentStates.AsOf(a, now);
            return AmendmentMessages.Amendment(
                a, state, orders.GetValueOrDefault(a.Number), reasons.GetValueOrDefault(a.Number, ""), AmendmentStates.AvailableTo(caller, state));
        }));
        return answer;
    }

    public override async Task<UpdateAmendmentResponse> UpdateAmendment(UpdateAmendmentRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.RequiredPart("amendment.name", request.Amendment.Name, ResourceNames.Amendments);
        var mask = Mask(request.UpdateMask.Paths, checks);
        var wish = WishMessages.Wish(request.Amendment, checks);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => changeDraft.RunAsync(write, name, request.Etag, wish, mask),
            async (write, draft) => new UpdateAmendmentResponse
            {
                Amendment = await views.DraftAsync(write.Context, draft.Amendment, draft.Priced, write.Actor, write.Cancellation),
            });
    }

    public override async Task<CancelAmendmentResponse> CancelAmendment(CancelAmendmentRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("name", request.Name, ResourceNames.Amendments);
        var reason = checks.Text("reason", request.Reason, TextKinds.Comment);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => Amendments.CancelAmendment.RunAsync(write, name, request.Etag, reason),
            async (write, amendment) =>
            {
                var answer = new CancelAmendmentResponse { Amendment = await views.WholeAsync(write.Context, amendment, write.Actor, write.Cancellation) };
                answer.Amendment.CancelReason = reason;
                return answer;
            });
    }

    private static HashSet<string> Mask(RepeatedField<string> paths, RequestChecks checks)
    {
        if (paths.Count == 0)
            checks.Add(FieldFaults.Required("update_mask"));
        for (var i = 0; i < paths.Count; i++)
            if (!Wishes.Fields.Contains(paths[i]))
                checks.Add(FieldFaults.NotWritable(Invariant($"update_mask.paths[{i}]")));
        return [.. paths];
    }
}
