using System.IO.Compression;
using System.Text;

namespace MyOpenIP.Server.Tests.Attachments;

/// <summary>Files that may be attached, as small as they come, and the parts that others are made of.</summary>
internal static class SampleFiles
{
    public const string DocxTypes =
        """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""";

    public const string XlsxTypes =
        """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""";

    public static byte[] Text { get; } = Encoding.UTF8.GetBytes("Accès par la cour, sonner à l'accueil.\r\n");

    public static byte[] Pdf { get; } = Latin("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xD9];

    public static byte[] Tiff { get; } = [.. "II*\0"u8, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public static byte[] Docx { get; } = Zip(("[Content_Types].xml", DocxTypes), ("word/document.xml", "<document/>"));

    public static byte[] Xlsx { get; } = Zip(("[Content_Types].xml", XlsxTypes), ("xl/workbook.xml", "<workbook/>"));

    public static byte[] Odt { get; } = OpenDocument("application/vnd.oasis.opendocument.text");

    public static byte[] Ods { get; } = OpenDocument("application/vnd.oasis.opendocument.spreadsheet");

    /// <summary>Every kind that may be attached, under a name that is right, with its media type.</summary>
    public static IReadOnlyList<(string Name, byte[] Content, string MediaType)> All { get; } =
    [
        ("Plan d'accès.txt", Text, "text/plain"),
        ("lignes.CSV", Latin("produit;nombre\nSDA;2\n"), "text/csv"),
        ("Bon de commande n° 7.pdf", Pdf, "application/pdf"),
        ("local.png", Png, "image/png"),
        ("Photo du local.JPG", Jpeg, "image/jpeg"),
        ("photo.jpeg", Jpeg, "image/jpeg"),
        ("fax.tif", Tiff, "image/tiff"),
        ("fax.tiff", [.. "MM\0*"u8, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0], "image/tiff"),
        ("courrier.docx", Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("parc.xlsx", Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("courrier.odt", Odt, "application/vnd.oasis.opendocument.text"),
        ("parc.ods", Ods, "application/vnd.oasis.opendocument.spreadsheet"),
    ];

    public static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>A ZIP archive of texts.</summary>
    public static byte[] Zip(params (string Name, string Text)[] entries) => Zip(CompressionLevel.Optimal, [.. entries.Select(e => (e.Name, Encoding.UTF8.GetBytes(e.Text)))]);

    /// <summary>A ZIP archive.</summary>
    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, name == "mimetype" ? CompressionLevel.NoCompression : level).Open();
                entry.Write(content);
            }
        return bytes.ToArray();
    }

    private static byte[] OpenDocument(string mediaType) => Zip(("mimetype", mediaType), ("content.xml", "<office/>"));
}
