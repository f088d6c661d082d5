using Google.Protobuf.Collections;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <summary>The gRPC service Amendments. Each method reads as the path does: load, price, store, answer.</summary>
internal sealed partial class AmendmentsService(
    IDbContextFactory<StorageContext> contexts,
    Mutations mutations,
    PricingInputLoader loader,
    AmendmentPricing pricing,
    AmendmentViews views,
    Policies policies,
    PageTokens pageTokens,
    Refusals refusals,
    TimeProvider time,
    ParisClock clock) : V1.Amendments.AmendmentsBase
{
    public override async Task<CreateAmendmentResponse> CreateAmendment(CreateAmendmentRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var parent = checks.Customer("parent", request.Parent);
        var name = checks.RequiredPart("amendment.contracted_offer", request.Amendment.ContractedOffer, ResourceNames.ContractedOffers);
        if (parent is not null && name.Customer is not null && parent != name.Customer)
            checks.Add(FieldFaults.Refused("amendment.contracted_offer", new("L'offre n'appartient pas au parent.", "The offer does not belong to the parent.")));
        var wish = WishMessages.Wish(request.Amendment, checks);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await mutations.RunAsync(context, request, requestId, request.ValidateOnly, async mutation =>
        {
            var (storage, caller) = (mutation.Context, mutation.Caller);
            await storage.RequireCustomerAsync(caller, parent, mutation.Cancellation);
            var offer = await storage.ContractedOfferAsync(caller, name with { Customer = name.Customer ?? parent }, mutation.Cancellation);
            await EndExpiredAmendmentAsync(mutation, offer);
            var inputs = await loader.LoadAsync(storage, offer, mutation.Cancellation);
            CustomerAccess.RequireActive(inputs.Customer);
            if (inputs.OpenAmendment is { } open)
                throw OpenAmendmentExists(offer, open);

            var number = await storage.NextAmendmentNumberAsync(mutation.Cancellation);
            var amendment = Wishes.NewDraft(inputs, number, caller, mutation.Now);
            amendment.ExpiresAt = mutation.Now.AddDays(policies.DraftExpiryDays);
            await Wishes.ApplyAsync(storage, inputs, amendment, wish, Wishes.Fields, caller, mutation.Now, mutation.Cancellation);
            var priced = pricing.Price(inputs, amendment);

            storage.Add(amendment);
            await mutation.TellStateAsync<AmendmentState>(amendment.Reseller, number, null, AmendmentState.Draft, "CreateAmendment");
            await mutation.TellAsync(amendment.Reseller, "CreateAmendment", ResourceNames.Amendment(amendment.CustomerId, number));
            await mutation.SaveAsync();
            var answer = new CreateAmendmentResponse { Amendment = views.Draft(amendment, priced, caller) };
            if (request.ValidateOnly)
                answer.Amendment.Name = "";
            return answer;
        });
    }

    public override async Task<GetAmendmentResponse> GetAmendment(GetAmendmentRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var name = checks.Part("name", request.Name, ResourceNames.Amendments);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        await using var storage = await contexts.CreateDbContextAsync(context.CancellationToken);
        var amendment = await storage.AmendmentAsync(caller, name, context.CancellationToken);
        return new GetAmendmentResponse { Amendment = await views.WholeAsync(storage, amendment, caller, context.CancellationToken) };
    }

    public override async Task<ListAmendmentsResponse> ListAmendments(ListAmendmentsRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var parent = checks.Customer("parent", request.Parent);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        var now = clock.Now;
        var (order, filter) = (AmendmentLists.Sorts(now).Read(request.OrderBy), AmendmentLists.Filters(now).Read(request.Filter));
        var (size, after) = (PageTokens.Size(request.PageSize), pageTokens.Read(caller, request, request.PageToken));
        await using var storage = await contexts.CreateDbContextAsync(context.CancellationToken);
        await storage.RequireCustomerAsync(caller, parent, context.CancellationToken);
        var page = await storage.Amendments.AsNoTracking().VisibleTo(caller)
            .Where(a => parent == null || a.CustomerId == parent).Where(filter)
            .PageAsync(order, after, size, context.CancellationToken);
        // The keys begin with the reseller: without it the whole table is read.
        var (resellers, numbers) = (page.Rows.Select(a => a.Reseller).Distinct().ToList(), page.Rows.Select(a => a.Number).ToList());
        var whole = await storage.Amendments.AsNoTracking().WithParts()
            .Where(a => resellers.Contains(a.Reseller) && numbers.Contains(a.Number)).ToDictionaryAsync(a => a.Number, context.CancellationToken);
        var orders = await storage.Orders.Where(o => resellers.Contains(o.Reseller) && numbers.Contains(o.AmendmentNumber))
            .ToDictionaryAsync(o => o.AmendmentNumber, o => o.Number, context.CancellationToken);

        var answer = new ListAmendmentsResponse { NextPageToken = page.NextKey is { } next ? pageTokens.Write(caller, request, next) : "" };
        answer.Amendments.AddRange(numbers.Select(number =>
        {
            var a = whole[number];
            var state = AmendmentStates.AsOf(a, now);
            return AmendmentMessages.Amendment(a, state, orders.GetValueOrDefault(a.Number), AmendmentStates.AvailableTo(caller, state));
        }));
        return answer;
    }

    public override async Task<UpdateAmendmentResponse> UpdateAmendment(UpdateAmendmentRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var name = checks.RequiredPart("amendment.name", request.Amendment.Name, ResourceNames.Amendments);
        var mask = Mask(request.UpdateMask.Paths, checks);
        var wish = WishMessages.Wish(request.Amendment, checks);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await mutations.RunAsync(context, request, requestId, request.ValidateOnly, async mutation =>
        {
            var (storage, caller) = (mutation.Context, mutation.Caller);
            var amendment = await LoadForAsync(mutation, name, request.Etag, AmendmentAction.Update);
            var inputs = await LoadInputsAsync(mutation, amendment);
            await Wishes.ApplyAsync(storage, inputs, amendment, wish, mask, caller, mutation.Now, mutation.Cancellation);
            amendment.OfferVersion = inputs.Offer.CurrentVersion;
            amendment.ExpiresAt = mutation.Now.AddDays(policies.DraftExpiryDays);
            if (amendment.State is not AmendmentState.Draft)
                await MoveAsync(mutation, amendment, AmendmentState.Draft, "UpdateAmendment");
            amendment.UpdatedAt = mutation.Now;
            var priced = pricing.Price(inputs, amendment);

            await TellAsync(mutation, amendment, "UpdateAmendment");
            await mutation.SaveAsync();
            return new UpdateAmendmentResponse { Amendment = views.Draft(amendment, priced, caller) };
        });
    }

    public override async Task<CancelAmendmentResponse> CancelAmendment(CancelAmendmentRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var name = checks.Part("name", request.Name, ResourceNames.Amendments);
        var reason = checks.Text("reason", request.Reason, RequestChecks.LongestComment);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await mutations.RunAsync(context, request, requestId, request.ValidateOnly, async mutation =>
        {
            var amendment = await LoadForAsync(mutation, name, request.Etag, AmendmentAction.Cancel);
            await MoveAsync(mutation, amendment, AmendmentState.Cancelled, "CancelAmendment", reason);
            amendment.ExpiresAt = null;
            await TellAsync(mutation, amendment, "CancelAmendment");
            await mutation.SaveAsync();
            return new CancelAmendmentResponse
            {
                Amendment = await views.WholeAsync(mutation.Context, amendment, mutation.Caller, mutation.Cancellation),
            };
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

    /// <summary>The amendment of a write: the caller's, as it was read, in a state that allows the action.</summary>
    private static async Task<Amendment> LoadForAsync(Mutation mutation, PartName name, string etag, AmendmentAction action)
    {
        var amendment = await mutation.Context.AmendmentAsync(mutation.Caller, name, mutation.Cancellation);
        AmendmentStates.Require(amendment, action, mutation.Now);
        Etags.Require(etag, Etags.Of(amendment));
        return amendment;
    }

    /// <summary>What the amendment is priced with now; its customer may order.</summary>
    private async Task<PricingInputs> LoadInputsAsync(Mutation mutation, Amendment amendment)
    {
        var offer = await mutation.Context.ContractedOfferAsync(amendment.Reseller, amendment.OfferReference, mutation.Cancellation);
        var inputs = await loader.LoadAsync(mutation.Context, offer, mutation.Cancellation);
        CustomerAccess.RequireActive(inputs.Customer);
        return inputs;
    }

    /// <summary>What ran out of time makes room for the next amendment.</summary>
    private static async Task EndExpiredAmendmentAsync(Mutation mutation, ContractedOffers.ContractedOffer offer)
    {
        var open = await mutation.Context.Amendments.SingleOrDefaultAsync(
            a => a.Reseller == offer.Reseller && a.OfferReference == offer.Reference && EF.Constant(Amendment.NotEnded).Contains(a.State),
            mutation.Cancellation);
        if (open is null || AmendmentStates.AsOf(open, mutation.Now) is not AmendmentState.Expired)
            return;
        await MoveAsync(mutation, open, AmendmentState.Expired, "Expire");
        await mutation.SaveAsync();
    }

    private static async Task MoveAsync(Mutation mutation, Amendment amendment, AmendmentState to, string action, string reason = "")
    {
        await mutation.TellStateAsync<AmendmentState>(amendment.Reseller, amendment.Number, amendment.State, to, action, reason);
        (amendment.State, amendment.UpdatedAt) = (to, mutation.Now);
    }

    private static Task TellAsync(Mutation mutation, Amendment amendment, string action) =>
        mutation.TellAsync(amendment.Reseller, action, ResourceNames.Amendment(amendment.CustomerId, amendment.Number));

    private static Fault OpenAmendmentExists(ContractedOffers.ContractedOffer offer, string number) => Fault.FailedPrecondition(
        [ReasonMessages.Precondition(
            new Pricing.Violation(ViolationCode.OpenAmendmentExists, null, [Pricing.Operand.Code("amendment", number)]),
            ResourceNames.ContractedOffer(offer.CustomerId, offer.Reference))]);
}
