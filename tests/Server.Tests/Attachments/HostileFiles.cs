using System.IO.Compression;
using System.Text;
using static MyOpenIP.Server.Tests.Attachments.SampleFiles;

namespace MyOpenIP.Server.Tests.Attachments;

/// <summary>Files that somebody might attach to do harm, made here: what they are, how they are called, and whether they are let in.</summary>
internal static class HostileFiles
{
    /// <summary>A program that no test of a virus scanner misses, and that does nothing.</summary>
    private const string Eicar = """X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*""";

    /// <summary>Parts that no document of those allowed has, or by names that lead elsewhere.</summary>
    private static readonly string[] Parts =
    [
        "word/vbaProject.bin", "word/vbaData.xml", "word/activeX/activeX1.xml", "word/embeddings/oleObject1.bin", "xl/macrosheets/sheet1.xml", "Basic/Standard/Module1.xml",
        "Scripts/python/a.py", "META-INF/macrosignatures.xml", "WORD/VBAPROJECT.BIN", "../../a.exe", "/etc/cron.d/a", "C:/a.exe", "a\\b.exe", "word/../../a", "[content_types].xml",
    ];

    private static byte[] Page { get; } = Latin("<!DOCTYPE html><script>alert(1)</script>");

    private static byte[] Archive { get; } = Zip(("META-INF/MANIFEST.MF", "Main-Class: Harm"), ("Harm.class", "x"));

    /// <summary>All that is refused whatever it is called.</summary>
    public static IEnumerable<(string What, byte[] Content)> Contents =>
    [
        .. Programs, .. Pages, .. Containers, .. Texts, .. Polyglots, .. Packages, .. Bombs, .. CutShort,
    ];

    /// <summary>Each of them under the names under which it would be opened.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Refused =>
        from content in Contents
        from ending in (string[])[".pdf", ".docx", ".txt", ".png"]
        select ($"{content.What}{ending}", content.Content);

    /// <summary>Files that are let in, under endings that are another's.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Misnamed =>
        from file in All
        from ending in (string[])[".exe", ".html", ".svg", ".js", ".docm", ".pdf.exe", ".lnk", "", "."]
        select ($"a{ending}", file.Content);

    /// <summary>Names that are no names of files, or that would do more than name one.</summary>
    public static IEnumerable<string> Names =>
    [
        "../a.txt", "..\\a.txt", "../../../../etc/cron.d/a.txt", "/etc/passwd.txt", "\\\\server\\share\\a.txt", "C:\\a.txt", "C:a.txt", "a/b.txt", "./a.txt", "a.txt/",
        "a\0.txt", "a.exe\0.txt", "a\u202etxt.exe.txt", "\u200ea.txt", "\u200fa.txt", "a\u2066b\u2069.txt", "\u061ca.txt", "\ufeffa.txt", "a\u200bb.txt", "a\u00adb.txt",
        "a\nb.txt", "a\rb.txt", "a\r\nContent-Type: text/html\r\n.txt", "\tb.txt", "a\u0007.txt", "a\u001b[2J.txt", "a\u0085.txt", "a\u2028b.txt", "a\u2029b.txt", "a\ufffdb.txt", "a\ue000.txt", "a\uffff.txt",
        "CON.txt", "nul.txt", "Aux.txt", "PRN.txt", "COM1.txt", "lpt9.txt", "com\u00b9.txt", "CON .txt", "CON.a.txt", "CONIN$.txt",
        ".txt", ".htaccess.txt", "..txt", "-rf.txt", "--output=a.txt", "~a.txt", " a.txt", "a.txt ", "a.txt.", "\u00a0a.txt", "a.txt\u3000",
        "a:b.txt", "a.txt::$DATA", "a*b.txt", "a?.txt", "a\"b.txt", "a<b>.txt", "a|b.txt", "", "   ", "\u3164",
        new string('a', 197) + ".txt", new string('é', 130) + ".txt", string.Concat(Enumerable.Repeat("\U0001F642", 63)) + ".txt",
    ];

