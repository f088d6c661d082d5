using System.Diagnostics;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace MyOpenIP.Server.Tests.Quotes;

/// <summary>Reads PDF files back as others do: PdfPig, pdftotext and pdfinfo of Poppler, qpdf.</summary>
internal static class PdfReading
{
    /// <summary>Every text as it was drawn, in the order of drawing.</summary>
    public static IReadOnlyList<Piece> Pieces(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().SelectMany(page => page.GetMarkedContents()
            .Where(c => c.Letters.Count > 0)
            .SelectMany(c => Drawn(c.Letters).Select(l => new Piece(page.Number, c.Tag == "Artifact", l))))];
    }

    /// <summary>The texts that are no artifacts, with plain spaces.</summary>
    public static IReadOnlyList<string> Texts(byte[] pdf) => [.. Pieces(pdf).Where(p => !p.IsArtifact).Select(p => Plain(p.Text))];

    /// <summary>A text with plain spaces.</summary>
    public static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    /// <summary>What a program says of a file.</summary>
    /// <param name="pdf">The file.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments, {0} being the file.</param>
    public static (int ExitCode, string Output) Ask(byte[] pdf, string program, params string[] arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.pdf");
        File.WriteAllBytes(file, pdf);
        try
        {
            var start = new ProcessStartInfo(program, arguments.Select(a => a == "{0}" ? file : a)) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.GetAwaiter().GetResult());
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Fails where two texts lie over each other or one leaves the page.</summary>
    public static void AssertApart(byte[] pdf)
    {
        foreach (var page in Pieces(pdf).GroupBy(p => p.Page))
        {
            Piece[] pieces = [.. page];
            Assert.DoesNotContain(pieces, p => p.Left < 30 || p.Right > 565.5 || p.Bottom < 2 || p.Top > 830);
            for (var i = 0; i < pieces.Length; i++)
                for (var j = i + 1; j < pieces.Length; j++)
                    if (pieces[i].Overlaps(pieces[j]))
                        Assert.Fail($"page {page.Key}: {pieces[i].Text} lies over {pieces[j].Text}");
        }
    }

    /// <summary>One element may hold several texts: a letter that does not go on where the one before ended begins another.</summary>
    private static IEnumerable<IReadOnlyList<Letter>> Drawn(IReadOnlyList<Letter> letters)
    {
        var text = new List<Letter>();
        foreach (var letter in letters)
        {
            if (text.Count > 0 && (Math.Abs(letter.StartBaseLine.Y - text[^1].StartBaseLine.Y) > 0.01 || Math.Abs(letter.StartBaseLine.X - text[^1].EndBaseLine.X) > 0.5))
            {
                yield return text;
                text = [];
            }
            text.Add(letter);
        }
        yield return text;
    }
}

/// <summary>A text of a page.</summary>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="IsArtifact">Whether it is no part of the document's text.</param>
/// <param name="Letters">Its letters.</param>
internal sealed record Piece(int Page, bool IsArtifact, IReadOnlyList<Letter> Letters)
{
    public string Text => string.Concat(Letters.Select(l => l.Value));

    public double Left => Letters[0].StartBaseLine.X;

    public double Right => Letters[^1].EndBaseLine.X;

    public double Top => Letters[0].StartBaseLine.Y + (0.7 * Letters[0].PointSize);

    public double Bottom => Letters[0].StartBaseLine.Y - (0.2 * Letters[0].PointSize);

    /// <summary>Whether both cover the same paper.</summary>
    public bool Overlaps(Piece other) =>
        Page == other.Page && Left < other.Right && other.Left < Right && Bottom < other.Top && other.Bottom < Top;
}
