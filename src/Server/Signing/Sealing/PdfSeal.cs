using System.Globalization;
using System.Text;
using MyOpenIP.Server.PdfWriting;

namespace MyOpenIP.Server.Signing.Sealing;

/// <summary>
/// A copy of a PDF with a place for an electronic seal appended (ISO 32000-1, 12.8; ETSI EN 319 142-1): an invisible field on
/// its first page. It begins with the bytes of the PDF, which are not touched.
/// </summary>
internal sealed class PdfSeal
{
    /// <summary>Room for the seal, in bytes: signature, certificates and time stamp.</summary>
    private const int Room = 24 * 1024;

    private const string RangePlace = "/ByteRange[0 0000000000 0000000000 0000000000]";

    private readonly byte[] file;
    private readonly int contents;

    /// <summary>Prepares the copy.</summary>
    /// <param name="pdf">The PDF.</param>
    /// <param name="by">Who seals.</param>
    /// <param name="at">When, as the server's clock has it.</param>
    /// <exception cref="InvalidDataException">The PDF is none that was drawn here.</exception>
    public PdfSeal(byte[] pdf, string by, DateTimeOffset at)
    {
        var update = new PdfUpdate(pdf);
        var catalogue = update.Read(update.Root);
        var first = PdfUpdate.ReferenceIn(update.Read(PdfUpdate.ReferenceIn(catalogue, "/Pages ")), "/Kids[");
        var (field, seal) = (update.Reserve(), update.Reserve());
        update.Set(update.Root, $"{catalogue[..^2]}{Invariant($"/AcroForm<</Fields[{field} 0 R]/SigFlags 3>>>>")}");
        update.Set(first, $"{update.Read(first)[..^2]}{Invariant($"/Annots[{field} 0 R]>>")}");
        update.Set(field, Invariant($"<</Type/Annot/Subtype/Widget/FT/Sig/T(Seal)/F 132/Rect[0 0 0 0]/P {first} 0 R/V {seal} 0 R>>"));
        var date = at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        update.Set(
            seal,
            $"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(D:{date}Z)/Name{PdfObjects.Text(by)}{RangePlace}/Contents<{new string('0', 2 * Room)}>>>");
        file = update.ToFile();
        var from = pdf.Length;
        contents = from + file.AsSpan(from).IndexOf("/Contents<"u8) + "/Contents".Length;
        var after = contents + (2 * Room) + 2;
        var range = Encoding.ASCII.GetBytes(Invariant($"/ByteRange[0 {contents:D10} {after:D10} {file.Length - after:D10}]"));
        range.CopyTo(file.AsSpan(from + file.AsSpan(from).IndexOf("/ByteRange["u8)));
    }

    /// <summary>The bytes that the seal is over: all but its own place.</summary>
    public byte[] Covered() => [.. file.AsSpan(0, contents), .. file.AsSpan(contents + (2 * Room) + 2)];

    /// <summary>The copy with its seal.</summary>
    /// <param name="seal">The seal: a CMS SignedData, DER.</param>
    /// <exception cref="InvalidDataException">There is no room for it.</exception>
    public byte[] With(byte[] seal)
    {
        if (seal.Length > Room)
            throw new InvalidDataException(Invariant($"The seal has {seal.Length} bytes, and there is room for {Room}."));
        var copy = file.ToArray();
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(seal)).CopyTo(copy.AsSpan(contents + 1));
        return copy;
    }
}
