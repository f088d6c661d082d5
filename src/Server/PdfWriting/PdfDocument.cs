using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace MyOpenIP.Server.PdfWriting;

/// <summary>
/// A document of A4 pages with text in two faces, filled rectangles and pictures: tagged, and made to ISO 19005-2, level A
/// (PDF/A-2a). It knows no clock and no chance: the same drawing is the same bytes.
/// </summary>
internal sealed class PdfDocument(PdfInformation information)
{
    private const string Producer = "MyOpenIP";

    private static readonly byte[] Profile = ReadProfile();

    private readonly PdfObjects objects = new();
    private readonly List<PdfPage> pages = [];
    private readonly FontSubset regular = new(FontFace.Regular);
    private readonly FontSubset bold = new(FontFace.Bold);
    private readonly Dictionary<PdfImage, int> images = [];

    /// <summary>Its structure.</summary>
    public PdfTag Structure { get; } = PdfTag.Document();

    /// <summary>Its pages.</summary>
    public IReadOnlyList<PdfPage> Pages => pages;

    /// <summary>Adds a page.</summary>
    public PdfPage AddPage()
    {
        var page = new PdfPage(this, objects.Reserve());
        pages.Add(page);
        return page;
    }

    /// <summary>The file. Call it once.</summary>
    public byte[] ToFile()
    {
        var list = objects.Reserve();
        var fonts = Invariant($"/R {regular.Write(objects)} 0 R/B {bold.Write(objects)} 0 R");
        foreach (var (i, page) in pages.Index())
            page.Write(objects, list, i, fonts);
        objects.Set(list, Invariant($"<</Type/Pages/Count {pages.Count}/Kids[{string.Join(' ', pages.Select(p => Invariant($"{p.Number} 0 R")))}]>>"));
        var info = objects.Add(Information());
        var metadata = objects.AddAsIs("/Type/Metadata/Subtype/XML", Encoding.UTF8.GetBytes(Metadata()));
        var profile = objects.AddStream("/N 3", Profile);
        var root = objects.Add(
            Invariant($"<</Type/Catalog/Pages {list} 0 R/Metadata {metadata} 0 R/StructTreeRoot {Tree()} 0 R/Lang(fr-FR)/MarkInfo<</Marked true>>")
            + "/ViewerPreferences<</DisplayDocTitle true>>"
            + Invariant($"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {profile} 0 R>>]>>"));
        return objects.ToFile(root, info);
    }

    /// <summary>What the document uses of a face.</summary>
    internal FontSubset Subset(FontFace face) => face == FontFace.Bold ? bold : regular;

    /// <summary>Number of a picture, which the file holds once.</summary>
    internal int NumberOf(PdfObjects into, PdfImage image)
    {
        if (!images.TryGetValue(image, out var number))
            images.Add(image, number = image.Write(into));
        return number;
    }

    private int Tree()
    {
        var root = objects.Reserve();
        Structure.Reserve(objects);
        Structure.Write(objects, root);
        var parents = objects.Add(
            $"<</Nums[{string.Join(' ', pages.Index().Select(p => $"{p.Index}[{string.Join(' ', p.Item.Owners.Select(o => $"{o.Number} 0 R"))}]"))}]>>");
        objects.Set(root, Invariant($"<</Type/StructTreeRoot/K {Structure.Number} 0 R/ParentTree {parents} 0 R/ParentTreeNextKey {pages.Count}>>"));
        return root;
    }

    private string Information()
    {
        var date = information.Made?.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        return $"<</Title{PdfObjects.Text(information.Title)}/Author{PdfObjects.Text(information.Author)}/Subject{PdfObjects.Text(information.Subject)}"
            + $"/Producer({Producer}){(date is null ? "" : $"/CreationDate(D:{date}Z)/ModDate(D:{date}Z)")}>>";
    }

    private string Metadata()
    {
        var date = information.Made?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Encoded(information.Title)}</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>{Encoded(information.Author)}</rdf:li></rdf:Seq></dc:creator>
            <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{Encoded(information.Subject)}</rdf:li></rdf:Alt></dc:description>
            <dc:language><rdf:Bag><rdf:li>fr-FR</rdf:li></rdf:Bag></dc:language>
            <pdf:Producer>{Producer}</pdf:Producer>
            {(date is null ? "" : $"<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>")}
            <pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="w"?>
            """;
    }

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);

    private static byte[] ReadProfile()
    {
        using var resource = typeof(PdfDocument).Assembly.GetManifestResourceStream("srgb.icc")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>What a document says of itself.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Made">When; null: it is of no moment.</param>
internal sealed record PdfInformation(string Title, string Author, string Subject, DateTimeOffset? Made);
