using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

public sealed class CancelReasonTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task Why_an_amendment_was_given_up_is_read_from_it_and_from_its_list()
    {
        var draft = await Operator.CreateAsync(fixture.NextOffer());
        Assert.Empty(draft.CancelReason);
        var cancelled = (await Operator.Amendments.CancelAmendmentAsync(new CancelAmendmentRequest
        {
            Name = draft.Name,
            Etag = draft.Etag,
            RequestId = Steps.NewId(),
            Reason = "Le client a changé d'avis.\nIl rappellera.",
        })).Amendment;

        Assert.Equal("Le client a changé d'avis.\nIl rappellera.", cancelled.CancelReason);
        Assert.Equal(cancelled, await Operator.ReadAsync(draft.Name));
        var silent = await Operator.CancelAsync(await Operator.CreateAsync(fixture.NextOffer()));
        var listed = (await Operator.Amendments.ListAmendmentsAsync(new() { Parent = "customers/-", PageSize = 200 })).Amendments;
        Assert.Equal(cancelled.CancelReason, listed.Single(a => a.Name == draft.Name).CancelReason);
        Assert.Empty(listed.Single(a => a.Name == silent.Name).CancelReason);
    }

    [Fact]
    public async Task Why_an_order_was_cancelled_is_read_from_it_and_from_its_amendment()
    {
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 100)));
        var order = (await Operator.ValidateAsync(quoted)).Order;
        Assert.Empty(order.CancelReason);
        var cancelled = (await Operator.Orders.CancelOrderAsync(new CancelOrderRequest
        {
            Name = order.Name,
            Etag = order.Etag,
            RequestId = Steps.NewId(),
            Reason = "Site fermé",
        })).Order;

        Assert.Equal("Site fermé", cancelled.CancelReason);
        Assert.Equal("Site fermé", (await Operator.Orders.GetOrderAsync(new GetOrderRequest { Name = order.Name })).Order.CancelReason);
        Assert.Equal("Site fermé", (await Operator.Orders.ListOrdersAsync(new() { Parent = "customers/-" })).Orders.Single(o => o.Name == order.Name).CancelReason);
        Assert.Equal("Site fermé", (await Operator.ReadAsync(quoted.Amendment.Name)).CancelReason);
    }
}
