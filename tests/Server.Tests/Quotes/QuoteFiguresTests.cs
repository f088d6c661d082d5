using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace MyOpenIP.Server.Tests.Quotes;

/// <summary>
/// What is read in a PDF and in a page is the recap, and the order that would be made of it, to the cent. QUOTE_CASES says how
/// many random quotes are tried.
/// </summary>
public sealed partial class QuoteFiguresTests
{
    private const int MostProducts = 12;

    /// <summary>Programs read one of so many: starting them is most of the time.</summary>
    private const ulong ReadByPrograms = 4;

    private static readonly ulong Cases = ulong.Parse(Environment.GetEnvironmentVariable("QUOTE_CASES") ?? "200", CultureInfo.InvariantCulture);

    [Fact]
    public void The_text_of_a_PDF_read_back_is_the_recap_and_the_order()
    {
        for (var seed = 1UL; seed <= Cases; seed++)
        {
            var sample = QuoteSamples.Of(seed, MostProducts);
            ExpectedFigures.AssertIn(PdfReading.Texts(sample.Pdf), sample.Priced.Outcome, $"seed {seed}: the PDF");
        }
    }

    [Fact]
    public void The_text_of_a_page_is_the_recap_and_the_order()
    {
        for (var seed = 1UL; seed <= Cases; seed++)
        {
            var sample = QuoteSamples.Of(seed, MostProducts);
            ExpectedFigures.AssertIn(Texts(sample.Html), sample.Priced.Outcome, $"seed {seed}: the page");
        }
    }

    [Fact]
    public void Programs_read_the_same_letters_in_a_PDF_and_find_nothing_wrong_with_it()
    {
        for (var seed = 1UL; seed <= Cases; seed += ReadByPrograms)
        {
            var pdf = QuoteSamples.Of(seed, MostProducts).Pdf;
            var (checkedCode, said) = PdfReading.Ask(pdf, "qpdf", "--check", "{0}");
            Assert.True(checkedCode == 0 && said.Contains("No syntax or stream encoding errors found", StringComparison.Ordinal), $"seed {seed}: {said}");

            var (_, text) = PdfReading.Ask(pdf, "pdftotext", "-enc", "UTF-8", "{0}", "-");
            Assert.Equal(Letters(string.Concat(PdfReading.Pieces(pdf).Select(p => p.Text))), Letters(text));
        }
    }

    /// <summary>The cells of the tables and all other texts, in their order.</summary>
    internal static IReadOnlyList<string> Texts(string html) =>
        [.. Tag().Split(html[html.IndexOf("<body>", StringComparison.Ordinal)..]).Select(t => PdfReading.Plain(WebUtility.HtmlDecode(t)).Trim()).Where(t => t.Length > 0)];

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)).Order());

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
