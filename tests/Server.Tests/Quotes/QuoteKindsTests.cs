using Bogus;
using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Tests.Cases;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Storage.Formats;

namespace MyOpenIP.Server.Tests.Quotes;

/// <summary>
/// The kinds of quote that people ask about, each with what makes it one, and every story of the core. With QUOTE_FOLDER each
/// kind is left there as PDF and page: docs/pictures.sh makes its pictures of them.
/// </summary>
public sealed class QuoteKindsTests
{
    private static readonly Dictionary<string, (Func<PricingRequest> Request, int Pages, string[] Says)> Kinds = new()
    {
        ["one-page"] = (() => CaseFiles.Request("001-SipTrunkTouch_plus_two-from-6.00"), 1, ["Appel(s) simu(s) SIP - Compteur", "10,80 €"]),
        ["three-pages"] = (() => Long(46), 3, ["Report", "À reporter"]),
        ["credit"] = (() => CaseFiles.Request("022-prorated-credit"), 1, ["-52,92 €"]),
        ["early-fee"] = (() => CaseFiles.Request("028-fee-started-month-due"), 2, ["378,00 €"]),
        ["reverse-charge"] = (() => ReverseCharge(CaseFiles.Request("010-two-added-inside-the-month")), 1, ["Autoliquidation"]),
        ["promotion"] = (() => CaseFiles.Request("021-promotion-ends-inside-the-year"), 2, ["1 050,00 €"]),
    };

    private static readonly string? Folder = Environment.GetEnvironmentVariable("QUOTE_FOLDER");

    public static TheoryData<string> Names => [.. Kinds.Keys];

    public static TheoryData<string> Stories => [.. CaseFiles.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_kind_of_quote_shows_what_makes_it_one(string name)
    {
        var kind = Kinds[name];
        var request = kind.Request();
        var sample = QuoteSamples.Of(request, Parties(request.Contract.Reference));
        var (pdf, html) = (sample.Pdf, sample.Html);
        if (Folder is not null)
        {
            File.WriteAllBytes(Path.Combine(Folder, $"quote-{name}.pdf"), pdf);
            File.WriteAllText(Path.Combine(Folder, $"quote-{name}.html"), html);
        }
        var pieces = PdfReading.Pieces(pdf);
        Assert.Equal(kind.Pages, pieces.Max(p => p.Page));
        var text = string.Concat(pieces.Select(p => PdfReading.Plain(p.Text) + "\n"));
        Assert.All(kind.Says, s => Assert.Contains(s, text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void The_quote_of_a_story_is_its_recap_and_its_order(string story)
    {
        var request = CaseFiles.Request(story);
        var sample = QuoteSamples.Of(request, Parties(request.Contract.Reference));
        ExpectedFigures.AssertIn(PdfReading.Texts(sample.Pdf), sample.Priced.Outcome, $"{story}: the PDF");
        ExpectedFigures.AssertIn(QuoteFiguresTests.Texts(sample.Html), sample.Priced.Outcome, $"{story}: the page");
    }

    private static StoredParties Parties(string reference)
    {
        var parties = QuoteSamples.Parties(
            new Faker("fr") { Random = new Randomizer(20) }, File.ReadAllBytes(Path.Combine(CheckedJson.Folder, "logos", "sud-connect.png")));
        (parties.Seller.Brand, parties.Seller.Name, parties.Seller.Address, parties.Seller.Color) = ("Sud Connect", "Sud Connect Télécom", "8 Quai du Port, 13002 Marseille", "#A63A1E");
        (parties.Seller.Email, parties.Seller.Register, parties.Seller.Mentions) = ("bonjour@sud-connect.example", "Marseille", "Données de démonstration.");
        (parties.Offer.Name, parties.Offer.Reference) = ("SIP Trunk Touch", reference);
        parties.InstallationSite.AccessNote = parties.BillingSite.AccessNote = "";
        while (parties.Contacts.Count > 1)
            parties.Contacts.RemoveAt(1);
        (parties.Contacts[0].Email, parties.Contacts[0].AccessHours) = ("contact@client.example", "du lundi au vendredi, de 9\u00A0h à 18\u00A0h");
        return parties;
    }

    /// <summary>The request of a business of another country of the Union, with its VAT number.</summary>
    private static PricingRequest ReverseCharge(PricingRequest request) => request with
    {
        Customer = request.Customer with { Territory = "EU", TaxStatus = "BUSINESS" },
        Taxes = request.Taxes with { Rows = [.. request.Taxes.Rows, new TaxRow("EU", "BUSINESS", 0m, "AE", "Autoliquidation", new(2000, 1, 1))] },
    };

    /// <summary>A request of so many products, each with one unit more.</summary>
    private static PricingRequest Long(int products)
    {
        var request = CaseFiles.Request("010-two-added-inside-the-month");
        var product = request.Catalogue.Products[0];
        string[] codes = [.. Enumerable.Range(1, products).Select(i => $"P{i:D2}")];
        return request with
        {
            Catalogue = request.Catalogue with { Products = [.. codes.Select(c => product with { Code = c, Name = $"Licence du poste {c[1..]}" })] },
            Contract = request.Contract with { Lines = [.. codes.Select(c => new ContractLine(c, request.Contract.Lines[0].Lots))] },
            Wanted = [.. codes.Select(c => new WantedQuantity(c, request.Contract.Lines[0].Quantity + 1))],
        };
    }
}
