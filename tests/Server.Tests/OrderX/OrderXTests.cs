using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using MyOpenIP.Pricing.Tests.Cases;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Orders.OrderX;
using MyOpenIP.Server.Tests.Quotes;

namespace MyOpenIP.Server.Tests.OrderX;

/// <summary>
/// Orders as Order-X. With ORDERX_SCHEMAS, a folder with the published schemas of the profile COMFORT
/// (SCRDMCCBDACIOMessageStructure_100pD20B.xsd and those beside it), every document is checked against them too, and with
/// ORDERX_FOLDER each is left there for other checkers.
/// </summary>
public sealed class OrderXTests
{
    private static readonly XNamespace Ram = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:128";

    private static readonly string? Published = Environment.GetEnvironmentVariable("ORDERX_SCHEMAS");

    public static TheoryData<string> Stories => [.. CaseFiles.Names];

    [Theory]
    [MemberData(nameof(Stories))]
    public void The_order_of_a_story_has_its_amounts_to_the_cent(string story)
    {
        var request = CaseFiles.Request(story);
        var sample = QuoteSamples.Of(request, QuoteSamples.Parties(new Bogus.Faker("fr") { Random = new Bogus.Randomizer(20) }));
        var (order, outcome) = (OrderOf(sample), sample.Priced.Outcome);
        var xml = Read(OrderXDocument.Of(order, sample.Quote, sample.Priced, sample.Parties!));

        AssertAmounts(xml, [.. order.Charges.Select(c => (c.ProductCode, c.Quantity, c.Net))], outcome.WholeTotals.Kinds.Sum(k => k.Total.Net), outcome.WholeTotals.Kinds.Sum(k => k.Total.Gross));
        foreach (var line in outcome.Lines.Where(l => l.InitialQuantity + l.FinalQuantity > 0))
        {
            var monthly = Lines(xml).Single(l => Value(l, "SellerAssignedID") == line.ProductCode && l.Descendants(Ram + "ApplicableProductCharacteristic").Any());
            var status = line.InitialQuantity == 0 ? "1" : line.FinalQuantity == 0 ? "2" : line.ChangeQuantity != 0 ? "3" : "4";
            Assert.Equal((status, $"{line.InitialQuantity}", $"{line.FinalQuantity}"), (Value(monthly, "LineStatusCode"), Value(monthly, "Value"), Value(monthly, "RequestedQuantity")));
        }
    }

    [Fact]
    public void An_order_is_of_type_230_names_whom_it_names_and_says_when_it_was_cancelled()
    {
        var sample = QuoteSamples.Of(CaseFiles.Request("001-SipTrunkTouch_plus_two-from-6.00"), QuoteSamples.Parties(new Bogus.Faker("fr") { Random = new Bogus.Randomizer(20) }));
        sample.Parties!.Buyer.Name = "Été & <Cie>\u0001";
        var xml = Read(OrderXDocument.Of(OrderOf(sample), sample.Quote, sample.Priced, sample.Parties));
        var document = xml.Root!.Elements().Single(e => e.Name.LocalName == "ExchangedDocument");
        Assert.Equal(("COM32623", "230", "9"), (Value(document, "ID"), Value(document, "TypeCode"), Value(document, "PurposeCode")));
        var agreement = xml.Descendants(Ram + "ApplicableHeaderTradeAgreement").Single();
        Assert.Equal("Été & <Cie>\uFFFD", Value(agreement.Element(Ram + "BuyerTradeParty")!, "Name"));
        Assert.Equal(sample.Parties.Seller.Siren, Value(agreement.Element(Ram + "SellerTradeParty")!.Element(Ram + "SpecifiedLegalOrganization")!, "ID"));
        Assert.Equal("DEV 000050763/1", Value(agreement.Element(Ram + "QuotationReferencedDocument")!, "IssuerAssignedID"));
        Assert.Equal(sample.Parties.InstallationSite.City, Value(xml.Descendants(Ram + "ShipToTradeParty").Single(), "CityName"));
        Assert.Equal(sample.Parties.BillingSite.City, Value(xml.Descendants(Ram + "InvoiceeTradeParty").Single(), "CityName"));

        var cancelled = Read(OrderXDocument.Of(OrderOf(sample, OrderState.Cancelled), sample.Quote, sample.Priced, sample.Parties));
        Assert.Equal("1", cancelled.Descendants(Ram + "PurposeCode").Single().Value);
    }

