namespace MyOpenIP.Server.PdfWriting;

/// <summary>Fills pages from top to bottom: where the next thing goes, and a new page when there is no room for it.</summary>
internal sealed class PdfFlow
{
    private readonly PdfDocument document;
    private readonly double bottom;
    private readonly Func<PdfPage, double> begin;

    /// <summary>Begins the first page.</summary>
    /// <param name="document">The document.</param>
    /// <param name="left">Left margin; the right one is as wide.</param>
    /// <param name="bottom">Where the foot of a page begins.</param>
    /// <param name="begin">Draws the head of a page and says where its body begins.</param>
    public PdfFlow(PdfDocument document, double left, double bottom, Func<PdfPage, double> begin)
    {
        (this.document, Left, this.bottom, this.begin) = (document, left, bottom, begin);
        Page = document.AddPage();
        Y = begin(Page);
    }

    /// <summary>The page that is filled.</summary>
    public PdfPage Page { get; private set; }

    /// <summary>Where the next thing begins.</summary>
    public double Y { get; private set; }

    /// <summary>Left margin.</summary>
    public double Left { get; }

    /// <summary>Width between the margins.</summary>
    public double Width => PdfPage.Width - (2 * Left);

    /// <summary>Whether something of a height has room on this page.</summary>
    public bool HasRoom(double height) => Y + height <= bottom;

    /// <summary>Goes on below.</summary>
    public void Skip(double height) => Y += height;

    /// <summary>Begins a page unless something of a height has room on this one.</summary>
    public void Need(double height)
    {
        if (!HasRoom(height))
            Turn();
    }

    /// <summary>Begins a page.</summary>
    public void Turn()
    {
        Page = document.AddPage();
        Y = begin(Page);
    }

    /// <summary>Draws a paragraph, over several pages if it must.</summary>
    /// <param name="tag">Its element.</param>
    /// <param name="style">How it looks.</param>
    /// <param name="text">The text.</param>
    /// <param name="indent">Room at its left.</param>
    public void Paragraph(PdfTag tag, PdfStyle style, string text, double indent = 0)
    {
        var height = style.Size * 1.3;
        foreach (var line in style.Lines(text, Width - indent))
        {
            Need(height);
            Page.Text(tag, style, Left + indent, Y + style.Size, line);
            Skip(height);
        }
    }
}
