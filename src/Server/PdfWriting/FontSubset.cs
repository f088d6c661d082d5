using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MyOpenIP.Server.PdfWriting;

/// <summary>
/// The part of a face that one document uses: glyphs numbered in the order of their first use, so that each stands for one
/// character and the text is read back as it was written.
/// </summary>
internal sealed class FontSubset(FontFace face)
{
    private static readonly string[] Copied = ["head", "hhea", "maxp"];

    private readonly Dictionary<int, int> numbers = [];

    // The glyphs of the face, in their order here; 0 is the one that stands for none.
    private readonly List<int> glyphs = [0];
    private readonly List<int> characters = [FontFace.Missing];

    /// <summary>The face.</summary>
    public FontFace Face => face;

    /// <summary>A text as its numbers, four hexadecimal digits each.</summary>
    public void Append(StringBuilder output, string text)
    {
        foreach (var character in face.Characters(text))
        {
            if (!numbers.TryGetValue(character, out var number))
            {
                numbers.Add(character, number = glyphs.Count);
                glyphs.Add(face.GlyphOf(character));
                characters.Add(character);
            }
            output.Append(number.ToString("X4", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Writes the objects of the font.</summary>
    /// <returns>Number of the font.</returns>
    public int Write(PdfObjects objects)
    {
        var program = Program();
        var name = $"{Tag()}+{face.Name}";
        var file = objects.AddStream($"/Length1 {program.Length}", program);
        int Scaled(int units) => units * 1000 / face.UnitsPerEm;
        var descriptor = objects.Add(
            $"<</Type/FontDescriptor/FontName/{name}/Flags 32/FontBBox[{string.Join(' ', face.Box.Select(units => Invariant($"{Scaled(units)}")))}]/ItalicAngle 0"
            + Invariant($"/Ascent {Scaled(face.Ascent)}/Descent {Scaled(face.Descent)}/CapHeight {Scaled(face.CapHeight)}/StemV {(face == FontFace.Bold ? 140 : 80)}")
            + $"/FontFile2 {file} 0 R>>");
        var widths = string.Join(' ', characters.Select((_, i) => (face.AdvanceOf(glyphs[i]) * 1000.0 / face.UnitsPerEm).ToString("0.###", CultureInfo.InvariantCulture)));
        var descendant = objects.Add(
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            + $"/FontDescriptor {descriptor} 0 R/W[0[{widths}]]/CIDToGIDMap/Identity>>");
        var unicode = objects.AddStream("", Encoding.ASCII.GetBytes(ToUnicode()));
        return objects.Add(
            $"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>");
    }

    /// <summary>Six capitals that tell this part of the face from others: made of what is in it.</summary>
    private string Tag()
    {
        var hash = 17UL;
        foreach (var character in characters)
            hash = unchecked((hash * 1_000_003) ^ (ulong)character);
        return string.Create(6, hash, static (letters, rest) =>
        {
            for (var i = 0; i < letters.Length; i++, rest /= 26)
                letters[i] = (char)('A' + (rest % 26));
        });
    }

    private string ToUnicode()
    {
        var map = new StringBuilder(
            "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def"
            + "/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange<0000><FFFF>endcodespacerange\n");
        foreach (var chunk in characters.Index().Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{chunk.Length} beginbfchar\n");
            foreach (var (number, character) in chunk)
                map.Append(CultureInfo.InvariantCulture, $"<{number:X4}><{character:X4}>\n");
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap CMapName currentdict/CMap defineresource pop end end").ToString();
    }

    /// <summary>The TrueType file of these glyphs alone.</summary>
    private byte[] Program()
    {
        var (outlines, all) = Outlines();
        var (glyf, loca, hmtx) = (new MemoryStream(), new byte[2 * (outlines.Count + 1)], new byte[4 * outlines.Count]);
        for (var i = 0; i < outlines.Count; i++)
        {
            glyf.Write(outlines[i]);
            if (glyf.Length % 2 == 1)
                glyf.WriteByte(0);
            BinaryPrimitives.WriteUInt16BigEndian(loca.AsSpan(2 * (i + 1)), checked((ushort)(glyf.Length / 2)));
            BinaryPrimitives.WriteUInt16BigEndian(hmtx.AsSpan(4 * i), (ushort)face.AdvanceOf(all[i]));
            BinaryPrimitives.WriteInt16BigEndian(hmtx.AsSpan((4 * i) + 2), face.BearingOf(all[i]));
        }
        var tables = Copied.ToDictionary(tag => tag, tag => face.Table(tag).ToArray());
        BinaryPrimitives.WriteUInt32BigEndian(tables["head"].AsSpan(8), 0);
        BinaryPrimitives.WriteUInt16BigEndian(tables["head"].AsSpan(50), 0);
        BinaryPrimitives.WriteUInt16BigEndian(tables["hhea"].AsSpan(34), (ushort)outlines.Count);
        BinaryPrimitives.WriteUInt16BigEndian(tables["maxp"].AsSpan(4), (ushort)outlines.Count);
        (tables["glyf"], tables["loca"], tables["hmtx"]) = (glyf.ToArray(), loca, hmtx);
        return TrueTypeFile.Of(tables);
    }

    /// <summary>The outlines, those that others are made of after them, under their numbers here.</summary>
    private (List<byte[]> Outlines, List<int> Glyphs) Outlines()
    {
        var all = new List<int>(glyphs);
        var outlines = new List<byte[]>();
        for (var i = 0; i < all.Count; i++)
        {
            var outline = face.OutlineOf(all[i]).ToArray();
            foreach (var place in TrueTypeFile.ComponentsOf(outline))
            {
                var part = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(place));
                var number = all.IndexOf(part);
                if (number < 0)
                {
                    number = all.Count;
                    all.Add(part);
                }
                BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(place), (ushort)number);
            }
            outlines.Add(outline);
        }
        return (outlines, all);
    }
}
