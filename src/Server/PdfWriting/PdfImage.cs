using System.Buffers.Binary;
using System.Text;

namespace MyOpenIP.Server.PdfWriting;

/// <summary>A picture as files of type PNG hold it: its compressed rows are taken as they are.</summary>
internal sealed class PdfImage
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly byte[] rows;
    private readonly byte[] palette;
    private readonly int colors;

    private PdfImage(byte[] file, int width, int height, int colors, byte[] palette, byte[] rows) =>
        (File, Width, Height, this.colors, this.palette, this.rows) = (file, width, height, colors, palette, rows);

    /// <summary>The file.</summary>
    public byte[] File { get; }

    /// <summary>Its width, in pixels.</summary>
    public int Width { get; }

    /// <summary>Its height, in pixels.</summary>
    public int Height { get; }

    /// <summary>Reads a PNG file.</summary>
    /// <returns>The picture; null: it is no PNG, or one with transparency, interlaced, or not of 8 bits.</returns>
    public static PdfImage? OfPng(byte[] file)
    {
        if (!file.AsSpan().StartsWith(Signature))
            return null;
        var (rows, palette, header) = (new MemoryStream(), Array.Empty<byte>(), Array.Empty<byte>());
        for (var at = Signature.Length; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
                return null;
            var data = file.AsSpan(at + 8, (int)length);
            switch (Encoding.ASCII.GetString(file, at + 4, 4))
            {
                case "IHDR" when length == 13:
                    header = data.ToArray();
                    break;
                case "PLTE":
                    palette = data.ToArray();
                    break;
                case "IDAT":
                    rows.Write(data);
                    break;
                case "tRNS":
                    return null;
            }
            at += 12 + (int)length;
        }
        // Depth, colour type, compression, filter, interlacing.
        if (header.Length == 0 || rows.Length == 0 || header[8] != 8 || header[12] != 0 || header[9] is not (0 or 2 or 3))
            return null;
        if (header[9] == 3 && palette.Length is 0 or > 768)
            return null;
        return new PdfImage(
            file, BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)), header[9], palette, rows.ToArray());
    }

    /// <summary>Writes its object.</summary>
    /// <returns>Its number.</returns>
    internal int Write(PdfObjects objects)
    {
        var space = colors switch
        {
            0 => "/DeviceGray",
            2 => "/DeviceRGB",
            _ => Invariant($"[/Indexed/DeviceRGB {(palette.Length / 3) - 1}<{Convert.ToHexString(palette)}>]"),
        };
        return objects.AddAsIs(
            $"/Type/XObject/Subtype/Image/ColorSpace{space}/Filter/FlateDecode"
            + Invariant($"/Width {Width}/Height {Height}/BitsPerComponent 8/DecodeParms<</Predictor 15/Colors {(colors == 2 ? 3 : 1)}/BitsPerComponent 8/Columns {Width}>>"),
            rows);
    }
}
