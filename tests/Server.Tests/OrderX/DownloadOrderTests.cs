using System.Security.Cryptography;
using Grpc.Core;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.OrderX;

public sealed class DownloadOrderTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task An_order_is_downloaded_as_it_stands_before_and_after_its_delivery()
    {
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(Steps.SipTrunkAtFour, Steps.Want("APPEL_SIMULTANE", 3)));
        var order = (await Operator.ValidateAsync(quoted)).Order;
        var (file, content) = await DownloadAsync(Operator, order.Name, OrderFormat.OrderX);
        Assert.Equal(($"{order.Number}.xml", "application/xml", (long)content.Length, Convert.ToHexStringLower(SHA256.HashData(content))), (file.FileName, file.ContentType, file.SizeBytes, file.Sha256));
        AssertIs(order, content);

        fixture.Server.Time.Advance(TimeSpan.FromDays(3));
        var delivered = (await Operator.DeliverAsync(order)).Order;
        AssertIs(delivered, (await DownloadAsync(fixture.Server.Reseller, order.Name)).Content);
    }

    [Fact]
    public async Task An_order_of_a_quote_that_froze_its_price_alone_names_those_who_stand_now()
    {
        var order = (await Operator.ValidateAsync(await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 40))))).Order;
        var before = (await DownloadAsync(Operator, order.Name)).Content;
        await using (var storage = fixture.Server.OpenStorage())
        {
            var papers = storage.QuotePapers.Where(p => p.AmendmentNumber == order.Amendment.Substring(order.Amendment.LastIndexOf('/') + 1));
            storage.RemoveRange(papers);
            await storage.SaveAsync(Cancellation);
        }
        Assert.Equal(before, (await DownloadAsync(Operator, order.Name)).Content);
    }

    [Fact]
    public async Task An_order_of_another_reseller_or_of_no_number_is_refused()
    {
        var order = (await Operator.ValidateAsync(await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 40))))).Order;
        var foreign = await Assert.ThrowsAsync<RpcException>(() => DownloadAsync(fixture.Server.As("Dev reseller:nord-voix"), order.Name));
        Assert.Equal(StatusCode.PermissionDenied, foreign.StatusCode);
        var absent = await Assert.ThrowsAsync<RpcException>(() => DownloadAsync(Operator, $"{order.Name}9"));
        Assert.Equal(StatusCode.NotFound, absent.StatusCode);
        var malformed = await Assert.ThrowsAsync<RpcException>(() => DownloadAsync(Operator, order.Name, (OrderFormat)9));
        Assert.Equal(StatusCode.InvalidArgument, malformed.StatusCode);
    }

    private static void AssertIs(Order order, byte[] content)
    {
        var net = order.Charges.Sum(c => c.Net.Value());
        var vat = order.Charges.GroupBy(c => (c.Kind, c.VatRatePercent.Value)).Sum(k => Math.Round(k.Sum(c => c.Net.Value()) * decimal.Parse(k.Key.Value, System.Globalization.CultureInfo.InvariantCulture) / 100m, 2, MidpointRounding.AwayFromZero));
        OrderXTests.AssertAmounts(OrderXTests.Read(content), [.. order.Charges.Select(c => (c.Product, c.Quantity, c.Net.Value()))], net, net + vat);
    }

    /// <summary>The file as its messages bring it.</summary>
    internal static async Task<(OrderFile File, byte[] Content)> DownloadAsync(Clients caller, string order, OrderFormat format = OrderFormat.Unspecified)
    {
        using var call = caller.Orders.DownloadOrder(new DownloadOrderRequest { Name = order, Format = format }, cancellationToken: Cancellation);
        var (file, content) = (new OrderFile(), new MemoryStream());
        await foreach (var part in call.ResponseStream.ReadAllAsync(Cancellation))
        {
            Assert.Equal(content.Length == 0 && part.Content.IsEmpty, part.File is not null);
            file = part.File ?? file;
            part.Content.WriteTo(content);
        }
        return (file, content.ToArray());
    }
}
