using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>What becomes of an order: begun, delivered or cancelled, by the operator and by internal systems.</summary>
public sealed class OrderTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    private Clients Provisioning => fixture.Server.As("Dev internal:provisioning");

    [Fact]
    public async Task A_delivery_under_another_rule_set_than_the_quotes_is_told_by_the_history()
    {
        var order = await DeliveredAsync("0");
        Assert.Equal($"quoted under rule set 0, delivered under {Pricing.AmendmentPricer.RuleSetVersion}", order);
        Assert.Equal("", await DeliveredAsync(Pricing.AmendmentPricer.RuleSetVersion));

        async Task<string> DeliveredAsync(string ruleSet)
        {
            var accepted = await Operator.ValidateAsync(await Operator.QuoteAsync(
                await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 71))));
            await using var storage = fixture.Server.OpenStorage();
            var amendment = accepted.Order.Amendment[(accepted.Order.Amendment.LastIndexOf('/') + 1)..];
            await storage.Quotes.Where(q => q.AmendmentNumber == amendment)
                .ExecuteUpdateAsync(set => set.SetProperty(q => q.RuleSetVersion, ruleSet), TestContext.Current.CancellationToken);
            await Operator.DeliverAsync(accepted.Order);
            return await storage.StateChanges.Where(c => c.Subject == accepted.Order.Number && c.To == "Delivered")
                .Select(c => c.Reason).SingleAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_delivery_reads_the_quote_that_was_accepted_and_no_later_one()
    {
        var accepted = await AcceptAsync(fixture.NextOffer(), 72);
        await using var storage = fixture.Server.OpenStorage();
        var amendment = accepted.Order.Amendment[(accepted.Order.Amendment.LastIndexOf('/') + 1)..];
        // By hand: no later quote of an accepted amendment can be issued.
        await storage.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Quotes" ("Reseller", "AmendmentNumber", "Revision", "IssuedAt", "IssuedBy", "ExpiresAt", "PricingDate", "EffectiveDate", "Price", "Fingerprint", "RuleSetVersion", "Documents")
            SELECT "Reseller", "AmendmentNumber", "Revision" + 1, "IssuedAt", "IssuedBy", "ExpiresAt", "PricingDate", "EffectiveDate", x'', "Fingerprint", '0', "Documents"
            FROM "Quotes" WHERE "AmendmentNumber" = {amendment}
            """, TestContext.Current.CancellationToken);
        var delivered = await Operator.DeliverAsync(accepted.Order);
        Assert.Equal(72, delivered.ContractedOffer.Lines.Single(l => l.Product == "SDA_FULL").Quantity);
        Assert.Equal("", await storage.StateChanges.Where(c => c.Subject == accepted.Order.Number && c.To == "Delivered")
            .Select(c => c.Reason).SingleAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_order_is_begun_and_delivered_by_an_internal_system()
    {
        var order = (await AcceptAsync(fixture.NextOffer(), 80)).Order;
        Assert.Equal([OrderAction.StartProvisioning, OrderAction.Deliver, OrderAction.Cancel], (await ReadAsync(Provisioning, order)).AvailableActions);
        var begun = (await Provisioning.Orders.StartProvisioningAsync(StartOf(order))).Order;

        Assert.Equal(OrderState.Provisioning, begun.State);
        Assert.Equal([OrderAction.Deliver, OrderAction.Cancel], begun.AvailableActions);
        Assert.NotEqual(order.Etag, begun.Etag);
        Assert.Equal(begun, await ReadAsync(Operator, order));
        var delivered = await Provisioning.DeliverAsync(begun);
        Assert.Equal((OrderState.Delivered, 2), (delivered.Order.State, delivered.ContractedOffer.Version));
        Assert.Empty(delivered.Order.AvailableActions);
    }

    [Fact]
    public async Task A_cancelled_order_takes_its_amendment_along_and_leaves_the_offer_as_it_is()
    {
        var offer = fixture.NextOffer();
        var before = await Operator.ReadOfferAsync(offer);
        var accepted = await AcceptAsync(offer, 81);
        var begun = (await Operator.Orders.StartProvisioningAsync(StartOf(accepted.Order))).Order;
        var cancellation = CancellationOf(begun);
        cancellation.Reason = "Adresse injoignable.";
        var cancelled = (await Operator.Orders.CancelOrderAsync(cancellation)).Order;

        Assert.Equal(OrderState.Cancelled, cancelled.State);
        Assert.Empty(cancelled.AvailableActions);
        var amendment = await Operator.ReadAsync(accepted.Amendment.Name);
        Assert.Equal((AmendmentState.Cancelled, cancelled.Name), (amendment.State, amendment.Order));
        Assert.Equal(accepted.Amendment.Recap, amendment.Recap);
        Assert.Equal(before, await Operator.ReadOfferAsync(offer));

        // The offer is free for the next amendment, and both histories tell why.
        Assert.Equal(AmendmentState.Draft, (await Operator.CreateAsync(offer)).State);
        await using var storage = fixture.Server.OpenStorage();
        var subjects = new[] { cancelled.Number, amendment.Name.Split('/')[3] };
        var last = await storage.StateChanges.Where(c => subjects.Contains(c.Subject) && c.To == "Cancelled").ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [("Accepted", "CancelOrder", "Adresse injoignable."), ("Provisioning", "Cancel", "Adresse injoignable.")],
            last.Select(c => (c.From, c.Action, c.Reason)).Order());
        Assert.Equal("Cancel", (await storage.AuditEntries.OrderBy(e => e.Sequence).LastAsync(e => e.Subject == cancelled.Name, TestContext.Current.CancellationToken)).Action);
    }

    [Fact]
    public async Task An_order_is_begun_once_and_ends_once()
    {
        var begun = (await Operator.Orders.StartProvisioningAsync(StartOf((await AcceptAsync(fixture.NextOffer(), 82)).Order))).Order;
        await RefusedInAsync("PROVISIONING", "CREATED", Operator.Orders.StartProvisioningAsync(StartOf(begun)));
        var cancelled = (await Operator.Orders.CancelOrderAsync(CancellationOf(begun))).Order;
        await RefusedInAsync("CANCELLED", "CREATED", Operator.Orders.StartProvisioningAsync(StartOf(cancelled)));
        await RefusedInAsync("CANCELLED", "CREATED,PROVISIONING", Operator.Orders.CancelOrderAsync(CancellationOf(cancelled)));
        await RefusedInAsync("CANCELLED", "CREATED,PROVISIONING", Operator.Orders.DeliverAsync(Steps.DeliveryOf(cancelled)));
        var delivered = (await Operator.DeliverAsync((await AcceptAsync(fixture.NextOffer(), 82)).Order)).Order;
        await RefusedInAsync("DELIVERED", "CREATED,PROVISIONING", Operator.Orders.CancelOrderAsync(CancellationOf(delivered)));

        static async Task RefusedInAsync<T>(string state, string allowed, AsyncUnaryCall<T> call)
        {
            var refusal = await Refusal.OfAsync(call, StatusCode.FailedPrecondition, "STATE_NOT_ALLOWED");
            Assert.Equal((state, allowed), (refusal.Info.Metadata["state"], refusal.Info.Metadata["allowed_states"]));
        }
    }

    [Fact]
    public async Task The_steps_of_an_order_are_repeatable_and_need_the_current_etag()
    {
        var order = (await AcceptAsync(fixture.NextOffer(), 83)).Order;
        var start = StartOf(order);
        start.ValidateOnly = true;
        Assert.Equal(OrderState.Provisioning, (await Operator.Orders.StartProvisioningAsync(start)).Order.State);
        Assert.Equal(order, await ReadAsync(Operator, order));

        start.ValidateOnly = false;
        var begun = await Operator.Orders.StartProvisioningAsync(start);
        Assert.Equal(begun, await Operator.Orders.StartProvisioningAsync(start));
        start.Etag = begun.Order.Etag;
        await Refusal.OfAsync(Operator.Orders.StartProvisioningAsync(start), StatusCode.InvalidArgument, "REQUEST_ID_REUSED");

        var refusal = await Refusal.OfAsync(Operator.Orders.CancelOrderAsync(CancellationOf(order)), StatusCode.Aborted, "ETAG_MISMATCH");
        Assert.Equal(begun.Order.Etag, refusal.Info.Metadata["etag"]);
        var cancellation = CancellationOf(begun.Order);
        cancellation.ValidateOnly = true;
        Assert.Equal(OrderState.Cancelled, (await Operator.Orders.CancelOrderAsync(cancellation)).Order.State);
        Assert.Equal(begun.Order, await ReadAsync(Operator, order));
        cancellation.ValidateOnly = false;
        var cancelled = await Operator.Orders.CancelOrderAsync(cancellation);
        Assert.Equal(cancelled, await Operator.Orders.CancelOrderAsync(cancellation));

        cancellation = CancellationOf(cancelled.Order);
        cancellation.Reason = new string('x', 2001);
        Assert.Equal(["reason"], (await Refusal.OfAsync(Operator.Orders.CancelOrderAsync(cancellation), StatusCode.InvalidArgument, "INVALID_ARGUMENT")).Fields);
    }

    [Fact]
    public async Task A_reseller_neither_begins_nor_cancels_an_order_and_an_internal_system_validates_nothing()
    {
        var reseller = fixture.Server.Reseller;
        var quoted = await reseller.QuoteAsync(await reseller.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 84)));
        await Refusal.OfAsync(Provisioning.Amendments.ValidateAsync(Steps.ValidationOf(quoted)), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        Assert.DoesNotContain(AmendmentAction.Validate, (await Provisioning.ReadAsync(quoted.Amendment.Name)).AvailableActions);
        var order = (await Operator.ValidateAsync(quoted)).Order;
        await Refusal.OfAsync(reseller.Orders.StartProvisioningAsync(StartOf(order)), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        await Refusal.OfAsync(reseller.Orders.CancelOrderAsync(CancellationOf(order)), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        Assert.Empty((await ReadAsync(reseller, order)).AvailableActions);
        Assert.Equal(OrderState.Created, (await ReadAsync(Operator, order)).State);
    }

    private static StartProvisioningRequest StartOf(Order order) => new() { Name = order.Name, Etag = order.Etag, RequestId = Steps.NewId() };

    private static CancelOrderRequest CancellationOf(Order order) => new() { Name = order.Name, Etag = order.Etag, RequestId = Steps.NewId() };

    private static async Task<Order> ReadAsync(Clients caller, Order order) =>
        (await caller.Orders.GetOrderAsync(new GetOrderRequest { Name = order.Name })).Order;

    private async Task<ValidateResponse> AcceptAsync(string offer, int quantity) =>
        await Operator.ValidateAsync(await Operator.QuoteAsync(await Operator.CreateQuotableAsync(offer, Steps.Want("SDA_FULL", quantity))));
}
