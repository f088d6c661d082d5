using Grpc.Core;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

public sealed class AmendmentFlowTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task A_preview_gives_every_figure_with_its_reasons_and_stores_nothing()
    {
        var recap = (await Operator.Amendments.PreviewAmendmentAsync(new PreviewAmendmentRequest
        {
            ContractedOffer = Steps.MetaCentrex,
            Lines = { Steps.Want("SDA_SIMPLE", 2) },
        })).Recap;

        Assert.Equal(20.00m, recap.ChangeTotals.Setup.Net.Value());
        Assert.Equal(19.80m, recap.ChangeTotals.Recurring.Net.Value());
        Assert.Equal(
            (60.50m, 12.10m, 72.60m),
            (recap.WholeTotals.Recurring.Net.Value(), recap.WholeTotals.Recurring.VatTotal.Value(), recap.WholeTotals.Recurring.Gross.Value()));
        Assert.All(recap.Lines, l => Assert.NotEmpty(l.Reasons));
        Assert.All(recap.Lines.SelectMany(l => l.Reasons), r => Assert.True(r.SentenceFr.Length > 0 && r.SentenceEn.Length > 0));
        Assert.StartsWith("f2:", recap.Fingerprint, StringComparison.Ordinal);
        Assert.Empty((await Operator.ReadOfferAsync(Steps.MetaCentrex)).OpenAmendment);
    }

    [Fact]
    public async Task An_amendment_goes_from_draft_to_delivery_and_the_next_one_starts_from_it()
    {
        var offer = fixture.NextOffer();
        var before = await Operator.ReadOfferAsync(offer);
        var held = before.Lines.Single(l => l.Product == "SDA_SIMPLE").Quantity;

        var draft = await Operator.CreateQuotableAsync(offer, Steps.Want("SDA_SIMPLE", held + 2));
        Assert.Equal(AmendmentState.Draft, draft.State);
        Assert.Matches("^DEV[0-9]{9}$", draft.Name.Split('/')[^1]);
        Assert.Equal(draft.Name, (await Operator.ReadOfferAsync(offer)).OpenAmendment);

        var quoted = await Operator.QuoteAsync(draft);
        Assert.Equal((AmendmentState.Quoted, 1), (quoted.Amendment.State, quoted.Quote.Revision));
        Assert.Equal(draft.Recap.Fingerprint, quoted.Quote.Fingerprint);
        Assert.Matches("^DEV [0-9]{9}/1$", quoted.Quote.PrintedNumber);
        Assert.Equal(draft.Recap.WholeTotals, quoted.Quote.Recap.WholeTotals);
        Assert.Equal(2, quoted.Quote.Documents.Count);

        var accepted = await Operator.ValidateAsync(quoted);
        Assert.Equal((AmendmentState.Accepted, OrderState.Created), (accepted.Amendment.State, accepted.Order.State));
        Assert.Equal(accepted.Order.Name, accepted.Amendment.Order);
        AssertChargesAre(quoted.Quote.Recap.WholeTotals, accepted.Order);

        var delivered = await Operator.DeliverAsync(accepted.Order);
        Assert.Equal((OrderState.Delivered, 2), (delivered.Order.State, delivered.ContractedOffer.Version));
        Assert.Equal(accepted.Order.Name, delivered.ContractedOffer.Order);
        Assert.All(delivered.Order.Charges, c => Assert.False(c.Estimated));
        Assert.Equal(AmendmentState.Completed, (await Operator.ReadAsync(draft.Name)).State);

        var after = await Operator.ReadOfferAsync(offer);
        var line = after.Lines.Single(l => l.Product == "SDA_SIMPLE");
        Assert.Equal((2, held + 2), (after.Version, line.Quantity));
        Assert.Equal(held + 2, line.Lots.Sum(l => l.Quantity));
        var next = await Operator.CreateAsync(offer);
        Assert.Equal(held + 2, next.Recap.Lines.Single(l => l.Product == "SDA_SIMPLE").InitialQuantity);
        Assert.Equal(2, next.ContractedOfferVersion);
    }

    [Fact]
    public async Task The_order_the_quote_and_the_amendment_show_the_same_recap_whatever_the_day()
    {
        var offer = fixture.NextOffer();
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(offer, Steps.Want("SDA_FULL", 40)));
        fixture.Server.Time.Advance(TimeSpan.FromDays(3));
        var later = await Operator.ReadAsync(quoted.Amendment.Name);
        Assert.Equal(quoted.Quote.Recap, later.Recap);

        var accepted = await Operator.ValidateAsync(quoted);
        Assert.Equal(quoted.Quote.Recap, accepted.Amendment.Recap);
        var order = (await Operator.Orders.GetOrderAsync(new GetOrderRequest { Name = accepted.Order.Name })).Order;
        Assert.Equal(accepted.Order, order);
        AssertChargesAre(quoted.Quote.Recap.WholeTotals, order);
    }

    [Fact]
    public async Task A_later_delivery_computes_the_first_period_again_and_leaves_the_rest_as_signed()
    {
        var offer = fixture.NextOffer();
        var held = (await Operator.ReadOfferAsync(offer)).Lines.Single(l => l.Product == "SDA_SIMPLE").Quantity;
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(offer, Steps.Want("SDA_SIMPLE", held + 10)));
        var accepted = await Operator.ValidateAsync(quoted);
        var estimate = Assert.Single(accepted.Order.Charges, c => c.Kind == ChargeKind.FirstPeriod);
        Assert.True(estimate.Estimated && estimate.Net.Value() > 0m);

        fixture.Server.Time.Advance(TimeSpan.FromDays(2));
        var delivered = await Operator.DeliverAsync(accepted.Order);
        var final = delivered.Order.Charges.Where(c => c.Kind == ChargeKind.FirstPeriod).Sum(c => c.Net.Value());
        Assert.InRange(final, 0m, estimate.Net.Value() - 0.01m);
        foreach (var kind in (ChargeKind[])[ChargeKind.Setup, ChargeKind.Recurring, ChargeKind.EarlyReductionFee])
            Assert.Equal(Sum(accepted.Order, kind), Sum(delivered.Order, kind));
        Assert.Equal(
            delivered.Order.DeliveredOn,
            delivered.ContractedOffer.Lines.Single(l => l.Product == "SDA_SIMPLE").Lots[^1].Since);

        static decimal Sum(Order order, ChargeKind kind) => order.Charges.Where(c => c.Kind == kind).Sum(c => c.Net.Value());
    }

    [Fact]
    public async Task A_draft_is_priced_anew_each_day()
    {
        var draft = await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 41));
        fixture.Server.Time.Advance(TimeSpan.FromDays(1));
        var later = await Operator.ReadAsync(draft.Name);

        Assert.NotEqual(draft.Recap.PricingDate, later.Recap.PricingDate);
        var stale = Steps.QuoteOf(draft);
        var refusal = await Refusal.OfAsync(Operator.Amendments.IssueQuoteAsync(stale), StatusCode.Aborted, "FINGERPRINT_MISMATCH");
        Assert.Equal(later.Recap.Fingerprint, refusal.Info.Metadata["fingerprint"]);
    }

    [Fact]
    public async Task Changing_a_quoted_amendment_returns_it_to_draft_and_the_next_quote_is_the_next_revision()
    {
        var first = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 42)));
        var changed = (await Operator.Amendments.UpdateAmendmentAsync(
            Steps.UpdateOf(first.Amendment, new Amendment { Lines = { Steps.Want("SDA_FULL", 43) } }, "lines"))).Amendment;

        Assert.Equal(AmendmentState.Draft, changed.State);
        var refusal = await Refusal.OfAsync(
            Operator.Amendments.ValidateAsync(Steps.ValidationOf(first)), StatusCode.FailedPrecondition, "STATE_NOT_ALLOWED");
        Assert.Equal(("DRAFT", "QUOTED,AWAITING_SIGNATURE"), (refusal.Info.Metadata["state"], refusal.Info.Metadata["allowed_states"]));
        var second = await Operator.QuoteAsync(changed);
        Assert.Equal(2, second.Quote.Revision);
        Assert.Equal(43, second.Quote.Recap.Lines.Single(l => l.Product == "SDA_FULL").FinalQuantity);
    }

    [Fact]
    public async Task An_update_changes_only_the_fields_of_its_mask()
    {
        var draft = await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 44));
        var values = new Amendment { Comment = "Sonner à l'accueil.", Lines = { Steps.Want("SDA_FULL", 1) } };
        var changed = (await Operator.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(draft, values, "comment"))).Amendment;

        Assert.Equal("Sonner à l'accueil.", changed.Comment);
        Assert.Equal(draft.Lines, changed.Lines);
        Assert.Equal(draft.Contacts, changed.Contacts);
        Assert.NotEqual(draft.Etag, changed.Etag);
    }

    [Fact]
    public async Task A_discount_asked_for_is_shown_with_who_asked_and_enters_the_price()
    {
        var offer = fixture.NextOffer();
        var held = (await Operator.ReadOfferAsync(offer)).Lines.Single(l => l.Product == "SDA_SIMPLE").Quantity;
        var creation = Steps.Creation(offer, Steps.Want("SDA_SIMPLE", held + 10));
        creation.Amendment.Discounts.Add(new RequestedDiscount { Product = "SDA_SIMPLE", SetupPercent = new() { Value = "50" }, RecurringPercent = new() { Value = "10" } });
        var draft = (await fixture.Server.Reseller.Amendments.CreateAmendmentAsync(creation)).Amendment;

        Assert.Equal("reseller:destiny", draft.Discounts[0].AskedBy);
        var line = draft.Recap.Lines.Single(l => l.Product == "SDA_SIMPLE");
        Assert.Equal((50.00m, 89.10m), (line.Setup.Value(), line.MonthlyChange.Value()));

        var tooMuch = Steps.UpdateOf(draft, new Amendment { Discounts = { new RequestedDiscount { Product = "SDA_SIMPLE", RecurringPercent = new() { Value = "21" } } } }, "discounts");
        var over = (await fixture.Server.Reseller.Amendments.UpdateAmendmentAsync(tooMuch)).Amendment;
        Assert.Contains(over.Recap.Violations, v => v.Reason == ErrorReason.DiscountExceedsAuthority);
        Assert.Single(over.Recap.ApprovalsNeeded);
    }

    [Fact]
    public async Task A_cancelled_amendment_makes_room_for_another()
    {
        var offer = fixture.NextOffer();
        var cancelled = await Operator.CancelAsync(await Operator.CreateAsync(offer));

        Assert.Equal(AmendmentState.Cancelled, cancelled.State);
        Assert.Empty(cancelled.AvailableActions);
        Assert.Equal(AmendmentState.Draft, (await Operator.CreateAsync(offer)).State);
    }

    [Fact]
    public async Task What_may_be_done_depends_on_the_state_and_the_role()
    {
        var draft = await fixture.Server.Reseller.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 45));
        Assert.Equal([AmendmentAction.Update, AmendmentAction.IssueQuote, AmendmentAction.Cancel], draft.AvailableActions);
        var quoted = await fixture.Server.Reseller.QuoteAsync(draft);
        Assert.Equal([AmendmentAction.Update, AmendmentAction.RequestSignature, AmendmentAction.Cancel], quoted.Amendment.AvailableActions);
        Assert.Equal(
            [AmendmentAction.Update, AmendmentAction.RequestSignature, AmendmentAction.Validate, AmendmentAction.Cancel],
            (await Operator.ReadAsync(draft.Name)).AvailableActions);
        var accepted = await Operator.ValidateAsync(quoted);
        Assert.Empty(accepted.Amendment.AvailableActions);
        Assert.Equal([OrderAction.StartProvisioning, OrderAction.Deliver, OrderAction.Cancel], accepted.Order.AvailableActions);
        Assert.Empty((await fixture.Server.Reseller.Orders.GetOrderAsync(new GetOrderRequest { Name = accepted.Order.Name })).Order.AvailableActions);
    }

    [Fact]
    public async Task Support_reads_by_the_bare_reference()
    {
        var accepted = await Operator.ValidateAsync(
            await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 46))));
        var bare = accepted.Order.Name.Split('/')[^1];

        Assert.Equal(Steps.MetaCentrex, (await Operator.ReadOfferAsync("customers/-/contractedOffers/OC138637")).Name);
        Assert.Equal(accepted.Order.Name, (await Operator.Orders.GetOrderAsync(new GetOrderRequest { Name = $"customers/-/orders/{bare}" })).Order.Name);
        Assert.Equal(accepted.Amendment.Name, (await Operator.ReadAsync($"customers/-/amendments/{accepted.Amendment.Name.Split('/')[^1]}")).Name);
        var all = await Operator.Orders.ListOrdersAsync(new ListOrdersRequest { Parent = "customers/-" });
        Assert.Equal(accepted.Order.Name, all.Orders[0].Name);
    }

    private static void AssertChargesAre(TotalsTable totals, Order order)
    {
        foreach (var (kind, total) in new[]
        {
            (ChargeKind.Setup, totals.Setup), (ChargeKind.Recurring, totals.Recurring),
            (ChargeKind.FirstPeriod, totals.FirstPeriod), (ChargeKind.EarlyReductionFee, totals.EarlyReductionFee),
        })
            Assert.Equal((kind, total.Net.Value()), (kind, order.Charges.Where(c => c.Kind == kind).Sum(c => c.Net.Value())));
        Assert.All(order.Charges.Where(c => c.UnitPrice is not null), c => Assert.Equal(c.Net.Value(), c.Quantity * c.UnitPrice.Value()));
    }
}
