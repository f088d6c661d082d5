using Grpc.Core;
using MyOpenIP.Server.Tests.Attachments;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

public sealed class EventTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    private Clients Reseller => fixture.Server.Reseller;

    [Fact]
    public async Task The_history_of_an_amendment_tells_every_step_of_it_of_its_parts_and_of_its_order_with_who_and_why()
    {
        var draft = await Reseller.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 4));
        await Reseller.UploadAsync(draft.Name, "plan.pdf", SampleFiles.Pdf);
        var ordered = await Operator.ValidateAsync(await Reseller.QuoteAsync(await Reseller.ReadAsync(draft.Name)));
        await Operator.Orders.CancelOrderAsync(new() { Name = ordered.Order.Name, Etag = ordered.Order.Etag, Reason = "Le site ferme", RequestId = Steps.NewId() });
        var events = await ListAsync(Reseller, draft.Name);
        Assert.Equal(
            [
                ("CREATE", "", "DRAFT", "", "RESELLER", draft.Name), ("UPDATE", "", "", "", "RESELLER", draft.Name), ("ATTACH_FILE", "", "", "", "RESELLER", draft.Name + "/attachments/1"),
                ("ISSUE_QUOTE", "DRAFT", "QUOTED", "", "RESELLER", draft.Name), ("CREATE", "", "CREATED", "", "OPERATOR", ordered.Order.Name),
                ("VALIDATE", "QUOTED", "ACCEPTED", "", "OPERATOR", draft.Name), ("KEEP_EVIDENCE", "", "", "", "OPERATOR", draft.Name + "/quotes/1/evidence"),
                ("CANCEL_ORDER", "ACCEPTED", "CANCELLED", "Le site ferme", "OPERATOR", draft.Name), ("CANCEL", "CREATED", "CANCELLED", "Le site ferme", "OPERATOR", ordered.Order.Name),
            ],
            events.Select(e => (e.Kind, e.FormerState, e.State, e.Reason, e.ActorRole, e.Resource)));
        Assert.All(events, e => Assert.True(e.RequestId.Length > 0 && e.EventTime is not null && e.Actor.Length > 0));
    }

    [Fact]
    public async Task A_customer_has_the_events_of_all_that_is_its_own_and_the_list_is_walked_in_pages_and_filtered()
    {
        var offer = fixture.NextOffer();
        var customer = offer[..offer.IndexOf("/contractedOffers", StringComparison.Ordinal)];
        var draft = await Operator.CreateAsync(offer);
        await Operator.CancelAsync(draft);
        var all = await ListAsync(Operator, customer);
        Assert.Equal(["CREATE", "CANCEL"], all.Select(e => e.Kind));
        Assert.Equal(all, await ListAsync(Operator, customer, size: 1));
        Assert.Equal(all, (await ListAsync(Operator, "customers/-", $"resource = \"{draft.Name}\"")));
        Assert.Equal(["CANCEL"], (await ListAsync(Operator, customer, "kind = CANCEL AND event_time >= 2026-11-24")).Select(e => e.Kind));
        Assert.Empty(await ListAsync(Operator, customer, "kind = ISSUE_QUOTE OR actor = nobody"));
        Assert.Contains(all[0], await ListAsync(Reseller, "customers/-"));
    }

    [Fact]
    public async Task Another_reseller_reads_no_event_and_a_filter_that_is_none_is_refused_with_its_place()
    {
        var draft = await Operator.CreateAsync(fixture.NextOffer());
        var other = fixture.Server.As("Dev reseller:sud-connect");
        await Refusal.OfAsync(ListAsync(other, draft.Name), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        await Refusal.OfAsync(ListAsync(other, draft.Name[..draft.Name.IndexOf("/amendments", StringComparison.Ordinal)]), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        Assert.DoesNotContain(await ListAsync(other, "customers/-"), e => e.Resource == draft.Name);
        await Refusal.OfAsync(ListAsync(Operator, "customers/44660/amendments/DEV999999999"), StatusCode.NotFound, "NOT_FOUND");
        var refusal = await Refusal.OfAsync(ListAsync(Operator, draft.Name, "kind = issue"), StatusCode.InvalidArgument, "FILTER_INVALID");
        Assert.Equal("7", refusal.Info.Metadata["position"]);
    }

    private static async Task<List<Event>> ListAsync(Clients caller, string parent, string filter = "", int size = 0)
    {
        var events = new List<Event>();
        var token = "";
        do
        {
            var page = await caller.Amendments.ListEventsAsync(new ListEventsRequest { Parent = parent, Filter = filter, PageSize = size, PageToken = token });
            events.AddRange(page.Events);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        return events;
    }
}
