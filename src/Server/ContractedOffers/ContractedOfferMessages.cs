using MyOpenIP.Pricing;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Wire;
using static MyOpenIP.Server.Wire.WireValues;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Contracted offers.</summary>
internal static class ContractedOfferMessages
{
    /// <summary>A contracted offer with what lists give of it.</summary>
    public static V1.ContractedOffer ContractedOffer(ContractedOffer offer, Customer customer)
    {
        var installation = customer.Sites.SingleOrDefault(s => s.Number == offer.InstallationSiteNumber);
        return new V1.ContractedOffer
        {
            Name = ResourceNames.ContractedOffer(offer.CustomerId, offer.Reference),
            Reference = offer.Reference,
            OrderManagementOwner = offer.Owner,
            Offer = ResourceNames.Offer(offer.OfferCode),
            OfferName = offer.Name,
            OrderReference = offer.OrderReference,
            EndCustomer = customer.Name,
            EndCustomerReference = customer.Reference,
            CustomerAccount = offer.Account,
            Telephone = offer.Telephone,
            InstallationSite = new V1.Site
            {
                Name = ResourceNames.Site(offer.CustomerId, offer.InstallationSiteNumber),
                DisplayName = installation?.Name ?? "",
                Address = new V1.PostalAddress { City = offer.SiteCity },
            },
            BillingSite = new V1.Site { Name = ResourceNames.Site(offer.CustomerId, offer.BillingSiteNumber) },
            CreatedOn = Date(offer.CreatedOn),
            DeliveredOn = offer.DeliveredOn == ContractedOffers.ContractedOffer.NotDelivered ? null : Date(offer.DeliveredOn),
            State = SameName.To<ContractState, V1.ContractedOfferState>(offer.State),
            OrderType = SameName.To<OrderType, V1.OrderType>(offer.OrderType),
            CurrencyCode = offer.Currency,
            Version = offer.CurrentVersion,
            Etag = OfferEtag.Of(offer, customer),
        };
    }

    /// <summary>A contracted offer whole.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="customer">Its customer with sites.</param>
    /// <param name="shown">The version of it that is shown.</param>
    /// <param name="asItStands">The price of changing nothing: its lines.</param>
    /// <param name="day">The day whose amounts are shown.</param>
    /// <param name="openAmendment">Number of the amendment that has not ended; none: null.</param>
    /// <param name="actions">What the caller may do with it.</param>
    public static V1.ContractedOffer ContractedOffer(
        ContractedOffer offer, Customer customer, HeldContract shown, PricedAmendment asItStands, DateOnly day,
        string? openAmendment, IEnumerable<V1.ContractedOfferAction> actions)
    {
        var currency = offer.Currency;
        var (version, contract) = shown;
        var proto = ContractedOffer(offer, customer);
        proto.Version = version.Number;
        proto.InstallationSite = CustomerMessages.Site(customer.Sites.Single(s => s.Number == version.InstallationSiteNumber));
        proto.BillingSite = CustomerMessages.Site(customer.Sites.Single(s => s.Number == version.BillingSiteNumber));
        proto.MonthlyAmount = Money(contract.MonthlyOn(day), currency);
        proto.Billing = ContractMessages.Billing(contract.Billing);
        proto.Commitment = ContractMessages.Commitment(contract.Commitment);
        proto.ToleranceUsed = Money(contract.ToleranceUsed, currency);
        proto.Policies = ContractMessages.Policies(contract.Policies);
        proto.HoldsFrom = Date(version.HoldsFrom);
        proto.Order = OrderOf(version, offer);
        proto.OpenAmendment = openAmendment is null ? "" : ResourceNames.Amendment(offer.CustomerId, openAmendment);
        var held = contract.Lines.ToDictionary(l => l.ProductCode, StringComparer.Ordinal);
        proto.Lines.AddRange(asItStands.Lines.Select(line => ContractLine(line, held.GetValueOrDefault(line.ProductCode), day, currency)));
        proto.AvailableActions.AddRange(actions);
        return proto;
    }

    /// <summary>A version as lists of versions show it.</summary>
    public static V1.ContractVersion ContractVersion(ContractVersion version, ContractedOffer offer) => new()
    {
        Version = version.Number,
        HoldsFrom = Date(version.HoldsFrom),
        RecordTime = Timestamp(version.RecordedAt),
        Order = OrderOf(version, offer),
    };

    private static string OrderOf(ContractVersion version, ContractedOffer offer) =>
        version.Imported || version.OrderNumber.Length == 0 ? "" : ResourceNames.Order(offer.CustomerId, version.OrderNumber);

    private static V1.ContractLine ContractLine(PricedLine line, ContractLine? held, DateOnly day, string currency)
    {
        var proto = new V1.ContractLine
        {
            Product = line.ProductCode,
            ProductName = line.ProductName,
            Quantity = line.InitialQuantity,
            MonthlyAmount = Money(held?.MonthlyOn(day) ?? 0m, currency),
        };
        proto.Lots.AddRange((held?.Lots ?? []).Select(l => ContractMessages.Lot(l, currency)));
        return proto;
    }
}
