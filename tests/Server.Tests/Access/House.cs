using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Tests.Attachments;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;
using Database = MyOpenIP.Server.Storage.StorageContext;

namespace MyOpenIP.Server.Tests.Access;

/// <summary>What one reseller has, one of each kind, and for every method a request about it that is answered.</summary>
internal sealed class House
{
    private House(string reseller) => Reseller = reseller;

    public string Reseller { get; }

    public required string Customer { get; init; }

    public required string CustomerEtag { get; init; }

    public required ContractedOffer Offer { get; init; }

    public required Amendment Draft { get; init; }

    /// <summary>An attachment of the draft.</summary>
    public required Attachment Attachment { get; init; }

    /// <summary>A draft with a discount that waits for a grant.</summary>
    public required Amendment Asking { get; init; }

    public required IssueQuoteResponse Quoted { get; init; }

    /// <summary>An amendment whose customer was asked to sign.</summary>
    public required RequestSignatureResponse Awaiting { get; init; }

    public required Order Order { get; init; }

    /// <summary>The name of the house's own of a collection; the collection of customers is "".</summary>
    public string NameOf(string collection) => collection switch
    {
        "" => Customer,
        "sites" or "contacts" => $"{Customer}/{collection}/1",
        "contractedOffers" => Offer.Name,
        "amendments" => Quoted.Amendment.Name,
        "quotes" => Quoted.Quote.Name,
        "attachments" => Attachment.Name,
        "orders" => Order.Name,
        _ => throw new InvalidOperationException($"A house has no {collection} yet."),
    };

