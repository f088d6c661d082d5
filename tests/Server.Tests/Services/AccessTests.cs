using System.Reflection;
using Google.Protobuf;
using Grpc.Core;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

public sealed class AccessTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Absent = "customers/99999999";

    private static readonly CallOptions AsSudConnect = new(new Metadata { { "authorization", "Dev reseller:sud-connect" } });

    /// <summary>Every method that names a customer or something of a customer, with a request about that customer.</summary>
    public static TheoryData<string> Methods => [.. Requests("").Keys];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_foreign_customer_and_an_absent_one_are_the_same_refusal(string method)
    {
        var foreign = await RefusalBytesAsync(method, Steps.Customer);
        Assert.Equal(foreign, await RefusalBytesAsync(method, Absent));
    }

    [Fact]
    public void Every_method_of_every_service_is_covered_or_names_no_customer()
    {
        string[] withoutCustomer = ["GetOffer", "ListOffers", "ListCustomers", "ImportCatalog", "ImportCustomers", "ImportContractedOffers"];
        var served = new[] { typeof(V1.Customers.CustomersBase), typeof(Catalog.CatalogBase), typeof(V1.ContractedOffers.ContractedOffersBase), typeof(V1.Amendments.AmendmentsBase), typeof(V1.Orders.OrdersBase) }
            .SelectMany(s => s.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Select(m => m.Name);
        Assert.Equal(served.Except(withoutCustomer).Order(StringComparer.Ordinal), Requests("").Keys.Order(StringComparer.Ordinal));
    }

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

    private static Dictionary<string, (IMessage Request, Func<CallInvoker, IMessage, Task> Call)> Requests(string customer)
    {
        var (offer, amendment, order) = (customer + "/contractedOffers/OC138637", customer + "/amendments/DEV000050763", customer + "/orders/COM32623");
        var update = Steps.UpdateOf(new Amendment { Name = amendment, Etag = "1" }, new Amendment { Comment = "x" }, "comment");
        var sites = new UpdateSitesRequest { Name = offer, Etag = "1", RequestId = Steps.NewId(), UpdateMask = new() { Paths = { "installation_site.telephone" } } };
        return new()
        {
            ["GetCustomer"] = (new GetCustomerRequest { Name = customer }, async (c, r) => await new V1.Customers.CustomersClient(c).GetCustomerAsync((GetCustomerRequest)r, AsSudConnect)),
            ["GetContractedOffer"] = (new GetContractedOfferRequest { Name = offer }, async (c, r) => await new V1.ContractedOffers.ContractedOffersClient(c).GetContractedOfferAsync((GetContractedOfferRequest)r, AsSudConnect)),
            ["ListContractedOffers"] = (new ListContractedOffersRequest { Parent = customer }, async (c, r) => await new V1.ContractedOffers.ContractedOffersClient(c).ListContractedOffersAsync((ListContractedOffersRequest)r, AsSudConnect)),
            ["ListVersions"] = (new ListVersionsRequest { Parent = offer }, async (c, r) => await new V1.ContractedOffers.ContractedOffersClient(c).ListVersionsAsync((ListVersionsRequest)r, AsSudConnect)),
            ["UpdateSites"] = (sites, async (c, r) => await new V1.ContractedOffers.ContractedOffersClient(c).UpdateSitesAsync((UpdateSitesRequest)r, AsSudConnect)),
            ["PreviewAmendment"] = (new PreviewAmendmentRequest { ContractedOffer = offer }, async (c, r) => await new V1.Amendments.AmendmentsClient(c).PreviewAmendmentAsync((PreviewAmendmentRequest)r, AsSudConnect)),
            ["PreviewAmendments"] = (new PreviewAmendmentsRequest { Preview = new() { ContractedOffer = offer } }, async (c, r) => throw await ErrorOfAsync(c, (PreviewAmendmentsRequest)r)),
            ["CreateAmendment"] = (new CreateAmendmentRequest { Parent = customer, Amendment = new() { ContractedOffer = offer }, RequestId = Steps.NewId() }, async (c, r) => await new V1.Amendments.AmendmentsClient(c).CreateAmendmentAsync((CreateAmendmentRequest)r, AsSudConnect)),
            ["GetAmendment"] = (new GetAmendmentRequest { Name = amendment }, async (c, r) => await new V1.Amendments.AmendmentsClient(c).GetAmendmentAsync((GetAmendmentRequest)r, AsSudConnect)),
            ["ListAmendments"] = (new ListAmendmentsRequest { Parent = customer }, async (c, r) => await new V1.Amendments.AmendmentsClient(c).ListAmendmentsAsync((ListAmendmentsRequest)r, AsSudConnect)),
            ["UpdateAmendment"] = (update, async (c, r) => await new V1.Amendments.AmendmentsClient(c).UpdateAmendmentAsync((UpdateAmendmentRequest)r, AsSudConnect)),
            ["IssueQuote"] = (new IssueQuoteRequest { Name = amendment, Etag = "1", RequestId = Steps.NewId(), Fingerprint = "f2:0" }, async (c, r) => await new V1.Amendments.AmendmentsClient(c).IssueQuoteAsync((IssueQuoteRequest)r, AsSudConnect)),
            ["Validate"] = (new ValidateRequest { Name = amendment, Etag = "1", RequestId = Steps.NewId(), Fingerprint = "f2:0" }, async (c, r) => await new V1.Amendments.AmendmentsClient(c).ValidateAsync((ValidateRequest)r, AsSudConnect)),
            ["CancelAmendment"] = (new CancelAmendmentRequest { Name = amendment, Etag = "1", RequestId = Steps.NewId() }, async (c, r) => await new V1.Amendments.AmendmentsClient(c).CancelAmendmentAsync((CancelAmendmentRequest)r, AsSudConnect)),
            ["ApproveDiscounts"] = (new ApproveDiscountsRequest { Name = amendment, Etag = "1", RequestId = Steps.NewId(), Grants = { new DiscountGrant { Product = "SDA_FULL" } } }, async (c, r) => await new V1.Amendments.AmendmentsClient(c).ApproveDiscountsAsync((ApproveDiscountsRequest)r, AsSudConnect)),
            ["ListQuotes"] = (new ListQuotesRequest { Parent = amendment }, async (c, r) => await new V1.Amendments.AmendmentsClient(c).ListQuotesAsync((ListQuotesRequest)r, AsSudConnect)),
            ["GetQuote"] = (new GetQuoteRequest { Name = amendment + "/quotes/1" }, async (c, r) => await new V1.Amendments.AmendmentsClient(c).GetQuoteAsync((GetQuoteRequest)r, AsSudConnect)),
            ["GetOrder"] = (new GetOrderRequest { Name = order }, async (c, r) => await new V1.Orders.OrdersClient(c).GetOrderAsync((GetOrderRequest)r, AsSudConnect)),
            ["ListOrders"] = (new ListOrdersRequest { Parent = customer }, async (c, r) => await new V1.Orders.OrdersClient(c).ListOrdersAsync((ListOrdersRequest)r, AsSudConnect)),
            ["Deliver"] = (new DeliverRequest { Name = order, Etag = "1", RequestId = Steps.NewId() }, async (c, r) => await new V1.Orders.OrdersClient(c).DeliverAsync((DeliverRequest)r, AsSudConnect)),
            ["StartProvisioning"] = (new StartProvisioningRequest { Name = order, Etag = "1", RequestId = Steps.NewId() }, async (c, r) => await new V1.Orders.OrdersClient(c).StartProvisioningAsync((StartProvisioningRequest)r, AsSudConnect)),
            ["CancelOrder"] = (new CancelOrderRequest { Name = order, Etag = "1", RequestId = Steps.NewId() }, async (c, r) => await new V1.Orders.OrdersClient(c).CancelOrderAsync((CancelOrderRequest)r, AsSudConnect)),
        };
    }

    private static async Task<RpcException> ErrorOfAsync(CallInvoker calls, PreviewAmendmentsRequest message)
    {
        using var call = new V1.Amendments.AmendmentsClient(calls).PreviewAmendments(AsSudConnect);
        await call.RequestStream.WriteAsync(message);
        Assert.True(await call.ResponseStream.MoveNext());
        return call.ResponseStream.Current.Error.ToRpcException();
    }

    /// <summary>The status told, less the identifier of the call.</summary>
    private async Task<ByteString> RefusalBytesAsync(string method, string customer)
    {
        var (request, call) = Requests(customer)[method];
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call(fixture.Server.Bare, request));
        Assert.Equal(StatusCode.PermissionDenied, thrown.StatusCode);
        var status = thrown.GetRpcStatus()!;
        var rest = status.Details.Where(d => !d.Is(Google.Rpc.RequestInfo.Descriptor)).ToList();
        status.Details.Clear();
        status.Details.Add(rest);
        return status.ToByteString();
    }
}
