using Google.Type;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>The steps of an amendment, each one call, for tests that need to be further on.</summary>
internal static class Steps
{
    public const string Customer = "customers/44660";

    /// <summary>"Com'Unifiées MetaCentrex", 40.70 a month.</summary>
    public const string MetaCentrex = Customer + "/contractedOffers/OC138637";

    /// <summary>"SIP Trunk Touch", one call at 6.00.</summary>
    public const string SipTrunkAtSix = Customer + "/contractedOffers/OC151200";

    /// <summary>"SIP Trunk Touch", one call at 4.00.</summary>
    public const string SipTrunkAtFour = Customer + "/contractedOffers/OC151201";

    /// <summary>An offer that the tests of refusals may keep busy.</summary>
    public const string Numbers = Customer + "/contractedOffers/OC94529";

    public static string NewId() => Guid.NewGuid().ToString();

    public static decimal Value(this Money money) => money.Units + (money.Nanos / 1_000_000_000m);

    public static WantedLine Want(string product, int final) => new() { Product = product, FinalQuantity = final };

    public static Contact OnSite => new() { DisplayName = "Camille Martin", Telephone = "+33442262424" };

    public static CreateAmendmentRequest Creation(string offer, params WantedLine[] lines)
    {
        var amendment = new Amendment { ContractedOffer = offer };
        amendment.Lines.Add(lines);
        return new CreateAmendmentRequest { Parent = offer[..offer.IndexOf("/contractedOffers", StringComparison.Ordinal)], Amendment = amendment, RequestId = NewId() };
    }

    public static async Task<Amendment> CreateAsync(this Clients clients, string offer, params WantedLine[] lines) =>
        (await clients.Amendments.CreateAmendmentAsync(Creation(offer, lines))).Amendment;

    /// <summary>A draft with a contact: it can be quoted.</summary>
    public static async Task<Amendment> CreateQuotableAsync(this Clients clients, string offer, params WantedLine[] lines)
    {
        var creation = Creation(offer, lines);
        creation.Amendment.Contacts.Add(OnSite);
        return (await clients.Amendments.CreateAmendmentAsync(creation)).Amendment;
    }

    public static UpdateAmendmentRequest UpdateOf(Amendment amendment, Amendment values, params string[] mask)
    {
        values.Name = amendment.Name;
        var request = new UpdateAmendmentRequest { Amendment = values, Etag = amendment.Etag, RequestId = NewId(), UpdateMask = new() };
        request.UpdateMask.Paths.Add(mask);
        return request;
    }

    public static IssueQuoteRequest QuoteOf(Amendment amendment) =>
        new() { Name = amendment.Name, Etag = amendment.Etag, RequestId = NewId(), Fingerprint = amendment.Recap.Fingerprint };

    public static async Task<IssueQuoteResponse> QuoteAsync(this Clients clients, Amendment amendment) =>
        await clients.Amendments.IssueQuoteAsync(QuoteOf(amendment));

    public static ValidateRequest ValidationOf(IssueQuoteResponse quoted)
    {
        var request = new ValidateRequest
        {
            Name = quoted.Amendment.Name,
            Etag = quoted.Amendment.Etag,
            RequestId = NewId(),
            Fingerprint = quoted.Quote.Fingerprint,
            OnBehalfOfCustomer = true,
        };
        request.AcceptedDocuments.Add(quoted.Quote.Documents.Select(
            d => new AcceptedDocument { Code = d.Code, Version = d.Version, Sha256 = d.Sha256 }));
        return request;
    }

    public static async Task<ValidateResponse> ValidateAsync(this Clients clients, IssueQuoteResponse quoted) =>
        await clients.Amendments.ValidateAsync(ValidationOf(quoted));

    public static Signer Signer => new() { DisplayName = "Claire Dubois", Email = "claire.dubois@client.example", Capacity = "Gérante" };

    public static RequestSignatureRequest SignatureOf(IssueQuoteResponse quoted) => new()
    {
        Name = quoted.Amendment.Name,
        Etag = quoted.Amendment.Etag,
        RequestId = NewId(),
        Fingerprint = quoted.Quote.Fingerprint,
        Signer = Signer,
    };

    public static async Task<RequestSignatureResponse> RequestSignatureAsync(this Clients clients, IssueQuoteResponse quoted) =>
        await clients.Amendments.RequestSignatureAsync(SignatureOf(quoted));

    public static DeliverRequest DeliveryOf(Order order) => new() { Name = order.Name, Etag = order.Etag, RequestId = NewId() };

    public static async Task<DeliverResponse> DeliverAsync(this Clients clients, Order order) =>
        await clients.Orders.DeliverAsync(DeliveryOf(order));

    public static async Task<Amendment> CancelAsync(this Clients clients, Amendment amendment) =>
        (await clients.Amendments.CancelAmendmentAsync(
            new CancelAmendmentRequest { Name = amendment.Name, Etag = amendment.Etag, RequestId = NewId() })).Amendment;

    public static async Task<Amendment> ReadAsync(this Clients clients, string name) =>
        (await clients.Amendments.GetAmendmentAsync(new GetAmendmentRequest { Name = name })).Amendment;

    public static async Task<ContractedOffer> ReadOfferAsync(this Clients clients, string name) =>
        (await clients.ContractedOffers.GetContractedOfferAsync(new GetContractedOfferRequest { Name = name })).ContractedOffer;
}