    /// <summary>Files that look bad and are nothing but what they are: let in, and read as they came.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Harmless =>
    [
        ("eicar.txt", Latin(Eicar)),
        ("formule.csv", Latin("=cmd|' /C calc'!A1;+1;-1;@SUM(1)\r\n")),
        ("script au milieu.txt", Latin("Bonjour <script>alert(1)</script>")),
        ("javascript.txt", Latin("window.location = 'https://exemple.fr'")),
        ("sql.txt", Latin("'; DROP TABLE Attachments; --")),
        ("%2e%2e%2fa.txt", Text), ("$(id) `id` ; rm -rf & a.txt", Text), ("a'b.txt", Text), ("a{0}b.txt", Text), ("été €.txt", Text), ("e\u0301.txt", Text), ("写真.txt", Text), ("صورة.txt", Text),
        ("a.exe.pdf", Pdf), ("tout en même temps.pdf", [.. Pdf[..^7], .. "1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF\n"u8]),
        ("commentaire.docx", RawZip.Of([RawEntry.Of("[Content_Types].xml", DocxTypes), RawEntry.Of("word/document.xml", "<d/>")], comment: Latin("un commentaire"))),
        (new string('a', 196) + ".txt", Text),
    ];

    private static IEnumerable<(string What, byte[] Content)> Programs =>
    [
        ("pe", [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0]), ("pe of text", Latin("MZ" + new string('\x01', 80))), ("elf", [0x7F, .. "ELF"u8, 2, 1, 1, 0]), ("macho", [0xCF, 0xFA, 0xED, 0xFE, 7, 0, 0, 1]),
        ("fat macho", [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 2]), ("dex", [.. "dex\n035\0"u8]), ("wasm", [0, .. "asm"u8, 1, 0, 0, 0]), ("shell", Latin("#!/bin/sh\nrm -rf ~\n")),
        ("python", Latin("#!/usr/bin/env python3\nimport os\n")), ("shell after a mark", [0xEF, 0xBB, 0xBF, .. "#!/bin/sh\n"u8]), ("postscript", Latin("%!PS-Adobe-3.0\n")), ("lnk", [0x4C, 0, 0, 0, 1, 0x14, 2, 0]),
        ("com", [0xEB, 0xFE, 0x90]), ("pyc", [0xA7, 0x0D, 0x0D, 0x0A, 0, 0, 0, 0]),
    ];

    private static IEnumerable<(string What, byte[] Content)> Pages =>
    [
        ("html", Page), ("html late", [.. Latin(new string('\n', 70_000)), .. Page]), ("html after a mark", [0xEF, 0xBB, 0xBF, .. Page]), ("html tag", Latin("  \t<html><body onload=alert(1)>")),
        ("script", Latin("<script src=//exemple.fr/a.js></script>")), ("svg", Latin("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")),
        ("xml", Latin("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>")), ("xxe in utf16", Encoding.Unicode.GetBytes("<?xml version='1.0'?>")),
        ("laughs", Latin("<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><l>&b;</l>")), ("rtf", Latin("{\\rtf1\\ansi{\\object\\objdata 0105}}")), ("hta", Latin("<hta:application>")),
        ("php", Latin("<?php system($_GET['c']); ?>")), ("jsp", Latin("<%@ page import=\"java.io.*\" %>")), ("comment", Latin("<!-- a -->")),
    ];