    /// <summary>Fails unless the lines and totals are these.</summary>
    internal static void AssertAmounts(XDocument xml, IReadOnlyList<(string Product, int Quantity, decimal Net)> charges, decimal net, decimal gross)
    {
        var lines = Lines(xml).ToArray();
        Assert.Equal(charges, lines.Take(charges.Count).Select(l => (Value(l, "SellerAssignedID"), int.Parse(Value(l, "RequestedQuantity"), CultureInfo.InvariantCulture), Amount(l, "LineTotalAmount"))));
        Assert.All(lines.Skip(charges.Count), l => Assert.Equal(("2", "0", "0.00"), (Value(l, "LineStatusCode"), Value(l, "RequestedQuantity"), Value(l, "LineTotalAmount"))));
        foreach (var line in lines)
        {
            var (price, units) = (Amount(line, "ChargeAmount"), Amount(line, "RequestedQuantity"));
            Assert.True(price >= 0m, $"{line}");
            var basis = line.Descendants(Ram + "BasisQuantity").Any() ? Amount(line, "BasisQuantity") : 1m;
            Assert.Equal(Amount(line, "LineTotalAmount"), price * units / basis);
        }
        var totals = xml.Descendants(Ram + "SpecifiedTradeSettlementHeaderMonetarySummation").Single();
        Assert.Equal((net, net, gross - net, gross), (Amount(totals, "LineTotalAmount"), Amount(totals, "TaxBasisTotalAmount"), Amount(totals, "TaxTotalAmount"), Amount(totals, "GrandTotalAmount")));
    }

    /// <summary>A document, checked against what is published where that is there.</summary>
    internal static XDocument Read(byte[] file)
    {
        if (Published is not null)
            Check(file);
        if (Environment.GetEnvironmentVariable("ORDERX_FOLDER") is { } folder)
            File.WriteAllBytes(Path.Combine(folder, $"{Sha256Hex.Of(file)[..16]}.xml"), file);
        return XDocument.Load(new MemoryStream(file));
    }

    private static void Check(byte[] file)
    {
        var schema = Path.Combine(Published!, "SCRDMCCBDACIOMessageStructure_100pD20B.xsd");
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = new() { XmlResolver = new XmlUrlResolver() } };
        settings.Schemas.Add(null, schema);
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        var faults = new List<string>();
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using (var reader = XmlReader.Create(new MemoryStream(file), settings))
            while (reader.Read())
            {
            }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static Order OrderOf(QuoteSample sample, OrderState state = OrderState.Created) => new()
    {
        Reseller = sample.Quote.Reseller,
        Number = "COM32623",
        CustomerId = 44660,
        AmendmentNumber = sample.Quote.AmendmentNumber,
        QuoteRevision = sample.Quote.Revision,
        OfferReference = "OC138637",
        State = state,
        AcceptedBy = "operator",
        AcceptedAt = sample.Quote.IssuedAt.AddHours(1),
        OnBehalfOfCustomer = true,
        DocumentsAccepted = true,
        ExtensionConsented = false,
        Comment = "Validé par téléphone",
        UpdatedAt = sample.Quote.IssuedAt.AddHours(1),
        Charges = [.. OrderCharges.Of(sample.Priced.Outcome)],
    };

    private static IEnumerable<XElement> Lines(XDocument xml) => xml.Descendants(Ram + "IncludedSupplyChainTradeLineItem");

    private static string Value(XElement element, string name) => element.Descendants(Ram + name).First().Value;

    private static decimal Amount(XElement element, string name) => decimal.Parse(Value(element, name), CultureInfo.InvariantCulture);
}
