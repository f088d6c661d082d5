using System.Buffers.Binary;
using System.Text;

namespace MyOpenIP.Server.PdfWriting;

/// <summary>A TrueType face of the program: what text is measured with, and what is taken into a file of it.</summary>
internal sealed class FontFace
{
    /// <summary>What stands for a character that the face does not have: it is seen that something is missing.</summary>
    public const char Missing = '\uFFFD';

    private readonly byte[] file;
    private readonly Dictionary<string, (int Start, int Length)> tables = [];
    private readonly Dictionary<int, int> glyphs = [];
    private readonly bool longLocations;
    private readonly int metrics;

    private FontFace(string name, byte[] file)
    {
        (Name, this.file) = (name, file);
        for (var i = 0; i < UInt16(4); i++)
        {
            var entry = 12 + (16 * i);
            tables.Add(Encoding.ASCII.GetString(file, entry, 4), ((int)UInt32(entry + 8), (int)UInt32(entry + 12)));
        }
        var (head, hhea) = (tables["head"].Start, tables["hhea"].Start);
        UnitsPerEm = UInt16(head + 18);
        Box = [Int16(head + 36), Int16(head + 38), Int16(head + 40), Int16(head + 42)];
        longLocations = UInt16(head + 50) == 1;
        (Ascent, Descent) = (Int16(hhea + 4), Int16(hhea + 6));
        metrics = UInt16(hhea + 34);
        CapHeight = Int16(tables["OS/2"].Start + 88);
        ReadCharacters();
    }

    /// <summary>The upright face.</summary>
    public static FontFace Regular { get; } = Embedded("Arimo-Regular");

    /// <summary>The bold face.</summary>
    public static FontFace Bold { get; } = Embedded("Arimo-Bold");

    /// <summary>Its PostScript name.</summary>
    public string Name { get; }

    /// <summary>Units of an em.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Height over the base line, in units.</summary>
    public int Ascent { get; }

    /// <summary>Depth under the base line, in units, negative.</summary>
    public int Descent { get; }

    /// <summary>Height of a capital, in units.</summary>
    public int CapHeight { get; }

    /// <summary>The box that holds every glyph: left, bottom, right, top, in units.</summary>
    public IReadOnlyList<int> Box { get; }

    /// <summary>A table of the file.</summary>
    public ReadOnlySpan<byte> Table(string tag) => file.AsSpan(tables[tag].Start, tables[tag].Length);

    /// <summary>Whether it has a character.</summary>
    public bool Has(Rune character) => glyphs.ContainsKey(character.Value);

    /// <summary>The glyph of a character that it has.</summary>
    public int GlyphOf(int character) => glyphs[character];

    /// <summary>The characters of a text as they are shown: one that it lacks is seen as <see cref="Missing"/>.</summary>
    public IEnumerable<int> Characters(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            yield return Has(rune) ? rune.Value : Missing;
    }

    /// <summary>Width of a glyph, in units.</summary>
    public int AdvanceOf(int glyph) => BinaryPrimitives.ReadUInt16BigEndian(Table("hmtx")[(4 * Math.Min(glyph, metrics - 1))..]);

    /// <summary>The space before a glyph, in units.</summary>
    public short BearingOf(int glyph) => BinaryPrimitives.ReadInt16BigEndian(
        Table("hmtx")[(glyph < metrics ? (4 * glyph) + 2 : (4 * metrics) + (2 * (glyph - metrics)))..]);

    /// <summary>The outline of a glyph; none, of a space: empty.</summary>
    public ReadOnlySpan<byte> OutlineOf(int glyph)
    {
        var (start, end) = (LocationOf(glyph), LocationOf(glyph + 1));
        return Table("glyf")[start..end];
    }

    /// <summary>Width of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">Size of the letters, in points.</param>
    /// <returns>Its width, in points.</returns>
    public double WidthOf(string text, double size)
    {
        var units = 0;
        foreach (var rune in text.EnumerateRunes())
            units += AdvanceOf(glyphs.TryGetValue(rune.Value, out var glyph) ? glyph : glyphs[Missing]);
        return units * size / UnitsPerEm;
    }

    private int LocationOf(int glyph)
    {
        var locations = Table("loca");
        return longLocations
            ? (int)BinaryPrimitives.ReadUInt32BigEndian(locations[(4 * glyph)..])
            : 2 * BinaryPrimitives.ReadUInt16BigEndian(locations[(2 * glyph)..]);
    }

    /// <summary>Reads which glyph each character has: the table of Unicode's basic plane (format 4), the one that the files have.</summary>
    private void ReadCharacters()
    {
        var cmap = tables["cmap"].Start;
        var start = Enumerable.Range(0, UInt16(cmap + 2)).Select(i => cmap + (int)UInt32(cmap + 8 + (8 * i))).First(s => UInt16(s) == 4);
        var segments = UInt16(start + 6) / 2;
        for (var i = 0; i < segments; i++)
        {
            var (last, first) = (UInt16(start + 14 + (2 * i)), UInt16(start + 16 + (2 * (segments + i))));
            var (delta, at) = (UInt16(start + 16 + (2 * ((2 * segments) + i))), start + 16 + (2 * ((3 * segments) + i)));
            for (int character = first; character <= last && character < 0xFFFF; character++)
            {
                var glyph = UInt16(at) == 0 ? character : UInt16(at + UInt16(at) + (2 * (character - first)));
                if (glyph != 0 && (glyph = (glyph + delta) & 0xFFFF) != 0)
                    glyphs.Add(character, glyph);
            }
        }
    }

    private static FontFace Embedded(string name)
    {
        using var resource = typeof(FontFace).Assembly.GetManifestResourceStream($"{name}.ttf")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return new FontFace(name, bytes);
    }

    private ushort UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private short Int16(int at) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(at));

    private uint UInt32(int at) => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
}
