using System.Globalization;
using Bogus;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Attachments;
using MyOpenIP.Server.Json;
using UglyToad.PdfPig;

namespace MyOpenIP.Server.Tests.Quotes;

public sealed class QuotePdfTests
{
    private const int LargestBytes = 80_000;

    [Fact]
    public void Nothing_overlaps_or_leaves_the_page_with_200_lines_long_names_and_amounts_of_7_digits()
    {
        var sample = Large(200);
        PdfReading.AssertApart(sample.Pdf);
        Assert.InRange(PdfReading.Pieces(sample.Pdf).Max(p => p.Page), 8, 40);
    }

    [Fact]
    public void Nothing_overlaps_or_leaves_the_page_whatever_is_quoted()
    {
        for (var seed = 1UL; seed <= 60; seed++)
            PdfReading.AssertApart(QuoteSamples.Of(seed, 12).Pdf);
    }

    [Fact]
    public void The_sums_so_far_are_carried_from_page_to_page_with_the_heads_again()
    {
        var sample = Large(60);
        var pages = PdfReading.Pieces(sample.Pdf).Where(p => p.IsArtifact).ToLookup(p => p.Page, p => PdfReading.Plain(p.Text));
        var reported = pages.Where(p => p.Contains("Report")).Select(p => p.Key).ToArray();
        Assert.True(reported.Length >= 2);
        foreach (var page in reported)
        {
            string[] carried = [.. pages[page - 1].SkipWhile(t => t != "À reporter").Skip(1).Take(2)];
            Assert.Equal(carried, pages[page].SkipWhile(t => t != "Report").Skip(1).Take(2));
            Assert.Contains("Abo/Récurrence", pages[page]);
        }
    }

    [Fact]
    public void The_same_quote_is_the_same_bytes_under_another_culture_and_time_zone()
    {
        var expected = QuoteSamples.Of(7, 12).Pdf;
        var (culture, zone) = (CultureInfo.CurrentCulture, Environment.GetEnvironmentVariable("TZ"));
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("")
            {
                NumberFormat = { NumberDecimalSeparator = "!", NegativeSign = "~", PositiveSign = "^", NumberGroupSeparator = "_" },
                DateTimeFormat = { DateSeparator = "$", TimeSeparator = "&", ShortDatePattern = "yyyy" },
            };
            Environment.SetEnvironmentVariable("TZ", "Pacific/Kiritimati");
            TimeZoneInfo.ClearCachedData();
            Assert.Equal(expected, QuoteSamples.Of(7, 12).Pdf);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Fact]
    public void A_quote_that_froze_its_price_alone_is_drawn_with_what_it_has()
    {
        var whole = QuoteSamples.Of(3, 6);
        var texts = PdfReading.Texts((whole with { Parties = null }).Pdf);
        ExpectedFigures.AssertIn(texts, whole.Priced.Outcome, "the PDF");
        Assert.DoesNotContain("Vendeur", texts);
    }

    [Fact]
    public void What_goes_with_a_quote_stands_on_its_PDF_and_its_page_with_size_and_digest()
    {
        var sample = QuoteSamples.Of(3, 6);
        var with = sample with { Attachments = [.. Enumerable.Range(1, 20).Select(i => Attached(i, i == 20 ? new string('x', 200) + ".pdf" : $"Plan d’accès n°{i} <b>.pdf"))] };
        PdfReading.AssertApart(with.Pdf);
        foreach (var texts in (IReadOnlyList<string>[])[PdfReading.Texts(with.Pdf), QuoteFiguresTests.Texts(with.Html)])
        {
            Assert.Contains("Pièces jointes", texts);
            Assert.Contains(texts, t => t == "Plan d’accès n°3 <b>.pdf, 30 001 octets");
            Assert.Equal(20, texts.Count(t => t.Contains($"{new string('d', 62)}", StringComparison.Ordinal)));
            Assert.DoesNotContain("Pièces jointes", PdfReading.Texts(sample.Pdf));
            Assert.DoesNotContain("Pièces jointes", QuoteFiguresTests.Texts(sample.Html));
        }
    }

