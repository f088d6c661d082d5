using System.Globalization;
using System.Text;

namespace MyOpenIP.Server.PdfWriting;

/// <summary>A page: what is drawn on it, in points from its upper left corner. All is drawn for an element, or as an artifact.</summary>
internal sealed class PdfPage
{
    private readonly PdfDocument document;
    private readonly StringBuilder content = new();
    private readonly List<PdfTag> owners = [];
    private readonly Dictionary<PdfImage, string> images = [];
    private (int Red, int Green, int Blue) fill;

    /// <summary>A page of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="number">Number of its object.</param>
    internal PdfPage(PdfDocument document, int number) => (this.document, Number) = (document, number);

    /// <summary>Width of A4, in points.</summary>
    public static double Width => 595.28;

    /// <summary>Height of A4, in points.</summary>
    public static double Height => 841.89;

    /// <summary>Number of its object.</summary>
    internal int Number { get; }

    /// <summary>The elements of its pieces, by their numbers.</summary>
    internal IReadOnlyList<PdfTag> Owners => owners;

    /// <summary>Draws for an element; null: what is no part of the text, such as lines and repeated heads.</summary>
    public void Draw(PdfTag? tag, Action<PdfPage> draw)
    {
        if (tag is null)
            content.Append("/Artifact BMC\n");
        else
        {
            tag.Holds(this, owners.Count);
            content.Append("/P<</MCID ");
            Append(owners.Count);
            content.Append(">>BDC\n");
            owners.Add(tag);
        }
        draw(this);
        content.Append("EMC\n");
    }

    /// <summary>Draws one text for an element.</summary>
    /// <param name="tag">The element; null: it is none.</param>
    /// <param name="style">How it looks.</param>
    /// <param name="x">Where it begins.</param>
    /// <param name="baseline">Its base line.</param>
    /// <param name="text">The text.</param>
    public void Text(PdfTag? tag, PdfStyle style, double x, double baseline, string text) => Draw(tag, page => page.Text(style, x, baseline, text));

    /// <summary>Draws a text.</summary>
    public void Text(PdfStyle style, double x, double baseline, string text)
    {
        if (text.Length == 0)
            return;
        Fill(style.Color);
        content.Append("BT/").Append(style.Face == FontFace.Bold ? "B " : "R ");
        Append(style.Size);
        content.Append(" Tf 1 0 0 1 ");
        Append(x);
        content.Append(' ');
        Append(Height - baseline);
        content.Append(" Tm<");
        document.Subset(style.Face).Append(content, text);
        content.Append(">Tj ET\n");
    }

    /// <summary>Fills a rectangle.</summary>
    public void Rectangle(double x, double top, double width, double height, (int Red, int Green, int Blue) color)
    {
        Fill(color);
        Append(x);
        content.Append(' ');
        Append(Height - top - height);
        content.Append(' ');
        Append(width);
        content.Append(' ');
        Append(height);
        content.Append(" re f\n");
    }

    /// <summary>Draws the frame of a rectangle.</summary>
    public void Frame(double x, double top, double width, double height, (int Red, int Green, int Blue) color)
    {
        const double Line = 0.75;
        Rectangle(x, top, width, Line, color);
        Rectangle(x, top + height - Line, width, Line, color);
        Rectangle(x, top, Line, height, color);
        Rectangle(x + width - Line, top, Line, height, color);
    }

    /// <summary>Draws a picture into a rectangle.</summary>
    public void Image(PdfImage image, double x, double top, double width, double height)
    {
        if (!images.TryGetValue(image, out var name))
            images.Add(image, name = Invariant($"I{images.Count}"));
        content.Append("q ");
        Append(width);
        content.Append(" 0 0 ");
        Append(height);
        content.Append(' ');
        Append(x);
        content.Append(' ');
        Append(Height - top - height);
        content.Append(" cm/").Append(name).Append(" Do Q\n");
    }

    /// <summary>Writes its objects.</summary>
    /// <param name="objects">The objects of the document.</param>
    /// <param name="pages">Number of the list of pages.</param>
    /// <param name="position">Its position, from 0.</param>
    /// <param name="fonts">The fonts, as a page names them.</param>
    internal void Write(PdfObjects objects, int pages, int position, string fonts)
    {
        var stream = objects.AddStream("", Encoding.ASCII.GetBytes(content.ToString()));
        var pictures = string.Concat(images.Select(i => Invariant($"/{i.Value} {document.NumberOf(objects, i.Key)} 0 R")));
        objects.Set(
            Number,
            $"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 595.28 841.89]/Resources<</Font<<{fonts}>>{(pictures.Length > 0 ? $"/XObject<<{pictures}>>" : "")}>>"
            + Invariant($"/Contents {stream} 0 R/StructParents {position}/Tabs/S>>"));
    }

    private void Fill((int Red, int Green, int Blue) color)
    {
        if (color == fill)
            return;
        fill = color;
        foreach (var part in (int[])[color.Red, color.Green, color.Blue])
        {
            content.Append((part / 255.0).ToString("0.###", CultureInfo.InvariantCulture)).Append(' ');
        }
        content.Append("rg\n");
    }

    /// <summary>A measure, to the hundredth of a point.</summary>
    private void Append(double points)
    {
        var hundredths = (int)Math.Round(points * 100);
        if (hundredths < 0)
            content.Append('-');
        hundredths = Math.Abs(hundredths);
        content.Append(CultureInfo.InvariantCulture, $"{hundredths / 100}");
        if (hundredths % 100 is var rest and > 0)
            content.Append('.').Append((char)('0' + (rest / 10))).Append((char)('0' + (rest % 10)));
    }
}

/// <summary>How a text looks.</summary>
/// <param name="Face">Its face.</param>
/// <param name="Size">Its size, in points.</param>
/// <param name="Color">Its colour, parts of 0 to 255.</param>
internal sealed record PdfStyle(FontFace Face, double Size, (int Red, int Green, int Blue) Color)
{
    /// <summary>Width of a text, in points.</summary>
    public double WidthOf(string text) => Face.WidthOf(text, Size);

    /// <summary>The lines of a text within a width. No-break spaces hold; a word that is too long is cut.</summary>
    public IReadOnlyList<string> Lines(string text, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' '))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (WidthOf(longer) <= width)
                {
                    line = longer;
                    continue;
                }
                if (line.Length > 0)
                    lines.Add(line);
                line = Cut(word, width, lines);
            }
            lines.Add(line);
        }
        return lines;
    }

    /// <summary>Adds the lines that a word alone fills.</summary>
    /// <returns>What is left of it.</returns>
    private string Cut(string word, double width, List<string> lines)
    {
        while (WidthOf(word) > width)
        {
            var length = 1;
            while (length < word.Length && WidthOf(word[..(length + 1)]) <= width)
                length++;
            if (length < word.Length && char.IsLowSurrogate(word[length]))
                length = Math.Max(length - 1, 2);
            if (length >= word.Length)
                break;
            lines.Add(word[..length]);
            word = word[length..];
        }
        return word;
    }
}
