using Grpc.Core;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

public sealed class ListTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    [Theory]
    [InlineData("METACENTREX")]
    [InlineData("métacentrex prov")]
    [InlineData("44660")]
    public async Task A_customer_is_found_by_identifier_or_part_of_the_name_accents_and_case_ignored(string query)
    {
        var found = (await Operator.Customers.ListCustomersAsync(new ListCustomersRequest { Query = query })).Customers;
        Assert.Contains(found, c => c.Name == Steps.Customer);
        Assert.All(found, c => Assert.Empty(c.Sites));
    }

    [Fact]
    public async Task A_customer_is_read_with_its_sites_and_contacts()
    {
        var customer = (await Operator.Customers.GetCustomerAsync(new GetCustomerRequest { Name = Steps.Customer })).Customer;
        Assert.Equal(3, customer.Sites.Count);
        Assert.Equal(2, customer.Contacts.Count);
        Assert.Equal("EuraTechnologies", customer.Sites[1].Complement.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("delivered_on desc")]
    [InlineData("created_on desc")]
    [InlineData("order_management_owner, offer_name desc")]
    [InlineData("order_reference")]
    [InlineData("end_customer desc, site")]
    [InlineData("customer_account")]
    [InlineData("state desc")]
    [InlineData("order_type, reference desc")]
    public async Task A_walk_over_all_pages_sees_every_offer_once_in_order(string order)
    {
        var seen = new List<ContractedOffer>();
        var token = "";
        do
        {
            var page = await Operator.ContractedOffers.ListContractedOffersAsync(
                new ListContractedOffersRequest { Parent = "customers/-", PageSize = 150, OrderBy = order, PageToken = token });
            Assert.NotEmpty(page.ContractedOffers);
            seen.AddRange(page.ContractedOffers);
            Assert.InRange(seen.Count, 1, 2007);
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(2007, seen.Select(o => o.Name).Distinct().Count());
        Assert.Equal(2007, seen.Count);
        if (order.Length == 0)
            Assert.Equal(seen.Select(Number).Order(), seen.Select(Number));
        if (order == "delivered_on desc")
            Assert.Equal(seen.Select(Delivered).OrderDescending(), seen.Select(Delivered));
        if (order == "created_on desc")
            Assert.Equal(seen.Select(Created).OrderDescending(), seen.Select(Created));
        if (order == "state desc")
            Assert.Equal(seen.Select(o => o.State).OrderDescending(), seen.Select(o => o.State));

        static long Number(ContractedOffer offer) => long.Parse(offer.Reference.AsSpan(2), null);
        static int Created(ContractedOffer offer) => (offer.CreatedOn.Year * 10_000) + (offer.CreatedOn.Month * 100) + offer.CreatedOn.Day;
        static int Delivered(ContractedOffer offer) =>
            offer.DeliveredOn is { } d ? (d.Year * 10_000) + (d.Month * 100) + d.Day : int.MaxValue;
    }

    [Theory]
    [InlineData("identifier desc")]
    [InlineData("company_name")]
    [InlineData("created_on, status")]
    [InlineData("state")]
    public async Task Customers_are_paged_in_every_order(string order)
    {
        var first = await Operator.Customers.ListCustomersAsync(new ListCustomersRequest { OrderBy = order, PageSize = 120 });
        var second = await Operator.Customers.ListCustomersAsync(new ListCustomersRequest { OrderBy = order, PageSize = 120, PageToken = first.NextPageToken });
        Assert.Equal((120, 81, ""), (first.Customers.Count, second.Customers.Count, second.NextPageToken));
        Assert.Empty(first.Customers.Select(c => c.Name).Intersect(second.Customers.Select(c => c.Name)));
    }

    [Fact]
    public async Task A_page_token_is_good_only_for_its_query_and_caller()
    {
        var request = new ListContractedOffersRequest { Parent = "customers/-", PageSize = 5 };
        var token = (await Operator.ContractedOffers.ListContractedOffersAsync(request)).NextPageToken;
        await RefusedAsync(Operator, new() { Parent = "customers/-", PageToken = token, OrderBy = "site" });
        await RefusedAsync(Operator, new() { Parent = Steps.Customer, PageToken = token });
        await RefusedAsync(fixture.Server.Reseller, new() { Parent = "customers/-", PageToken = token });
        await RefusedAsync(Operator, new() { Parent = "customers/-", PageToken = token[..^4] + "AAAA" });
        await RefusedAsync(Operator, new() { Parent = "customers/-", PageToken = "!" });
        await RefusedAsync(Operator, new() { Parent = "customers/-", PageToken = new string('A', 3000) });

        await fixture.RestartAsync();
        Assert.NotEmpty((await Operator.ContractedOffers.ListContractedOffersAsync(
            new() { Parent = "customers/-", PageSize = 7, PageToken = token })).ContractedOffers);

        static async Task RefusedAsync(Clients caller, ListContractedOffersRequest asked)
        {
            var refusal = await Refusal.OfAsync(caller.ContractedOffers.ListContractedOffersAsync(asked), StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
            Assert.Equal(["page_token"], refusal.Fields);
        }
    }

    [Theory]
    [InlineData("colour", "0", "UNKNOWN_COLUMN")]
    [InlineData("site, colour", "6", "UNKNOWN_COLUMN")]
    [InlineData("site up", "5", "DIRECTION_EXPECTED")]
    [InlineData("site, site", "6", "REPEATED")]
    [InlineData("site desc desc", "0", "DIRECTION_EXPECTED")]
    [InlineData(",", "0", "UNKNOWN_COLUMN")]
    public async Task An_order_that_is_not_documented_is_refused_with_its_position_and_what_would_be_right(string order, string position, string rule)
    {
        var refusal = await Refusal.OfAsync(
            Operator.ContractedOffers.ListContractedOffersAsync(new ListContractedOffersRequest { Parent = Steps.Customer, OrderBy = order }),
            StatusCode.InvalidArgument, "ORDER_BY_INVALID");
        Assert.Equal(position, refusal.Info.Metadata["position"]);
        Assert.Equal(("order_by", rule), refusal.Rule);
        if (rule == "UNKNOWN_COLUMN")
            Assert.Equal(
                "The columns are order_management_owner, reference, offer_name, order_reference, end_customer, customer_account, site, created_on, delivered_on, state, order_type.",
                Assert.Single(refusal.Status.GetDetail<Google.Rpc.BadRequest>().FieldViolations).Description);
    }

    [Fact]
    public async Task A_negative_page_size_is_refused() => Assert.Equal(
        ["page_size"],
        (await Refusal.OfAsync(
            Operator.Amendments.ListAmendmentsAsync(new ListAmendmentsRequest { Parent = Steps.Customer, PageSize = -1 }),
            StatusCode.InvalidArgument, "INVALID_ARGUMENT")).Fields);

    [Fact]
    public async Task Amendments_are_listed_the_latest_first_without_their_recap()
    {
        var first = await Operator.CreateAsync(Steps.Customer + "/contractedOffers/OC151310");
        var second = await Operator.CreateAsync(Steps.Customer + "/contractedOffers/OC151311");
        var request = new ListAmendmentsRequest { Parent = Steps.Customer, PageSize = 1 };
        var page = await Operator.Amendments.ListAmendmentsAsync(request);
        Assert.Equal(second.Name, Assert.Single(page.Amendments).Name);
        Assert.Null(page.Amendments[0].Recap);
        request.PageToken = page.NextPageToken;
        page = await Operator.Amendments.ListAmendmentsAsync(request);
        Assert.Equal((first.Name, ""), (Assert.Single(page.Amendments).Name, page.NextPageToken));
    }

    [Fact]
    public async Task The_catalogue_shows_its_offers_and_no_discount_agreed_with_another_reseller()
    {
        var offers = (await Operator.Catalog.ListOffersAsync(new ListOffersRequest())).Offers;
        Assert.Contains(offers, o => o.DisplayName == "Com'Unifiées MetaCentrex");
        Assert.All(offers, o => Assert.Equal(2, o.Documents.Count));

        var request = new GetOfferRequest { Name = "offers/metacentrex" };
        Assert.Empty((await fixture.Server.Reseller.Catalog.GetOfferAsync(request)).Offer.Discounts);
        Assert.Equal("ACCORD_ARMOR", Assert.Single((await fixture.Server.As("Dev reseller:armor-telecom").Catalog.GetOfferAsync(request)).Offer.Discounts).Code);
    }
}
