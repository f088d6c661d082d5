using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Attachments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Events;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Orders;

/// <summary>The gRPC service Orders.</summary>
internal sealed partial class OrdersService(
    StorageContexts contexts,
    Operations operations,
    DeliverOrder deliverOrder,
    ContractedOfferViews offerViews,
    OrderFiles files,
    Uploads uploads,
    TimeProvider time,
    PageTokens pageTokens,
    WatchMessages watches) : V1.Orders.OrdersBase
{
    public override async Task<GetOrderResponse> GetOrder(GetOrderRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("name", request.Name, ResourceNames.Orders);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        await using var storage = await contexts.OpenAsync(caller, context.CancellationToken);
        var order = await storage.OrderAsync(name, context.CancellationToken);
        var answer = new GetOrderResponse { Order = (await ShowAsync(storage, [order], withCharges: true, caller, context.CancellationToken)).Single() };
        answer.Order.Attachments.AddRange(await AttachmentsAsync(storage, order, context.CancellationToken));
        return answer;
    }

    public override async Task<ListOrdersResponse> ListOrders(ListOrdersRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var parent = checks.Customer("parent", request.Parent);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        var (order, filter) = (OrderLists.Sorts.Read(request.OrderBy), OrderLists.Filters.Read(request.Filter));
        var (size, after) = (PageTokens.Size(request.PageSize), pageTokens.Read(caller, request, request.PageToken));
        await using var storage = await contexts.OpenAsync(Caller.Of(context), context.CancellationToken);
        await storage.RequireCustomerAsync(parent, context.CancellationToken);
        var found = await storage.Orders.AsNoTracking()
            .Where(o => parent == null || o.CustomerId == parent).Where(filter)
            .PageAsync(order, after, size, context.CancellationToken);

        var answer = new ListOrdersResponse { NextPageToken = found.NextKey is { } next ? pageTokens.Write(caller, request, next) : "" };
        answer.Orders.AddRange(await ShowAsync(storage, found.Rows, withCharges: false, caller, context.CancellationToken));
        return answer;
    }

    public override async Task<DeliverResponse> Deliver(DeliverRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("name", request.Name, ResourceNames.Orders);
        var asked = checks.Date("delivered_on", request.DeliveredOn);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => deliverOrder.RunAsync(write, name, request.Etag, asked),
            async (write, delivered) => new DeliverResponse
            {
                Order = await ShowAsync(write, delivered.Found),
                ContractedOffer = await offerViews.WholeAsync(write, delivered.Found.Offer, delivered.Held, situation: delivered.Found.Situation),
            });
    }

    public override async Task<StartProvisioningResponse> StartProvisioning(StartProvisioningRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("name", request.Name, ResourceNames.Orders);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => Orders.StartProvisioning.RunAsync(write, name, request.Etag),
            async (write, found) => new StartProvisioningResponse { Order = await ShowAsync(write, found) });
    }

    public override async Task<CancelOrderResponse> CancelOrder(CancelOrderRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("name", request.Name, ResourceNames.Orders);
        var reason = checks.Text("reason", request.Reason, TextKinds.Comment);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => Orders.CancelOrder.RunAsync(write, name, request.Etag, reason),
            async (write, found) => new CancelOrderResponse { Order = await ShowAsync(write, found, reason) });
    }

    private static async Task<V1.Order> ShowAsync(Write write, OrderWithOrigin found, string cancelReason = "")
    {
        var proto = OrderMessages.Order(
            found.Order, withCharges: true, QuoteMessages.Documents(found.Quote.Documents), found.Offer.Currency,
            OrderStates.Lifecycle.AvailableTo(write.Actor, found.Order.State), cancelReason);
        if (found.Amendment.LastAttachment > 0)
            proto.Attachments.AddRange(await AttachmentsAsync(write.Context, found.Order, write.Cancellation));
        return proto;
    }

    /// <summary>What was attached to the quote that was accepted.</summary>
    private static async Task<IEnumerable<V1.Attachment>> AttachmentsAsync(StorageContext storage, Order order, CancellationToken cancellation) =>
        AttachmentMessages.Attachments(
            await storage.AttachmentsAsync(order.Reseller, order.AmendmentNumber, order.QuoteRevision, cancellation), order.CustomerId);

    private static async Task<IEnumerable<V1.Order>> ShowAsync(
        StorageContext storage, IReadOnlyList<Order> orders, bool withCharges, Actor actor, CancellationToken cancellation)
    {
        // The keys begin with the reseller: without it the whole table is read.
        var resellers = orders.Select(o => o.Reseller).Distinct().ToList();
        var amendments = orders.Select(o => o.AmendmentNumber).ToList();
        var offers = orders.Select(o => o.OfferReference).ToList();
        var documents = await storage.Quotes.AsNoTracking()
            .Where(q => resellers.Contains(q.Reseller) && amendments.Contains(q.AmendmentNumber))
            .Select(q => new { q.AmendmentNumber, q.Revision, q.Documents })
            .ToDictionaryAsync(q => (q.AmendmentNumber, q.Revision), q => q.Documents, cancellation);
        var currencies = await storage.ContractedOffers.Where(o => offers.Contains(o.Reference))
            .ToDictionaryAsync(o => o.Reference, o => o.Currency, cancellation);
        var reasons = await storage.CancelReasonsAsync(orders.Where(o => o.State is OrderState.Cancelled), cancellation);
        return orders.Select(order => OrderMessages.Order(
            order, withCharges,
            QuoteMessages.Documents(documents[(order.AmendmentNumber, order.QuoteRevision)]),
            currencies[order.OfferReference],
            OrderStates.Lifecycle.AvailableTo(actor, order.State),
            reasons.GetValueOrDefault(order.Number, "")));
    }
}
