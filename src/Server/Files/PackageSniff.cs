using System.IO.Compression;
using System.Text;

namespace MyOpenIP.Server.Files;

/// <summary>
/// Tells what a ZIP package is: a document of Office Open XML by its content types, one of OpenDocument by its first entry. Of
/// its entries nothing else is read than what the directory says of them, and one that runs programs is none of ours.
/// </summary>
internal static class PackageSniff
{
    /// <summary>Most entries of a package: a document with a thousand pictures has as many.</summary>
    private const int MostEntries = 2_000;

    private const int MostDirectoryBytes = 512 * 1024;

    /// <summary>Most bytes that its entries say they have: who opens it shall not drown.</summary>
    private const long MostUnpacked = 512L * 1024 * 1024;

    /// <summary>Most bytes read of the entry that tells what it is.</summary>
    private const int MostTold = 256 * 1024;

    /// <summary>By how much an entry may be longer packed than it says it is unpacked.</summary>
    private const int MostOverhead = 1024;

    private const string ContentTypes = "[Content_Types].xml";
    private const string MediaType = "mimetype";

    /// <summary>Parts that hold programs: macros, controls, objects of other programs, scripts.</summary>
    private static readonly string[] Programs = ["vbaproject", "vbadata", "activex/", "oleobject", "macrosheets/", "basic/", "scripts/", "meta-inf/macrosignatures"];

    private static readonly (FileKind Kind, string Main)[] OfficeTypes =
    [
        (FileKind.Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
        (FileKind.Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
    ];

    private static readonly FileKind[] OpenDocuments = [FileKind.Odt, FileKind.Ods];

    /// <summary>The kind of a package; none that may be attached: null.</summary>
    public static FileKind? KindOf(Stream content)
    {
        // Nothing stands before its entries nor after its directory, and that is where it says: there is one way to read it.
        if (ZipEnd.Find(content) is not { Entries: > 0 and <= MostEntries, DirectoryBytes: <= MostDirectoryBytes } end
            || end.DirectoryStart + end.DirectoryBytes != end.DirectoryEnd || !end.BeginsWithTheFile(content))
            return null;
        try
        {
            content.Position = 0;
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return KindOf(archive, content.Length);
        }
        catch (Exception thrown) when (thrown is InvalidDataException or NotSupportedException or IOException or ArgumentException)
        {
            return null;
        }
    }

    private static FileKind? KindOf(ZipArchive archive, long length)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var (packed, unpacked) = (0L, 0L);
        foreach (var entry in archive.Entries)
        {
            (packed, unpacked) = (packed + entry.CompressedLength, unpacked + entry.Length);
            if (entry.IsEncrypted || entry.CompressedLength > entry.Length + MostOverhead || !names.Add(entry.FullName) || !StaysWithin(entry.FullName) || Array.Exists(Programs, p => entry.FullName.Contains(p, StringComparison.OrdinalIgnoreCase)))
                return null;
        }

        // Entries that share their bytes unpack to more than there is.
        if (packed > length || unpacked > MostUnpacked)
            return null;
        return names.Contains(ContentTypes) && archive.GetEntry(ContentTypes) is { } types ? OfficeKind(Read(types)) : OpenDocumentKind(archive.Entries[0]);
    }

    private static bool StaysWithin(string name) =>
        !name.StartsWith('/') && !name.Contains('\\', StringComparison.Ordinal) && !name.Contains(':', StringComparison.Ordinal)
        && !name.Contains('\0', StringComparison.Ordinal) && !name.Split('/').Contains("..");

    private static FileKind? OfficeKind(string? types)
    {
        if (types is null || types.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || types.Contains("vbaProject", StringComparison.OrdinalIgnoreCase))
            return null;
        return Array.FindAll(OfficeTypes, t => types.Contains($"\"{t.Main}\"", StringComparison.Ordinal)) is [var one] ? one.Kind : null;
    }

    private static FileKind? OpenDocumentKind(ZipArchiveEntry first) =>
        first.FullName == MediaType && first.CompressedLength == first.Length && Read(first) is { } told
            ? Array.Find(OpenDocuments, k => k.Endings[0].MediaType == told)
            : null;

    /// <summary>The text of an entry; too long, or not UTF-8: null.</summary>
    private static string? Read(ZipArchiveEntry entry)
    {
        if (entry.Length > MostTold)
            return null;
        var bytes = new byte[MostTold + 1];
        using var content = entry.Open();
        var read = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        try
        {
            return read > MostTold ? null : new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, read);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
