using System.Globalization;
using System.Text;

namespace MyOpenIP.Server.PdfWriting;

/// <summary>
/// An element of the structure of a document: what a screen reader follows. The types are those of ISO 32000-1, 14.8.4.
/// </summary>
internal sealed class PdfTag
{
    private readonly List<(PdfTag? Tag, PdfPage? Page, int Content)> kids = [];
    private readonly string type;
    private readonly string attributes;
    private readonly string? alternative;

    private PdfTag(string type, string attributes, string? alternative) => (this.type, this.attributes, this.alternative) = (type, attributes, alternative);

    /// <summary>The whole document.</summary>
    public static PdfTag Document() => new("Document", "", null);

    /// <summary>Number of its object; none yet: 0.</summary>
    public int Number { get; private set; }

    /// <summary>Adds an element at its end.</summary>
    /// <param name="type">Its type, such as P, H1, Table, TR, TD, L, LI, LBody.</param>
    /// <param name="attributes">Its attributes, such as <c>/O/Table/Scope/Column</c>; empty: none.</param>
    /// <param name="alternative">Words for who does not see it; null: its text.</param>
    public PdfTag Add(string type, string attributes = "", string? alternative = null)
    {
        var tag = new PdfTag(type, attributes, alternative);
        kids.Add((tag, null, 0));
        return tag;
    }

    /// <summary>A piece of a page is its content.</summary>
    internal void Holds(PdfPage page, int content) => kids.Add((null, page, content));

    /// <summary>Gives it and what is under it their numbers.</summary>
    internal void Reserve(PdfObjects objects)
    {
        Number = objects.Reserve();
        foreach (var (tag, _, _) in kids)
            tag?.Reserve(objects);
    }

    /// <summary>Writes it and what is under it.</summary>
    internal void Write(PdfObjects objects, int parent)
    {
        var own = kids.Find(k => k.Page is not null).Page;
        var text = new StringBuilder(Invariant($"<</Type/StructElem/S/{type}/P {parent} 0 R"));
        if (own is not null)
            text.Append(CultureInfo.InvariantCulture, $"/Pg {own.Number} 0 R");
        if (attributes.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"/A<<{attributes}>>");
        if (alternative is not null)
            text.Append("/Alt").Append(PdfObjects.Text(alternative));
        text.Append("/K[");
        foreach (var (tag, page, content) in kids)
            text.Append(CultureInfo.InvariantCulture, $"{(
                tag is not null ? Invariant($"{tag.Number} 0 R") :
                page == own ? Invariant($"{content}") :
                Invariant($"<</Type/MCR/Pg {page!.Number} 0 R/MCID {content}>>"))} ");
        objects.Set(Number, text.Append("]>>").ToString());
        foreach (var (tag, _, _) in kids)
            tag?.Write(objects, Number);
    }
}