    /// <summary>Builds a house of what a reseller has delivered, the operator helping.</summary>
    public static async Task<House> BuildAsync(TestServer server, string reseller)
    {
        var (own, staff) = (server.As($"Dev reseller:{reseller}"), server.Operator);
        await using var storage = server.OpenStorage();
        var offers = await FreeAsync(storage, reseller);
        var asking = await own.CreateAsync(offers[1], Steps.Want("SDA_FULL", 110));
        asking = (await own.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(
            asking,
            new Amendment { Discounts = { new RequestedDiscount { Product = "SDA_FULL", RecurringPercent = new() { Value = "30" }, Scope = V1.DiscountScope.AddedUnits } } },
            "discounts"))).Amendment;
        var accepted = await staff.ValidateAsync(await own.QuoteAsync(await own.CreateQuotableAsync(offers[2], Steps.Want("SDA_FULL", 70))));
        var draft = await own.CreateQuotableAsync(offers[4], Steps.Want("SDA_FULL", 70));
        var attached = await own.UploadAsync(draft.Name, "a.txt", SampleFiles.Text);
        return new House(reseller)
        {
            Customer = CustomerOf(offers[0]),
            CustomerEtag = (await own.Customers.GetCustomerAsync(new GetCustomerRequest { Name = CustomerOf(offers[0]) })).Customer.Etag,
            Offer = await own.ReadOfferAsync(offers[0]),
            Asking = asking,
            Order = accepted.Order,
            Awaiting = await own.RequestSignatureAsync(await own.QuoteAsync(await own.CreateQuotableAsync(offers[5], Steps.Want("SDA_FULL", 70)))),
            Quoted = await own.QuoteAsync(await own.CreateQuotableAsync(offers[3], Steps.Want("SDA_FULL", 70))),
            Draft = await own.ReadAsync(draft.Name),
            Attachment = attached.Attachment,
        };
    }

    /// <summary>A request of a method about the house, that stores nothing.</summary>
    public IMessage RequestOf(MethodDescriptor method) => method.Name switch
    {
        "GetCustomer" => new GetCustomerRequest { Name = Customer },
        "ListCustomers" => new ListCustomersRequest(),
        "ImportCustomers" => new ImportCustomersRequest { RequestId = Steps.NewId(), ValidateOnly = true, Customer = Streams.NewCustomer(999_001, Reseller) },
        "CreateSite" => new CreateSiteRequest { Parent = Customer, Site = NewSite, RequestId = Steps.NewId(), ValidateOnly = true },
        "UpdateSite" => new UpdateSiteRequest
        {
            Site = new() { Name = NameOf("sites"), Telephone = "+33320425000" },
            Etag = CustomerEtag,
            RequestId = Steps.NewId(),
            ValidateOnly = true,
            UpdateMask = new() { Paths = { "telephone" } },
        },
        "CreateContact" => new CreateContactRequest { Parent = Customer, Contact = Steps.OnSite, RequestId = Steps.NewId(), ValidateOnly = true },
        "UpdateContact" => new UpdateContactRequest
        {
            Contact = new() { Name = NameOf("contacts"), Role = "accueil" },
            Etag = CustomerEtag,
            RequestId = Steps.NewId(),
            ValidateOnly = true,
            UpdateMask = new() { Paths = { "role" } },
        },
        "GetOffer" => new GetOfferRequest { Name = Offer.Offer },
        "ListOffers" => new ListOffersRequest(),
        "ImportCatalog" => new ImportCatalogRequest { RequestId = Steps.NewId(), ValidateOnly = true, Content = ByteString.CopyFromUtf8("{}") },
        "GetContractedOffer" => new GetContractedOfferRequest { Name = Offer.Name },
        "ListContractedOffers" => new ListContractedOffersRequest { Parent = Customer },
        "ListVersions" => new ListVersionsRequest { Parent = Offer.Name },
        "UpdateSites" => new UpdateSitesRequest
        {
            Name = Offer.Name,
            Etag = Offer.Etag,
            RequestId = Steps.NewId(),
            ValidateOnly = true,
            InstallationSite = new() { Name = NameOf("sites") },
            BillingSite = new() { Name = NameOf("sites") },
            UpdateMask = new() { Paths = { "installation_site.name", "billing_site.name" } },
        },
        "ImportContractedOffers" => new ImportContractedOffersRequest
        {
            RequestId = Steps.NewId(),
            ValidateOnly = true,
            ContractedOffer = Streams.NewOffer(long.Parse(Customer.Split('/')[1], null), 999_001),
        },
        "PreviewAmendment" => Preview,
        "PreviewAmendments" => new PreviewAmendmentsRequest { Key = "a", Preview = Preview },
        // Under a customer of its own, another's offer is refused as that customer's: this way it is looked for.
        "CreateAmendment" => new CreateAmendmentRequest { Parent = "customers/-", Amendment = Wanted(new() { ContractedOffer = Offer.Name }), RequestId = Steps.NewId(), ValidateOnly = true },
        "GetAmendment" => new GetAmendmentRequest { Name = Draft.Name },
        "ListAmendments" => new ListAmendmentsRequest { Parent = Customer },
        "UpdateAmendment" => new UpdateAmendmentRequest
        {
            Amendment = new() { Name = Draft.Name, Comment = "x" },
            Etag = Draft.Etag,
            RequestId = Steps.NewId(),
            ValidateOnly = true,
            UpdateMask = new() { Paths = { "comment" } },
        },
        "IssueQuote" => Only(Steps.QuoteOf(Draft)),
        "Validate" => Only(Steps.ValidationOf(Quoted)),
        "RequestSignature" => Only(Steps.SignatureOf(Quoted)),
        "ResendSignature" => new ResendSignatureRequest { Name = Awaiting.Amendment.Name, Etag = Awaiting.Amendment.Etag, RequestId = Steps.NewId(), ValidateOnly = true },
        "GetSignature" => new GetSignatureRequest { Name = Awaiting.Signature.Quote },
        "CancelAmendment" => new CancelAmendmentRequest { Name = Draft.Name, Etag = Draft.Etag, RequestId = Steps.NewId(), ValidateOnly = true },
        "ApproveDiscounts" => new ApproveDiscountsRequest
        {
            Name = Asking.Name,
            Etag = Asking.Etag,
            RequestId = Steps.NewId(),
            ValidateOnly = true,
            Grants = { new V1.DiscountGrant { Product = "SDA_FULL", FinalQuantity = 110, RecurringPercent = new() { Value = "30" } } },
        },
        "ListQuotes" => new ListQuotesRequest { Parent = Quoted.Amendment.Name },
        "GetQuote" => new GetQuoteRequest { Name = Quoted.Quote.Name },
        "UploadAttachment" => new UploadAttachmentRequest
        {
            Attachment = new() { Parent = Draft.Name, FileName = "b.txt", RequestId = Steps.NewId(), ValidateOnly = true },
        },
        "ListAttachments" => new ListAttachmentsRequest { Parent = Draft.Name },
        "DownloadAttachment" => new DownloadAttachmentRequest { Name = Attachment.Name },
        "DeleteAttachment" => new DeleteAttachmentRequest { Name = Attachment.Name, Etag = Draft.Etag, RequestId = Steps.NewId(), ValidateOnly = true },
        "DownloadDocument" => new DownloadDocumentRequest { Sha256 = Quoted.Quote.Documents[0].Sha256 },
        "CreateComment" => new CreateCommentRequest { Parent = Draft.Name, Text = "Vu.", RequestId = Steps.NewId(), ValidateOnly = true },
        "ListComments" => new ListCommentsRequest { Parent = Draft.Name },
        "ListEvents" => new ListEventsRequest { Parent = Draft.Name },
        "CreateOrderComment" => new CreateOrderCommentRequest { Parent = Order.Name, Text = "Vu.", RequestId = Steps.NewId(), ValidateOnly = true },
        "ListOrderComments" => new ListOrderCommentsRequest { Parent = Order.Name },
        "DownloadEvidence" => new DownloadEvidenceRequest { Name = $"{Order.Amendment}/quotes/1" },
        "VerifySignature" => new VerifySignatureRequest { Sha256 = Awaiting.Signature.QuoteSha256 },
        "DownloadQuote" => new DownloadQuoteRequest { Name = Quoted.Quote.Name },
        "DownloadOrder" => new DownloadOrderRequest { Name = Order.Name },
        "WatchAmendments" => new WatchAmendmentsRequest { Parent = Customer, UntilNow = true },
        "WatchOrders" => new WatchOrdersRequest { Parent = Customer, UntilNow = true },
        "GetOrder" => new GetOrderRequest { Name = Order.Name },
        "ListOrders" => new ListOrdersRequest { Parent = Customer },
        "StartProvisioning" => new StartProvisioningRequest { Name = Order.Name, Etag = Order.Etag, RequestId = Steps.NewId(), ValidateOnly = true },
        "Deliver" => Only(Steps.DeliveryOf(Order)),
        "CancelOrder" => new CancelOrderRequest { Name = Order.Name, Etag = Order.Etag, RequestId = Steps.NewId(), ValidateOnly = true },
        _ => throw new InvalidOperationException($"{method.FullName} has no request in the house yet: add one that stores nothing."),
    };

    private static Site NewSite => new() { DisplayName = "Agence", Address = new() { Street = "3 Rue Neuve", PostalCode = "59000", City = "LILLE", CountryCode = "FR" } };

    private PreviewAmendmentRequest Preview => new()
    {
        ContractedOffer = Offer.Name,
        InstallationSite = NameOf("sites"),
        BillingSite = NameOf("sites"),
        Contacts = { new Contact { Name = NameOf("contacts") } },
    };

    private Amendment Wanted(Amendment amendment)
    {
        (amendment.InstallationSite, amendment.BillingSite) = (NameOf("sites"), NameOf("sites"));
        amendment.Contacts.Add(new Contact { Name = NameOf("contacts") });
        return amendment;
    }

    private static T Only<T>(T request) where T : IMessage<T>
    {
        request.Descriptor.FindFieldByName("validate_only").Accessor.SetValue(request, true);
        return request;
    }

    /// <summary>Delivered offers that are amended by nobody, each of another customer that has sites and contacts.</summary>
    private static async Task<List<string>> FreeAsync(Database storage, string reseller)
    {
        var offers = await storage.ContractedOffers
            .Where(o => o.Reseller == reseller && o.CustomerId != 44660 && o.OfferCode == "metacentrex" && o.State == ContractState.Delivered && o.OpenAmendment == null
                && storage.Customers.Any(c => c.Id == o.CustomerId && c.State == Server.Customers.CustomerState.Active && c.Contacts.Count > 0))
            .OrderByDescending(o => o.ReferenceNumber).ToListAsync(TestContext.Current.CancellationToken);
        return [.. offers.DistinctBy(o => o.CustomerId).Select(o => $"customers/{o.CustomerId}/contractedOffers/{o.Reference}")];
    }

    private static string CustomerOf(string offer) => string.Join('/', offer.Split('/').Take(2));
}
