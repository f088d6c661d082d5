using System.Globalization;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.PriceLists;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Tests.Quotes;

namespace MyOpenIP.Server.Tests.PriceLists;

public sealed class PriceListPdfTests
{
    private static readonly NumberFormatInfo French = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = " " };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_price_that_all_may_read_stands_in_it_with_its_dates_and_tiers()
    {
        var offers = (await CatalogueImporter.ReadAsync(Path.Combine(CheckedJson.Folder, "catalogue.json"), Cancellation)).Offers;
        var pdf = await PdfAsync(offers);
        if (Environment.GetEnvironmentVariable("QUOTE_FOLDER") is { } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, "quote-price-list.pdf"), pdf, Cancellation);
        var texts = PdfReading.Texts(pdf);
        var at = 0;
        foreach (var offer in offers)
        {
            Find(offer.Name);
            foreach (var product in offer.Products)
            {
                // A long name stands on two lines.
                Find(product.Name[..Math.Min(product.Name.Length, 20)]);
                foreach (var tariff in product.Tariffs.OrderBy(t => t.ValidFrom))
                {
                    Find(tariff.ValidFrom.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
                    Find(Euros(tariff.SetupPrice));
                    foreach (var tier in tariff.Tiers)
                        Find(Euros(tier.UnitPrice) + "/mois");
                }
            }
        }
        Assert.Contains(texts, t => t.Contains("1 à 10", StringComparison.Ordinal));
        Assert.All(offers.SelectMany(o => o.Discounts), d => Assert.Contains(texts, t => t.Contains(d.Code, StringComparison.Ordinal)));
        // What was agreed with one reseller is nobody else's to read.
        var agreed = offers.SelectMany(o => o.AgreedDiscounts.Values).SelectMany(d => d).ToArray();
        Assert.NotEmpty(agreed);
        Assert.All(agreed, d => Assert.DoesNotContain(texts, t => t.Contains(d.Code, StringComparison.Ordinal)));

        void Find(string text)
        {
            while (at < texts.Count && !texts[at].Contains(text, StringComparison.Ordinal))
                at++;
            Assert.True(at < texts.Count, $"The price list lacks, where it should be: {text}");
        }
    }

    [Fact]
    public async Task Nothing_overlaps_in_a_long_one_its_heads_stand_on_each_page_and_programs_find_nothing_wrong()
    {
        var pdf = await PdfAsync(Large(2, 20));
        PdfReading.AssertApart(pdf);
        var pages = PdfReading.Pieces(pdf).ToLookup(p => p.Page, p => PdfReading.Plain(p.Text));
        Assert.InRange(pages.Count, 6, 30);
        Assert.All(pages, page => Assert.Contains("Validité", page));
        var (code, said) = PdfReading.Ask(pdf, "qpdf", "--check", "{0}");
        Assert.True(code == 0 && said.Contains("No syntax or stream encoding errors found", StringComparison.Ordinal), said);
        var (_, structure) = PdfReading.Ask(pdf, "pdfinfo", "-struct", "{0}");
        Assert.All((string[])["H1", "H2", "Table", "THead", "TR", "TH", "TD", "P"], type => Assert.Matches($@"\b{type}\b", structure));
    }

    [Fact]
    public async Task The_same_version_is_the_same_bytes_whatever_the_clock_and_the_culture()
    {
        var offers = Large(1, 5);
        var culture = CultureInfo.CurrentCulture;
        var first = await PdfAsync(offers);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "!" }, DateTimeFormat = { DateSeparator = "$" } };
            await Task.Delay(1_100, Cancellation);
            Assert.Equal(first, await PdfAsync(offers));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static async Task<byte[]> PdfAsync(IReadOnlyList<OfferData> offers)
    {
        var seller = (await Sellers.ReadFileAsync(Path.Combine(CheckedJson.Folder, "sellers.json"), Cancellation)).Of("");
        return PriceListPdf.Of(PriceListSheets.Of("Catalogue Tarifaire Entreprises", "2026-11.1f0c2a7b", offers, seller));
    }

    private static OfferData[] Large(int offers, int products) =>
    [
        .. Enumerable.Range(1, offers).Select(o => new OfferData
        {
            Code = $"offre-{o}",
            Name = $"Offre {o} avec un nom aussi long que les noms d’offres peuvent être, œuvre ÉÈÇÀ",
            RequiresSiteComplement = o % 2 == 0,
            CommitmentTerms = [0, 12, 24, 36],
            Products = [.. Enumerable.Range(1, products).Select(Product)],
            Discounts =
            [
                new() { Code = "RENTREE", Source = DiscountSource.Promotion, SetupPercent = 100m, RecurringPercent = 12.5m, ProductCode = "P001", ValidFrom = new(2026, 9, 1), ValidUntil = new(2026, 10, 1), Months = 3 },
                new() { Code = "VOLUME", Source = DiscountSource.Volume, RecurringPercent = 5m, Family = "licences", Scope = DiscountScope.WholeLine, FromQuantity = 1_000 },
            ],
        }),
    ];

    private static CatalogueProduct Product(int number) => new()
    {
        Code = $"P{number:D3}",
        Name = $"Licence {number:D3} avec prédécroché, gestion horaire, supervision et renvois d’appels".PadRight(number % 3 * 50, 'x'),
        MinimumQuantity = 10,
        Step = 10,
        IsMandatory = number == 1,
        IsReducible = number % 4 != 0,
        Tariffs = number % 7 == 0 ? [] :
        [
            .. Enumerable.Range(0, number % 9 == 0 ? 50 : 1 + (number % 2)).Select(year => new Tariff
            {
                ValidFrom = new(2000 + year, 1, 1),
                ValidUntil = new(2001 + year, 1, 1),
                Model = number % 3 == 0 ? TariffModel.Graduated : TariffModel.Volume,
                SetupPrice = 1_234_567.89m,
                Tiers = [new(1, 1_234_567.8912m), new(1_001, 999_999m), new(100_001, 0.0001m)],
            }),
        ],
    };

    private static string Euros(decimal amount) => amount.ToString("#,##0.00##", French) + " €";
}