    private static IEnumerable<(string What, byte[] Content)> Containers =>
    [
        ("zip", Zip(("a.txt", "a"))), ("jar", Archive), ("zip in zip", Zip(CompressionLevel.Optimal, ("a.zip", Archive))), ("7z", [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C]), ("rar", [.. "Rar!"u8, 0x1A, 7, 1, 0]),
        ("gzip", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0]), ("bzip2", [.. "BZh9"u8, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 0xFF, 0]), ("xz", [0xFD, .. "7zXZ\0"u8]), ("zstd", [0x28, 0xB5, 0x2F, 0xFD]),
        ("tar", [.. "a.txt"u8, .. new byte[252], .. "ustar\0"u8, .. new byte[249]]), ("ole", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), ("cab", [.. "MSCF"u8, 0, 0, 0, 0]), ("iso", [.. new byte[100], .. "CD001"u8]),
        ("gif", Latin("GIF89a\x01\0\x01\0")), ("gif of script", Latin("GIF89a/*\0*/=1;alert(1)")), ("bmp", [.. "BM"u8, 0x3A, 0, 0, 0]), ("webp", [.. "RIFF"u8, 4, 0, 0, 0, .. "WEBP"u8]),
        ("mp4", [0, 0, 0, 0x18, .. "ftypmp42"u8]), ("mp3", [.. "ID3"u8, 3, 0, 0]), ("sqlite", [.. "SQLite format 3\0"u8]), ("empty zip", RawZip.Of([])),
    ];

    private static IEnumerable<(string What, byte[] Content)> Texts =>
    [
        ("empty", []), ("blanks", Latin(" \r\n\t")), ("mark alone", [0xEF, 0xBB, 0xBF]), ("nul inside", Latin("a\0b")), ("escape", Latin("a\x1b[2Jb")), ("backspace", Latin("a\bb")), ("delete", Latin("a\x7f")),
        ("utf16", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("bonjour")).ToArray()), ("utf32", Encoding.UTF32.GetBytes("bonjour")), ("latin1", Latin("\u00e9t\u00e9")), ("c1", Encoding.UTF8.GetBytes("a\u0085b")),
        ("overlong", [.. "a"u8, 0xC0, 0xAF]), ("surrogate", [0xED, 0xA0, 0x80]), ("beyond", [0xF4, 0x90, 0x80, 0x80]), ("cut", [.. "a"u8, 0xE2, 0x82]), ("late fault", [.. Latin(new string('a', 65_536)), 0xFF]),
    ];

    private static IEnumerable<(string What, byte[] Content)> Polyglots =>
    [
        ("png and zip", [.. Png, .. Archive]), ("jpeg and zip", [.. Jpeg, .. Archive]), ("tiff and zip", [.. Tiff, .. Archive]), ("pdf and zip", [.. Pdf, .. Archive, .. "%%EOF"u8.ToArray().Take(0)]), ("text and zip", [.. Text, .. Archive]),
        ("pe and docx", [.. "MZ"u8, 0x90, 0, .. Docx]), ("html and pdf", [.. Page, .. Pdf]), ("pdf later", [.. Latin(new string('a', 500)), 0, .. Pdf]), ("png and html", [.. Png, .. Page]), ("png and pdf", [.. Png, .. Pdf]),
        ("docx and html", [.. Docx, .. Page]), ("docx moved", RawZip.Of([RawEntry.Of("[Content_Types].xml", DocxTypes)], before: Latin("PK\x03\x04"))), ("docx with a gap", RawZip.Of([RawEntry.Of("[Content_Types].xml", DocxTypes)], gap: Page)),
        ("docx in a comment", RawZip.Of([RawEntry.Of("Harm.class", "x")], comment: Docx)), ("two documents", Zip(("[Content_Types].xml", DocxTypes + XlsxTypes))), ("docx and odt", Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("[Content_Types].xml", "<Types/>"))),
    ];

    private static IEnumerable<(string What, byte[] Content)> Packages =>
    [
        ("docm", Zip(("[Content_Types].xml", DocxTypes.Replace("openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main", StringComparison.Ordinal)))),
        ("xlsm", Zip(("[Content_Types].xml", XlsxTypes.Replace("openxmlformats-officedocument.spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main", StringComparison.Ordinal)))),
        ("docx also macroEnabled", Zip(("[Content_Types].xml", DocxTypes + "<!-- macroEnabled -->"))), ("pptx", Zip(("[Content_Types].xml", DocxTypes.Replace("wordprocessingml.document", "presentationml.presentation", StringComparison.Ordinal)))),
        ("epub", Zip(("mimetype", "application/epub+zip"))), ("odp", Zip(("mimetype", "application/vnd.oasis.opendocument.presentation"))), ("odt not first", Zip(("content.xml", "<o/>"), ("mimetype", "application/vnd.oasis.opendocument.text"))),
        ("odt packed", RawZip.Of([RawEntry.Of("mimetype", "application/vnd.oasis.opendocument.text")])), ("types not utf8", Zip(CompressionLevel.Optimal, ("[Content_Types].xml", Encoding.Unicode.GetBytes(DocxTypes)))),
        .. Parts.SelectMany(entry => new[] { ($"docx with {entry.Length}{Clean(entry)}", Zip(("[Content_Types].xml", DocxTypes), (entry, "x"))) }),
        ("twice", RawZip.Of([RawEntry.Of("[Content_Types].xml", DocxTypes), RawEntry.Of("[Content_Types].xml", "<x/>")])), ("encrypted", RawZip.Of([RawEntry.Of("[Content_Types].xml", DocxTypes) with { Flags = 1 }])),
        ("nul in a name", RawZip.Of([RawEntry.Of("[Content_Types].xml", DocxTypes), RawEntry.Of("a\0b", "x")])), ("fewer told", RawZip.Of([RawEntry.Of("[Content_Types].xml", DocxTypes), RawEntry.Of("word/vbaProject.bin", "x")], told: 1)),
        ("more told", RawZip.Of([RawEntry.Of("[Content_Types].xml", DocxTypes)], told: 7)), ("zip64", RawZip.Of([RawEntry.Of("[Content_Types].xml", DocxTypes)], told: 0xFFFF)),
    ];

    private static IEnumerable<(string What, byte[] Content)> Bombs =>
    [
        ("types of 40 MB", Zip(("[Content_Types].xml", DocxTypes + new string(' ', 40_000_000)))), ("types that lie", RawZip.Of([RawEntry.Of("[Content_Types].xml", DocxTypes + new string(' ', 5_000_000)) with { Claimed = 400 }])),
        ("claims 4 GB", RawZip.Of([RawEntry.Of("[Content_Types].xml", DocxTypes), RawEntry.Of("word/document.xml", "x") with { Claimed = uint.MaxValue - 1 }])),
        ("shared bytes", RawZip.Of([RawEntry.Of("[Content_Types].xml", DocxTypes), .. Enumerable.Range(0, 100).Select(i => RawEntry.Of("[Content_Types].xml", DocxTypes) with { Name = $"word/{i}.xml", SharesFirst = true })])),
        ("3000 entries", RawZip.Of([RawEntry.Of("[Content_Types].xml", DocxTypes), .. Enumerable.Range(0, 3000).Select(i => RawEntry.Of($"word/{i}.xml", "x"))])),
        ("long names", RawZip.Of([RawEntry.Of("[Content_Types].xml", DocxTypes), .. Enumerable.Range(0, 20).Select(i => RawEntry.Of(new string('a', 60_000) + i, "x"))])),
    ];

    private static IEnumerable<(string What, byte[] Content)> CutShort =>
    [
        ("pdf without end", Latin("%PDF-1.7\n1 0 obj<<>>endobj\n")), ("pdf head", Latin("%PDF-")), ("pdf 9", Latin("%PDF-9.9\n%%EOF\n\0")), ("png head", Png[..8]), ("png without end", Png[..^12]), ("png of nothing", [.. Png[..8], .. Png[^12..]]), ("jpeg head", Jpeg[..2]),
        ("tiff head", Tiff[..4]), ("tiff beyond", [.. "II*\0"u8, 0xFF, 0xFF, 0xFF, 0x7F]), ("tiff in its head", [.. "II*\0"u8, 2, 0, 0, 0, 0, 0]), ("bigtiff", [.. "II+\0"u8, 8, 0, 0, 0]), ("docx without end", Docx[..^22]), ("docx half", Docx[..(Docx.Length / 2)]), ("zip head", [.. "PK\x03\x04"u8]),
    ];

    private static string Clean(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));
}
