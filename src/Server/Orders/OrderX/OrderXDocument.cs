using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Storage.Formats;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Orders.OrderX;

/// <summary>
/// An order as Order-X 1.0, profile COMFORT: a Cross Industry Order of type 230 (order change), for systems that exchange
/// documents. Its amounts are those of the order.
/// </summary>
internal static class OrderXDocument
{
    private const string Profile = "urn:order-x.eu:1p0:comfort";
    private const string OrderChange = "230";

    // UNTDID 1225.
    private const string Cancellation = "1";
    private const string Original = "9";

    // UNTDID 4451: general information, tax declaration.
    private const string General = "AAI";
    private const string TaxDeclaration = "TXD";

    /// <summary>The file.</summary>
    /// <param name="order">The order.</param>
    /// <param name="quote">The quote that was accepted.</param>
    /// <param name="priced">The price that it froze.</param>
    /// <param name="parties">Whom and what it named.</param>
    public static byte[] Of(Order order, Quote quote, Priced priced, StoredParties parties)
    {
        using var xml = new OrderXWriter();
        xml.Part("ExchangedDocumentContext", () =>
        {
            xml.In("BusinessProcessSpecifiedDocumentContextParameter", () => xml.Text("ID", "A1"));
            xml.In("GuidelineSpecifiedDocumentContextParameter", () => xml.Text("ID", Profile));
        });
        xml.Part("ExchangedDocument", () => Document(xml, order));
        xml.Part("SupplyChainTradeTransaction", () =>
        {
            OrderXLines.Write(xml, order.Charges, priced.Outcome);
            xml.In("ApplicableHeaderTradeAgreement", () => Agreement(xml, order, parties));
            xml.In("ApplicableHeaderTradeDelivery", () =>
            {
                OrderXParties.ShipTo(xml, parties);
                xml.In("RequestedDeliverySupplyChainEvent", () => xml.Day("OccurrenceDateTime", order.DeliveredOn ?? quote.EffectiveDate));
            });
            xml.In("ApplicableHeaderTradeSettlement", () => Settlement(xml, order, priced.Outcome.Currency, parties));
        });
        return xml.ToFile();
    }

    private static void Document(OrderXWriter xml, Order order)
    {
        xml.Text("ID", order.Number);
        xml.Text("Name", "Commande : ajout / réduction");
        xml.Text("TypeCode", OrderChange);
        xml.Instant("IssueDateTime", order.AcceptedAt);
        xml.Indicator("CopyIndicator", false);
        xml.Text("PurposeCode", order.State is OrderState.Cancelled ? Cancellation : Original);
        Note(xml, "Les totaux comptent ce qui est dû une fois et un mois d’abonnement de l’offre entière.", General);
        if (order.Comment.Length > 0)
            Note(xml, order.Comment, General);
        foreach (var mention in order.Charges.Select(c => c.VatMention).Where(m => m.Length > 0).Distinct())
            Note(xml, mention, TaxDeclaration);
    }

    private static void Note(OrderXWriter xml, string content, string subject) => xml.In("IncludedNote", () =>
    {
        xml.Text("Content", content);
        xml.Text("SubjectCode", subject);
    });

    private static void Agreement(OrderXWriter xml, Order order, StoredParties parties)
    {
        xml.Text("BuyerReference", parties.Buyer.Reference);
        OrderXParties.Seller(xml, parties.Seller);
        OrderXParties.Buyer(xml, "BuyerTradeParty", parties);
        foreach (var (element, number) in ((string, string)[])
        [
            ("SellerOrderReferencedDocument", order.Number),
            ("QuotationReferencedDocument", ResourceNames.PrintedQuote(order.AmendmentNumber, order.QuoteRevision)),
            ("ContractReferencedDocument", order.OfferReference),
        ])
            xml.In(element, () => xml.Text("IssuerAssignedID", number));
    }

    private static void Settlement(OrderXWriter xml, Order order, string currency, StoredParties parties)
    {
        xml.Text("OrderCurrencyCode", currency);
        OrderXParties.Buyer(xml, "InvoiceeTradeParty", parties);
        var (net, vat) = (order.Charges.Sum(c => c.Net), VatOf(order.Charges));
        xml.In("SpecifiedTradeSettlementHeaderMonetarySummation", () =>
        {
            xml.Number("LineTotalAmount", net);
            xml.Number("TaxBasisTotalAmount", net);
            xml.Number("TaxTotalAmount", vat, ("currencyID", currency));
            xml.Number("GrandTotalAmount", net + vat);
        });
    }

    /// <summary>By kind, for they land on different invoices, and by rate.</summary>
    private static decimal VatOf(IEnumerable<OrderCharge> charges) => charges
        .GroupBy(c => (c.Kind, c.VatRatePercent, c.VatCategory, c.VatMention))
        .Sum(kind => Rounding.ToCent(kind.Sum(c => c.Net) * kind.Key.VatRatePercent / 100m));
}
