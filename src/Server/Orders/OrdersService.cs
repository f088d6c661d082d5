using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Orders;

/// <summary>The gRPC service Orders.</summary>
internal sealed class OrdersService(
    IDbContextFactory<StorageContext> contexts,
    Mutations mutations,
    ContractedOfferViews offerViews,
    AmendmentPricer pricer,
    PageTokens pageTokens,
    ParisClock clock) : V1.Orders.OrdersBase
{
    public override async Task<GetOrderResponse> GetOrder(GetOrderRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var name = checks.Part("name", request.Name, ResourceNames.Orders);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        await using var storage = await contexts.CreateDbContextAsync(context.CancellationToken);
        var order = await storage.OrderAsync(caller, name, context.CancellationToken);
        return new GetOrderResponse { Order = (await ShowAsync(storage, [order], caller, context.CancellationToken)).Single() };
    }

    public override async Task<ListOrdersResponse> ListOrders(ListOrdersRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var parent = checks.Customer("parent", request.Parent);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        var (order, filter) = (OrderLists.Sorts.Read(request.OrderBy), OrderLists.Filters.Read(request.Filter));
        var (size, after) = (PageTokens.Size(request.PageSize), pageTokens.Read(caller, request, request.PageToken));
        await using var storage = await contexts.CreateDbContextAsync(context.CancellationToken);
        await storage.RequireCustomerAsync(caller, parent, context.CancellationToken);
        var found = await storage.Orders.AsNoTracking().VisibleTo(caller)
            .Where(o => parent == null || o.CustomerId == parent).Where(filter)
            .PageAsync(order, after, size, context.CancellationToken);

        var answer = new ListOrdersResponse { NextPageToken = found.NextKey is { } next ? pageTokens.Write(caller, request, next) : "" };
        answer.Orders.AddRange(await ShowAsync(storage, found.Rows, caller, context.CancellationToken));
        return answer;
    }

    public override async Task<DeliverResponse> Deliver(DeliverRequest request, ServerCallContext context)
    {
        Roles.RequireOperatorOrInternal(Caller.Of(context));
        var checks = new RequestChecks();
        var name = checks.Part("name", request.Name, ResourceNames.Orders);
        var asked = checks.Date("delivered_on", request.DeliveredOn);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await mutations.RunAsync(context, request, requestId, request.ValidateOnly, async mutation =>
        {
            var (storage, cancellation) = (mutation.Context, mutation.Cancellation);
            var order = await LoadForAsync(mutation, name, request.Etag, OrderAction.Deliver);
            var deliveredOn = DayOfDelivery(asked, order);
            var amendment = await AmendmentOfAsync(mutation, order);
            var offer = await storage.ContractedOfferAsync(order.Reseller, order.OfferReference, cancellation);
            ContractVersions.RequireUnchanged(offer, amendment.OfferVersion);
            var quote = await AmendmentViews.LatestQuoteAsync(storage, amendment, cancellation);
            var delivered = Delivered(Priced.FrozenBy(quote), deliveredOn);

            await storage.AppendVersionAsync(offer, delivered.ContractAfter, deliveredOn, order.Number, mutation.Now, cancellation);
            PutFinalCharges(order, delivered);
            (order.DeliveredOn, order.OfferVersionWritten) = (deliveredOn, offer.CurrentVersion);
            await EndAsync(mutation, amendment, Amendments.AmendmentState.Completed, "Deliver");
            await MoveAsync(mutation, order, OrderState.Delivered, "Deliver");
            await mutation.SaveAsync();
            return new DeliverResponse
            {
                Order = await ShowAsync(mutation, order),
                ContractedOffer = await offerViews.WholeAsync(storage, offer, mutation.Caller, cancellation),
            };
        });
    }

    public override async Task<StartProvisioningResponse> StartProvisioning(StartProvisioningRequest request, ServerCallContext context)
    {
        Roles.RequireOperatorOrInternal(Caller.Of(context));
        var checks = new RequestChecks();
        var name = checks.Part("name", request.Name, ResourceNames.Orders);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await mutations.RunAsync(context, request, requestId, request.ValidateOnly, async mutation =>
        {
            var order = await LoadForAsync(mutation, name, request.Etag, OrderAction.StartProvisioning);
            await MoveAsync(mutation, order, OrderState.Provisioning, "StartProvisioning");
            await mutation.SaveAsync();
            return new StartProvisioningResponse { Order = await ShowAsync(mutation, order) };
        });
    }

    public override async Task<CancelOrderResponse> CancelOrder(CancelOrderRequest request, ServerCallContext context)
    {
        Roles.RequireOperatorOrInternal(Caller.Of(context));
        var checks = new RequestChecks();
        var name = checks.Part("name", request.Name, ResourceNames.Orders);
        var reason = checks.Text("reason", request.Reason, RequestChecks.LongestComment);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await mutations.RunAsync(context, request, requestId, request.ValidateOnly, async mutation =>
        {
            var order = await LoadForAsync(mutation, name, request.Etag, OrderAction.Cancel);
            await EndAsync(mutation, await AmendmentOfAsync(mutation, order), Amendments.AmendmentState.Cancelled, "CancelOrder", reason);
            await MoveAsync(mutation, order, OrderState.Cancelled, "CancelOrder", reason);
            await mutation.SaveAsync();
            return new CancelOrderResponse { Order = await ShowAsync(mutation, order) };
        });
    }

    private DateOnly DayOfDelivery(DateOnly? asked, Order order)
    {
        var (earliest, latest) = (ParisTime.DayOf(order.AcceptedAt), clock.Today);
        if (asked < earliest || asked > latest)
            throw Fault.InvalidArgument(FieldFaults.OutOfRange("delivered_on", $"{earliest:yyyy-MM-dd}", $"{latest:yyyy-MM-dd}"));
        return asked ?? latest;
    }

    /// <summary>
    /// What was quoted; where the first period was an estimate, computed again with the day of delivery: prices, reductions,
    /// fee, commitment dates and VAT rate stay as signed.
    /// </summary>
    private PricedAmendment Delivered(Priced quoted, DateOnly deliveredOn) =>
        quoted.Outcome.Lines.Any(l => l.FirstPeriod is { IsEstimate: true })
            ? pricer.Price(quoted.Request with { DeliveredOn = deliveredOn })
            : quoted.Outcome;

    private static void PutFinalCharges(Order order, PricedAmendment delivered)
    {
        var final = OrderCharges.Of(delivered, order).ToList();
        order.Charges.RemoveAll(c => c.Position >= final.Count);
        var stored = order.Charges.ToDictionary(c => c.Position);
        foreach (var charge in final)
            if (stored.TryGetValue(charge.Position, out var row))
                (row.Kind, row.ProductCode, row.ProductName, row.Quantity, row.UnitPrice, row.PeriodStart, row.PeriodEnd, row.Net, row.VatRatePercent, row.VatCategory, row.VatMention, row.DueFrom, row.IsEstimate) =
                    (charge.Kind, charge.ProductCode, charge.ProductName, charge.Quantity, charge.UnitPrice, charge.PeriodStart, charge.PeriodEnd, charge.Net, charge.VatRatePercent, charge.VatCategory, charge.VatMention, charge.DueFrom, false);
            else
                order.Charges.Add(charge);
    }

    /// <summary>The order of a write: the caller's, as it was read, in a state that allows the action.</summary>
    private static async Task<Order> LoadForAsync(Mutation mutation, PartName name, string etag, OrderAction action)
    {
        var order = await mutation.Context.OrderAsync(mutation.Caller, name, mutation.Cancellation);
        OrderStates.Require(order, action);
        Etags.Require(etag, Etags.Of(order));
        return order;
    }

    private static Task<Amendments.Amendment> AmendmentOfAsync(Mutation mutation, Order order) => mutation.Context.Amendments.SingleAsync(
        a => a.Reseller == order.Reseller && a.Number == order.AmendmentNumber, mutation.Cancellation);

    /// <summary>An amendment ends with its order.</summary>
    private static async Task EndAsync(Mutation mutation, Amendments.Amendment amendment, Amendments.AmendmentState to, string action, string reason = "")
    {
        await mutation.TellStateAsync<Amendments.AmendmentState>(amendment.Reseller, amendment.Number, amendment.State, to, action, reason);
        (amendment.State, amendment.UpdatedAt) = (to, mutation.Now);
    }

    private static async Task MoveAsync(Mutation mutation, Order order, OrderState to, string action, string reason = "")
    {
        await mutation.TellStateAsync<OrderState>(order.Reseller, order.Number, order.State, to, action, reason);
        await mutation.TellAsync(order.Reseller, action, ResourceNames.Order(order.CustomerId, order.Number));
        (order.State, order.UpdatedAt) = (to, mutation.Now);
    }

    private static async Task<V1.Order> ShowAsync(Mutation mutation, Order order) =>
        (await ShowAsync(mutation.Context, [order], mutation.Caller, mutation.Cancellation)).Single();

    private static async Task<IEnumerable<V1.Order>> ShowAsync(
        StorageContext storage, IReadOnlyList<Order> orders, Caller caller, CancellationToken cancellation)
    {
        // The keys begin with the reseller: without it the whole table is read.
        var resellers = orders.Select(o => o.Reseller).Distinct().ToList();
        var amendments = orders.Select(o => o.AmendmentNumber).ToList();
        var offers = orders.Select(o => o.OfferReference).ToList();
        var documents = await storage.Set<QuoteDocument>().AsNoTracking()
            .Where(d => resellers.Contains(d.Reseller) && amendments.Contains(d.AmendmentNumber)).ToListAsync(cancellation);
        var currencies = await storage.ContractedOffers.Where(o => offers.Contains(o.Reference))
            .ToDictionaryAsync(o => o.Reference, o => o.Currency, cancellation);
        return orders.Select(order => OrderMessages.Order(
            order,
            QuoteMessages.Documents(documents.Where(d => d.AmendmentNumber == order.AmendmentNumber && d.Revision == order.QuoteRevision)),
            currencies[order.OfferReference],
            OrderStates.AvailableTo(caller, order.State)));
    }
}
