using Grpc.Core;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

public sealed class AccessTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Lists_over_all_customers_hold_only_the_callers_own()
    {
        var sud = fixture.Server.As("Dev reseller:sud-connect");
        var customers = (await sud.Customers.ListCustomersAsync(new ListCustomersRequest { PageSize = 200 })).Customers;
        Assert.NotEmpty(customers);
        Assert.All(customers, c => Assert.Equal("sud-connect", c.Reseller));

        var own = customers.Select(c => c.Name).ToHashSet();
        var offers = (await sud.ContractedOffers.ListContractedOffersAsync(
            new ListContractedOffersRequest { Parent = "customers/-", PageSize = 200 })).ContractedOffers;
        Assert.NotEmpty(offers);
        Assert.All(offers, o => Assert.Contains(string.Join('/', o.Name.Split('/').Take(2)), own));
        Assert.Empty((await sud.Customers.ListCustomersAsync(new ListCustomersRequest { Query = "44660" })).Customers);
    }

    [Fact]
    public async Task A_bare_reference_of_another_reseller_is_as_absent_as_one_that_does_not_exist()
    {
        var sud = fixture.Server.As("Dev reseller:sud-connect");
        foreach (var reference in (string[])["OC138637", "OC999999999"])
            await Refusal.OfAsync(
                sud.ContractedOffers.GetContractedOfferAsync(new GetContractedOfferRequest { Name = $"customers/-/contractedOffers/{reference}" }),
                StatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task A_reseller_neither_validates_nor_delivers()
    {
        var reseller = fixture.Server.Reseller;
        var quoted = await reseller.QuoteAsync(await reseller.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 70)));
        var refusal = await Refusal.OfAsync(reseller.Amendments.ValidateAsync(Steps.ValidationOf(quoted)), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        Assert.Equal("OPERATOR", refusal.Info.Metadata["allowed_roles"]);
        Assert.Equal("Validate is for the operator; a reseller asks for the signature.", refusal.Status.GetDetail<Google.Rpc.LocalizedMessage>().Message);
        var order = (await fixture.Server.Operator.ValidateAsync(quoted)).Order;
        refusal = await Refusal.OfAsync(reseller.Orders.DeliverAsync(Steps.DeliveryOf(order)), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        Assert.Equal("OPERATOR,INTERNAL_SYSTEM", refusal.Info.Metadata["allowed_roles"]);
        Assert.Equal("Deliver is for the operator and internal systems.", refusal.Status.Message);
    }

    [Theory]
    [InlineData("Dev")]
    [InlineData("Dev reseller:")]
    [InlineData("Dev internal:")]
    [InlineData("Dev internal")]
    [InlineData("Dev admin")]
    [InlineData("dev operator")]
    [InlineData("Bearer abc")]
    public async Task Credentials_that_are_not_understood_are_refused(string authorization) => await Refusal.OfAsync(
        fixture.Server.As(authorization).Catalog.ListOffersAsync(new ListOffersRequest()), StatusCode.Unauthenticated, "UNAUTHENTICATED");

    [Fact]
    public async Task Without_credentials_the_caller_is_the_operator() =>
        Assert.Single((await new V1.Customers.CustomersClient(fixture.Server.Bare).ListCustomersAsync(new ListCustomersRequest { Query = "44660" })).Customers);
}
