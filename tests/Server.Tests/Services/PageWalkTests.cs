using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.V1;
using Row = MyOpenIP.Server.ContractedOffers.ContractedOffer;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>Ten thousand contracted offers of one customer, some of which come and go while they are listed.</summary>
public sealed class PageWalkTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const long Customer = 800_000;
    private const string Parent = "customers/800000";
    private const int Offers = 10_000;
    private const long First = 8_000_000;

    private static readonly string[] Towns = ["BREST", "LILLE", "LYON", "NICE"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Clients Operator => fixture.Server.Operator;

    [Theory]
    [InlineData("", 97)]
    [InlineData("site desc, delivered_on", 200)]
    [InlineData("order_management_owner, reference desc", 200)]
    public async Task A_walk_repeats_no_row_and_skips_none_that_stood_while_rows_come_and_go(string order, int pageSize)
    {
        var random = new Random(20261124);
        var standing = await FillAsync();
        var (seen, added) = (new HashSet<string>(), First + Offers);
        var request = new ListContractedOffersRequest { Parent = Parent, PageSize = pageSize, OrderBy = order };
        do
        {
            var page = await Operator.ContractedOffers.ListContractedOffersAsync(request);
            Assert.NotEmpty(page.ContractedOffers);
            Assert.All(page.ContractedOffers, o => Assert.True(seen.Add(o.Reference), $"{o.Reference} comes again"));
            request.PageToken = page.NextPageToken;

            // The last one of every other page, one anywhere, and new ones before and after.
            string[] gone = [page.ContractedOffers[added % 2 == 0 ? ^1 : 0].Reference, $"OC{First + random.Next(Offers)}"];
            standing.ExceptWith(gone);
            await using var storage = fixture.Server.OpenStorage();
            await storage.ContractedOffers.Where(o => gone.Contains(o.Reference)).ExecuteDeleteAsync(Cancellation);
            storage.AddRange(Enumerable.Range(0, 3).Select(_ => NewRow(added++, random)));
            storage.Add(NewRow(First - (added - First), random));
            await storage.SaveAsync(Cancellation);
        }
        while (request.PageToken.Length > 0);

        Assert.InRange(standing.Count, Offers * 9 / 10, Offers);
        Assert.Empty(standing.Except(seen));
    }

    [Fact]
    public async Task A_list_whose_rest_was_deleted_ends_with_a_page_and_no_token()
    {
        await FillAsync();
        var request = new ListContractedOffersRequest { Parent = Parent, PageSize = 200 };
        request.PageToken = (await Operator.ContractedOffers.ListContractedOffersAsync(request)).NextPageToken;
        await using var storage = fixture.Server.OpenStorage();
        await storage.ContractedOffers.Where(o => o.CustomerId == Customer && o.ReferenceNumber >= First + 200).ExecuteDeleteAsync(Cancellation);
        var last = await Operator.ContractedOffers.ListContractedOffersAsync(request);
        Assert.Equal((0, ""), (last.ContractedOffers.Count, last.NextPageToken));
    }

    [Fact]
    public async Task A_token_of_another_query_method_or_caller_is_refused()
    {
        await FillAsync();
        var token = (await Operator.ContractedOffers.ListContractedOffersAsync(new() { Parent = Parent, PageSize = 1 })).NextPageToken;
        await RefusedAsync(Operator.ContractedOffers.ListContractedOffersAsync(new() { Parent = Parent, OrderBy = "site", PageToken = token }));
        await RefusedAsync(Operator.ContractedOffers.ListContractedOffersAsync(new() { Parent = Parent, Filter = "site = LILLE", PageToken = token }));
        await RefusedAsync(Operator.ContractedOffers.ListContractedOffersAsync(new() { Parent = "customers/-", PageToken = token }));
        await RefusedAsync(Operator.Amendments.ListAmendmentsAsync(new() { Parent = Parent, PageToken = token }));
        await RefusedAsync(Operator.Orders.ListOrdersAsync(new() { Parent = Parent, PageToken = token }));
        await RefusedAsync(Operator.Customers.ListCustomersAsync(new() { PageToken = token }));
        await RefusedAsync(Operator.Catalog.ListOffersAsync(new() { PageToken = token }));
        foreach (var other in (string[])["Dev reseller:destiny", "Dev internal:crm"])
            await RefusedAsync(fixture.Server.As(other).ContractedOffers.ListContractedOffersAsync(new() { Parent = Parent, PageToken = token }));

        static Task RefusedAsync<T>(AsyncUnaryCall<T> call) => Refusal.OfAsync(call, StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
    }

    /// <summary>The customer with ten thousand offers and no other; their references.</summary>
    private async Task<HashSet<string>> FillAsync()
    {
        var random = new Random(1);
        await Operator.ImportAsync([Streams.NewCustomer(Customer)]);
        await using var storage = fixture.Server.OpenStorage();
        await storage.ContractedOffers.Where(o => o.CustomerId == Customer).ExecuteDeleteAsync(Cancellation);
        var rows = Enumerable.Range(0, Offers).Select(i => NewRow(First + i, random)).ToList();
        storage.AddRange(rows);
        await storage.SaveAsync(Cancellation);
        return [.. rows.Select(r => r.Reference)];
    }

    private static Row NewRow(long number, Random random)
    {
        var day = new DateOnly(2024, 1, 1).AddDays(random.Next(700));
        return new Row
        {
            Reseller = "destiny",
            Reference = $"OC{number}",
            ReferenceNumber = number,
            CustomerId = Customer,
            OfferCode = "metacentrex",
            Name = "Com'Unifiées MetaCentrex",
            State = ContractState.Delivered,
            Owner = random.Next(3) == 0 ? "" : $"Owner {random.Next(5)}",
            CustomerSearchName = "SOCIETE",
            SiteCity = Towns[random.Next(Towns.Length)],
            InstallationSiteNumber = 1,
            BillingSiteNumber = 1,
            CreatedOn = day,
            DeliveredOn = day,
        };
    }
}
