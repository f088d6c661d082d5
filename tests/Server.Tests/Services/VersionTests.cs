using Google.Type;
using Grpc.Core;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Tests.Storage;
using MyOpenIP.V1;
using ContractedOffer = MyOpenIP.V1.ContractedOffer;
using ContractVersion = MyOpenIP.V1.ContractVersion;
using Site = MyOpenIP.V1.Site;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>A contracted offer keeps all its versions and shows each as it was.</summary>
public sealed class VersionTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task An_older_version_shows_the_lots_the_commitment_the_sites_and_the_amounts_that_it_had()
    {
        var offer = fixture.NextOffer();
        var first = await Operator.ReadOfferAsync(offer);
        var delivered = await ChangeAsync(offer, 90);
        var second = await Operator.ReadOfferAsync(offer);
        await ChangeAsync(offer, 91);
        var third = await Operator.ReadOfferAsync(offer);
        Assert.Equal([1, 2, 3], new[] { first, second, third }.Select(o => o.Version));

        var old = await ReadAsync(new() { Name = offer, Version = 1 });
        Assert.Equal((1, first.HoldsFrom, ""), (old.Version, old.HoldsFrom, old.Order));
        Assert.Equal(first.Lines.Select(l => (l.Product, l.Quantity)), old.Lines.Select(l => (l.Product, l.Quantity)));
        Assert.Equal(first.Lines.SelectMany(l => l.Lots), old.Lines.SelectMany(l => l.Lots));
        Assert.Equal((first.Commitment, first.Billing, first.Policies), (old.Commitment, old.Billing, old.Policies));
        Assert.Equal((third.Etag, third.State, third.AvailableActions), (old.Etag, old.State, old.AvailableActions));

        var middle = await ReadAsync(new() { Name = offer, Version = 2 });
        Assert.Equal(second.Lines, middle.Lines);
        Assert.Equal((second.MonthlyAmount, delivered.Order.Name), (middle.MonthlyAmount, middle.Order));
        Assert.Equal(third, await ReadAsync(new() { Name = offer, Version = 3 }));
        Assert.True(second.MonthlyAmount.Value() < third.MonthlyAmount.Value());
    }

    [Fact]
    public async Task A_day_shows_the_version_that_held_on_it()
    {
        var offer = fixture.NextOffer();
        var first = await Operator.ReadOfferAsync(offer);
        fixture.Server.Time.Advance(TimeSpan.FromDays(2));
        var delivered = (await ChangeAsync(offer, 92)).ContractedOffer;
        var day = ToDate(delivered.HoldsFrom);

        Assert.Equal(2, (await ReadAsync(new() { Name = offer, Date = delivered.HoldsFrom })).Version);
        Assert.Equal(delivered, await ReadAsync(new() { Name = offer, Date = delivered.HoldsFrom }));
        var before = await ReadAsync(new() { Name = offer, Date = ToProto(day.AddDays(-1)) });
        Assert.Equal(1, before.Version);
        Assert.Equal(first.Lines, before.Lines);
        Assert.Equal(2, (await ReadAsync(new() { Name = offer, Date = ToProto(day.AddYears(1)) })).Version);
        Assert.Equal(1, (await ReadAsync(new() { Name = offer, Date = first.HoldsFrom })).Version);
    }

    [Fact]
    public async Task The_amounts_are_those_of_the_day_asked_for_or_of_the_day_from_which_an_older_version_holds()
    {
        var offer = fixture.NextOffer();
        var full = (await Operator.ReadOfferAsync(offer)).MonthlyAmount.Value();
        var today = Today;
        await WriteNextVersionAsync(offer, contract => HalvedUntil(contract, today.AddDays(7)));
        var halved = (await Operator.ReadOfferAsync(offer)).MonthlyAmount.Value();
        Assert.InRange(halved, full / 2, (full / 2) + 0.05m);
        Assert.Equal(halved, await MonthlyAsync(new() { Name = offer, Date = ToProto(today.AddDays(6)) }));
        Assert.Equal(full, await MonthlyAsync(new() { Name = offer, Date = ToProto(today.AddDays(7)) }));
        Assert.Equal(full, await MonthlyAsync(new() { Name = offer, Version = 1 }));

        await WriteNextVersionAsync(offer, contract => contract);
        fixture.Server.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(halved, await MonthlyAsync(new() { Name = offer, Version = 2 }));
        Assert.Equal(full, await MonthlyAsync(new() { Name = offer, Version = 3 }));
        Assert.Equal(full, await MonthlyAsync(new() { Name = offer }));
    }

    [Fact]
    public async Task Another_site_belongs_to_the_version_that_was_current()
    {
        const string offer = Steps.Customer + "/contractedOffers/OC151311";
        var start = await Operator.ReadOfferAsync(offer);
        var chosen = await MoveAsync(start, Steps.Customer + "/sites/3");
        Assert.NotEqual(start.BillingSite.Name, chosen.BillingSite.Name);
        await WriteNextVersionAsync(offer, contract => contract);
        var next = await Operator.ReadOfferAsync(offer);
        Assert.Equal((2, chosen.BillingSite.Name), (next.Version, next.BillingSite.Name));
        await MoveAsync(next, Steps.Customer + "/sites/1");

        Assert.Equal(chosen.BillingSite, (await ReadAsync(new() { Name = offer, Version = 1 })).BillingSite);
        Assert.Equal(Steps.Customer + "/sites/1", (await ReadAsync(new() { Name = offer, Version = 2 })).BillingSite.Name);
    }

    [Fact]
    public async Task A_version_or_a_day_that_the_offer_does_not_have_is_not_found()
    {
        await RefusedAsync(new() { Name = Steps.MetaCentrex, Version = 7 }, Steps.MetaCentrex + " (version 7)");
        await RefusedAsync(new() { Name = Steps.MetaCentrex, Date = new Date { Year = 2010, Month = 1, Day = 2 } }, Steps.MetaCentrex + " (2010-01-02)");
        await RefusedAsync(new() { Name = "customers/-/contractedOffers/OC138637", Version = 2 }, Steps.MetaCentrex + " (version 2)");
        foreach (var (request, field) in new (GetContractedOfferRequest, string)[]
        {
            (new() { Name = Steps.MetaCentrex, Version = 0 }, "version"),
            (new() { Name = Steps.MetaCentrex, Version = -1 }, "version"),
            (new() { Name = Steps.MetaCentrex, Date = new Date { Year = 2026, Month = 2, Day = 30 } }, "date"),
        })
            Assert.Equal([field], (await Refusal.OfAsync(Operator.ContractedOffers.GetContractedOfferAsync(request), StatusCode.InvalidArgument, "INVALID_ARGUMENT")).Fields);

        async Task RefusedAsync(GetContractedOfferRequest request, string name)
        {
            var refusal = await Refusal.OfAsync(Operator.ContractedOffers.GetContractedOfferAsync(request), StatusCode.NotFound, "NOT_FOUND");
            Assert.Equal(name, refusal.Info.Metadata["name"]);
        }
    }

    [Fact]
    public async Task Versions_are_listed_the_latest_first_in_pages()
    {
        var offer = fixture.NextOffer();
        var orders = new List<string> { "" };
        for (var quantity = 94; quantity < 98; quantity++)
            orders.Insert(0, (await ChangeAsync(offer, quantity)).Order.Name);
        var seen = new List<ContractVersion>();
        var request = new ListVersionsRequest { Parent = offer, PageSize = 2 };
        do
        {
            var page = await Operator.ContractedOffers.ListVersionsAsync(request);
            Assert.InRange(page.Versions.Count, 1, 2);
            seen.AddRange(page.Versions);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal([5, 4, 3, 2, 1], seen.Select(v => v.Version));
        Assert.Equal(orders, seen.Select(v => v.Order));
        Assert.All(seen, v => Assert.True(v.HoldsFrom is not null && v.RecordTime is not null));
        Assert.Equal((await Operator.ReadOfferAsync(offer)).HoldsFrom, seen[0].HoldsFrom);

        var token = (await Operator.ContractedOffers.ListVersionsAsync(new ListVersionsRequest { Parent = offer, PageSize = 2 })).NextPageToken;
        await Refusal.OfAsync(
            Operator.ContractedOffers.ListVersionsAsync(new ListVersionsRequest { Parent = Steps.MetaCentrex, PageToken = token }),
            StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
        Assert.Single((await Operator.ContractedOffers.ListVersionsAsync(new ListVersionsRequest { Parent = Steps.MetaCentrex })).Versions);
    }

    private async Task<ContractedOffer> ReadAsync(GetContractedOfferRequest request) =>
        (await Operator.ContractedOffers.GetContractedOfferAsync(request)).ContractedOffer;

    private async Task<DeliverResponse> ChangeAsync(string offer, int quantity) => await Operator.DeliverAsync((await Operator.ValidateAsync(
        await Operator.QuoteAsync(await Operator.CreateQuotableAsync(offer, Steps.Want("SDA_FULL", quantity))))).Order);

    private async Task<ContractedOffer> MoveAsync(ContractedOffer offer, string billingSite)
    {
        var request = new UpdateSitesRequest { Name = offer.Name, Etag = offer.Etag, RequestId = Steps.NewId(), UpdateMask = new() { Paths = { "billing_site.name" } } };
        request.BillingSite = new Site { Name = billingSite };
        return (await Operator.ContractedOffers.UpdateSitesAsync(request)).ContractedOffer;
    }

    private async Task<decimal> MonthlyAsync(GetContractedOfferRequest request) => (await ReadAsync(request)).MonthlyAmount.Value();

    private DateOnly Today => DateOnly.FromDateTime(fixture.Server.Time.GetUtcNow().Date);

    private static Pricing.Contract HalvedUntil(Pricing.Contract contract, DateOnly day) => contract with
    {
        Lines = [.. contract.Lines.Select(l => l with { Lots = [.. l.Lots.Select(lot => lot with { Discounts = [new(50m, day)] })] })],
    };

    /// <summary>Writes the next version, as an import of other terms does.</summary>
    private async Task WriteNextVersionAsync(string name, Func<Pricing.Contract, Pricing.Contract> change)
    {
        await using var storage = fixture.Server.OpenStorage();
        var offer = storage.ContractedOffers.Single(o => o.Reference == name.Substring(name.LastIndexOf('/') + 1));
        var contract = await storage.ReadContractAsync(offer, null, TestContext.Current.CancellationToken);
        await storage.AppendVersionAsync(
            offer, change(contract!), Today, "", fixture.Server.Time.GetUtcNow(), TestContext.Current.CancellationToken, imported: true);
        await storage.SaveAsync(TestContext.Current.CancellationToken);
    }

    private static DateOnly ToDate(Date date) => new(date.Year, date.Month, date.Day);

    private static Date ToProto(DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };
}
