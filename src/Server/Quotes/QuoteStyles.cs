using System.Globalization;
using MyOpenIP.Server.PdfWriting;

namespace MyOpenIP.Server.Quotes;

/// <summary>How the PDF of a quote looks: the colour is the brand's, all else is the same for everybody.</summary>
internal sealed class QuoteStyles
{
    /// <summary>The colour of a quote that names no seller.</summary>
    public const string Neutral = "#1F3B57";

    private static readonly (int Red, int Green, int Blue) Black = (28, 28, 28);
    private static readonly (int Red, int Green, int Blue) Grey = (90, 90, 90);

    /// <summary>The styles of a brand.</summary>
    /// <param name="color">Its colour, #RRGGBB.</param>
    public QuoteStyles(string color)
    {
        int Part(int at) => int.Parse(color.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        Brand = (Part(1), Part(3), Part(5));
        (Title, Heading) = (new(FontFace.Bold, 20, Brand), new(FontFace.Bold, 10, Brand));
        (Name, Head) = (new(FontFace.Bold, 18, Brand), new(FontFace.Bold, 7.5, (255, 255, 255)));
    }

    /// <summary>The brand's colour.</summary>
    public (int Red, int Green, int Blue) Brand { get; }

    /// <summary>A line between rows.</summary>
    public (int Red, int Green, int Blue) Rule { get; } = (205, 205, 205);

    /// <summary>The ground of rows that stand out.</summary>
    public (int Red, int Green, int Blue) Ground { get; } = (240, 242, 245);

    /// <summary>The title of the document.</summary>
    public PdfStyle Title { get; }

    /// <summary>The brand's name where it has no logo.</summary>
    public PdfStyle Name { get; }

    /// <summary>The title of a part.</summary>
    public PdfStyle Heading { get; }

    /// <summary>The head of a column.</summary>
    public PdfStyle Head { get; }

    /// <summary>Text.</summary>
    public PdfStyle Text { get; } = new(FontFace.Regular, 8.5, Black);

    /// <summary>Text in a block.</summary>
    public PdfStyle Block { get; } = new(FontFace.Regular, 8, Black);

    /// <summary>Text that stands out.</summary>
    public PdfStyle Strong { get; } = new(FontFace.Bold, 8.5, Black);

    /// <summary>What is read once: unit prices, digests, the foot of a page.</summary>
    public PdfStyle Small { get; } = new(FontFace.Regular, 7, Grey);

    /// <summary>A former amount, struck through.</summary>
    public PdfStyle Former { get; } = new(FontFace.Regular, 7.5, Grey);
}
