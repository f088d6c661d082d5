using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace MyOpenIP.Server.Files;

/// <summary>
/// Tells what a file is by its content: by how it begins, and by how it ends where that says more. Nothing of it is
/// interpreted or unpacked, but the one entry that tells what a package is (<see cref="PackageSniff"/>).
/// </summary>
internal static class FileSniff
{
    private const int Head = 32;

    /// <summary>Within how many bytes of its end a PDF says that it ends.</summary>
    private const int PdfTail = 1024;

    /// <summary>How pages and drawings, scripts, and documents of other kinds begin, though they are text.</summary>
    private static readonly string[] OtherBegins = ["<", "#!", "%!", "%PDF", "{\\rtf", "GIF8"];

    private static ReadOnlySpan<byte> PngHead => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n', 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];

    private static ReadOnlySpan<byte> PngEnd => [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    /// <summary>The kind of a file; none that may be attached: null.</summary>
    /// <param name="content">Its content, which can be read anywhere.</param>
    public static FileKind? KindOf(Stream content)
    {
        Span<byte> buffer = stackalloc byte[Head];
        content.Position = 0;
        ReadOnlySpan<byte> head = buffer[..content.ReadAtLeast(buffer, Head, throwOnEndOfStream: false)];
        if (head.StartsWith("PK\x03\x04"u8))
            return PackageSniff.KindOf(content);

        // Whoever looks from the end would take it for an archive.
        if (ZipEnd.Find(content) is not null)
            return null;
        if (head.StartsWith("%PDF-1."u8) || head.StartsWith("%PDF-2."u8))
            return TailHas(content, PdfTail, "%%EOF"u8) ? FileKind.Pdf : null;
        if (head.StartsWith(PngHead))
            return TailHas(content, PngEnd.Length, PngEnd) ? FileKind.Png : null;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return FileKind.Jpeg;
        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8))
            return IsTiff(head, content.Length) ? FileKind.Tiff : null;
        return IsText(content) ? FileKind.Text : null;
    }

    private static bool TailHas(Stream content, int length, ReadOnlySpan<byte> mark)
    {
        Span<byte> tail = stackalloc byte[(int)Math.Min(length, content.Length)];
        content.Position = content.Length - tail.Length;
        content.ReadExactly(tail);
        return tail.IndexOf(mark) >= 0;
    }

    /// <summary>Its first directory lies within it.</summary>
    private static bool IsTiff(ReadOnlySpan<byte> head, long length)
    {
        if (head.Length < 8)
            return false;
        var at = head[0] == (byte)'I' ? BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) : BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        return at >= 8 && at + 2 <= length;
    }

    private static bool BeginsAsAnother(ReadOnlySpan<char> text)
    {
        foreach (var other in OtherBegins)
            if (text.StartsWith(other))
                return true;
        return false;
    }

    /// <summary>
    /// UTF-8 to its end, of nothing but what can be read; and no text that a program would take for a page, a drawing, a script
    /// or a document of another kind by how it begins.
    /// </summary>
    private static bool IsText(Stream content)
    {
        content.Position = 0;
        var (bytes, chars) = (ArrayPool<byte>.Shared.Rent(StoredChunk.MostBytes), ArrayPool<char>.Shared.Rent(StoredChunk.MostBytes + 1));
        try
        {
            var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
            var isBegun = false;
            for (var read = -1; read != 0;)
            {
                read = content.Read(bytes, 0, StoredChunk.MostBytes);
                var text = chars.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, read), chars, flush: read == 0));
                foreach (var c in text)
                    if (char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\f'))
                        return false;
                if (!isBegun && text.TrimStart("\uFEFF \t\n\r\f") is { Length: > 0 } begin)
                {
                    if (BeginsAsAnother(begin))
                        return false;
                    isBegun = true;
                }
            }
            return isBegun;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(chars);
        }
    }
}