    [Fact]
    public void A_character_that_the_font_lacks_is_seen_to_be_missing()
    {
        var parties = QuoteSamples.Parties(new Faker("fr") { Random = new Randomizer(1) });
        parties.Buyer.Name = "Łódź Ελλάς Київ 株式会社";
        var texts = PdfReading.Texts((QuoteSamples.Of(3, 6) with { Parties = parties }).Pdf);
        Assert.Contains("Raison sociale : Łódź Ελλάς Київ \uFFFD\uFFFD\uFFFD\uFFFD", texts);
    }

    [Fact]
    public void A_PDF_is_tagged_embeds_parts_of_its_fonts_and_says_what_it_is()
    {
        var logo = File.ReadAllBytes(Path.Combine(CheckedJson.Folder, "logos", "sud-connect.png"));
        var parties = QuoteSamples.Parties(new Faker("fr") { Random = new Randomizer(1) }, logo);
        var pdf = (QuoteSamples.Of(5, 10) with { Parties = parties }).Pdf;
        Assert.InRange(pdf.Length, 1, LargestBytes);

        var (_, structure) = PdfReading.Ask(pdf, "pdfinfo", "-struct", "{0}");
        foreach (var type in (string[])["Document", "H1", "H2", "Figure", "Table", "THead", "TR", "TH", "TD", "L", "LI", "LBody", "P"])
            Assert.Matches($@"\b{type}\b", structure);
        var (_, fonts) = PdfReading.Ask(pdf, "pdffonts", "{0}");
        Assert.All(fonts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2), f => Assert.Contains("yes yes yes", f, StringComparison.Ordinal));

        using var document = PdfDocument.Open(pdf);
        Assert.Equal($"Devis {QuoteSamples.Of(5, 10).Sheet.Number}", document.Information.Title);
        Assert.Equal(parties.Seller.Name, document.Information.Author);
        Assert.True(document.TryGetXmpMetadata(out var metadata));
        Assert.Contains("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>", metadata.GetXDocument()?.ToString(System.Xml.Linq.SaveOptions.DisableFormatting).Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Single(document.GetPage(1).GetImages());
        // All that is drawn is in the structure, or said to be no part of it.
        Assert.Equal(document.GetPages().Sum(p => p.Letters.Count), PdfReading.Pieces(pdf).Sum(p => p.Letters.Count));
    }

    private static Attachment Attached(int number, string name) => new()
    {
        Reseller = "destiny",
        AmendmentNumber = "DEV000050763",
        Number = number,
        FileName = name,
        MediaType = "application/pdf",
        Size = (number * 10_000) + 1,
        Sha256 = new string('d', 62) + number.ToString("00", CultureInfo.InvariantCulture),
        CreatedBy = "operator",
        CreatedAt = default,
        AddedAfter = 0,
    };

    private static QuoteSample Large(int lines)
    {
        var sample = QuoteSamples.Of(11, 3);
        var (request, day) = (sample.Priced.Request, sample.Priced.Request.PricingDate);
        CatalogueProduct[] products =
        [
            .. Enumerable.Range(1, lines).Select(i => new CatalogueProduct
            {
                Code = $"P{i:D4}",
                Name = $"Licence {i:D4} avec prédécroché, gestion horaire et œuvre ÉÈÇÀ {i:D4}".PadRight(60, 'x')[..60],
                Tariffs = [new Tariff { ValidFrom = new(2000, 1, 1), SetupPrice = 1_234_567.89m, Tiers = [new Tier(1, 1_234_567.8912m)] }],
            }),
        ];
        return QuoteSamples.Of(
            request with
            {
                Catalogue = request.Catalogue with { Products = products, Discounts = [] },
                Contract = request.Contract with
                {
                    State = ContractState.Delivered,
                    Lines = [.. products.Select(p => new ContractLine(p.Code, [new Lot { Number = 1, Quantity = 2, UnitPrice = 999_999.99m, Since = day.AddYears(-1) }]))],
                },
                Wanted = [.. products.Select((p, i) => new WantedQuantity(p.Code, i % 3))],
                ManualDiscounts = [.. products.Select(p => new ManualDiscount(p.Code, 12.3456m, 12.3456m, AskerRole.Operator))],
                Grants = [],
            },
            sample.Parties);
    }
}
