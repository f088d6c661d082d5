namespace MyOpenIP.Server.Files;

/// <summary>A kind of file that may be attached, as its content tells.</summary>
/// <param name="Endings">The endings of its names, each with the media type that it then has; the usual one first.</param>
internal sealed record FileKind(params IReadOnlyList<(string Ending, string MediaType)> Endings)
{
    public static readonly FileKind Pdf = new((".pdf", "application/pdf"));

    public static readonly FileKind Png = new((".png", "image/png"));

    public static readonly FileKind Jpeg = new((".jpg", "image/jpeg"), (".jpeg", "image/jpeg"));

    public static readonly FileKind Tiff = new((".tif", "image/tiff"), (".tiff", "image/tiff"));

    public static readonly FileKind Text = new((".txt", "text/plain"), (".csv", "text/csv"));

    public static readonly FileKind Docx = new((".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"));

    public static readonly FileKind Xlsx = new((".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));

    public static readonly FileKind Odt = new((".odt", "application/vnd.oasis.opendocument.text"));

    public static readonly FileKind Ods = new((".ods", "application/vnd.oasis.opendocument.spreadsheet"));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FileKind> All { get; } = [Pdf, Png, Jpeg, Tiff, Text, Docx, Xlsx, Odt, Ods];

    /// <summary>The media type that it has under a name; the name does not end as one of its kind: null.</summary>
    public string? MediaTypeOf(string fileName) =>
        Endings.FirstOrDefault(e => fileName.EndsWith(e.Ending, StringComparison.OrdinalIgnoreCase) && fileName.Length > e.Ending.Length).MediaType;
}
