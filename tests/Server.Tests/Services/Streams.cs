using Grpc.Core;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>Imports as one call: all records on one stream.</summary>
internal static class Streams
{
    public static async Task<ImportSummary> ImportAsync(
        this Clients clients, IEnumerable<Customer> customers, string? requestId = null, bool validateOnly = false)
    {
        using var call = clients.Customers.ImportCustomers();
        var response = await SendAsync(call, customers.Select((c, i) => new ImportCustomersRequest
        {
            RequestId = i == 0 ? requestId ?? Steps.NewId() : "",
            ValidateOnly = i == 0 && validateOnly,
            Customer = c,
        }));
        return response.Summary;
    }

    public static async Task<ImportSummary> ImportAsync(
        this Clients clients, IEnumerable<ContractedOffer> offers, string? requestId = null, bool validateOnly = false)
    {
        using var call = clients.ContractedOffers.ImportContractedOffers();
        var response = await SendAsync(call, offers.Select((o, i) => new ImportContractedOffersRequest
        {
            RequestId = i == 0 ? requestId ?? Steps.NewId() : "",
            ValidateOnly = i == 0 && validateOnly,
            ContractedOffer = o,
        }));
        return response.Summary;
    }

    /// <summary>Sends until the server answers, however early it does.</summary>
    public static async Task<TResponse> SendAsync<TRequest, TResponse>(
        AsyncClientStreamingCall<TRequest, TResponse> call, IEnumerable<TRequest> messages)
    {
        try
        {
            foreach (var message in messages)
                await call.RequestStream.WriteAsync(message);
            await call.RequestStream.CompleteAsync();
        }
        catch (RpcException)
        {
            // The server no longer reads: its answer says why.
        }
        return await call.ResponseAsync;
    }

    /// <summary>A customer that can be imported.</summary>
    public static Customer NewCustomer(long id, string reseller = "destiny") => new()
    {
        Name = $"customers/{id}",
        CompanyName = $"Société Nº {id}",
        Reseller = reseller,
        State = CustomerState.Active,
        CreatedOn = new() { Year = 2026, Month = 1, Day = 5 },
        Size = CustomerSize.Small,
        Territory = "FR",
        TaxStatus = "BUSINESS",
        Sites = { NewSite(id, 1) },
    };

    public static Site NewSite(long customer, int number) => new()
    {
        Name = $"customers/{customer}/sites/{number}",
        DisplayName = "Siège",
        Address = new() { Street = "1 Rue Neuve", PostalCode = "59000", City = "LILLE", CountryCode = "FR" },
    };

    /// <summary>A contracted offer that can be imported for a customer made by <see cref="NewCustomer"/>.</summary>
    public static ContractedOffer NewOffer(long customer, long number) => new()
    {
        Name = $"customers/{customer}/contractedOffers/OC{number}",
        Offer = "offers/sip-trunk-touch",
        State = ContractedOfferState.Delivered,
        OrderType = OrderType.Creation,
        InstallationSite = new() { Name = $"customers/{customer}/sites/1" },
        BillingSite = new() { Name = $"customers/{customer}/sites/1" },
        CreatedOn = new() { Year = 2026, Month = 1, Day = 5 },
        DeliveredOn = new() { Year = 2026, Month = 2, Day = 1 },
        Billing = new() { Day = 1, PeriodMonths = 1, AnchorMonth = 1 },
        Lines =
        {
            new ContractLine
            {
                Product = "APPEL_SIMULTANE",
                Lots = { new Lot { Number = 1, Quantity = 2, UnitPrice = new() { CurrencyCode = "EUR", Units = 4 }, Since = new() { Year = 2026, Month = 2, Day = 1 } } },
            },
        },
    };
}
