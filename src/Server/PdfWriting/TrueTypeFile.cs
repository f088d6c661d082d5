using System.Buffers.Binary;
using System.Text;

namespace MyOpenIP.Server.PdfWriting;

/// <summary>What the file format of TrueType fonts asks for.</summary>
internal static class TrueTypeFile
{
    private const int ArgumentsAreWords = 0x0001;
    private const int HasScale = 0x0008;
    private const int MoreComponents = 0x0020;
    private const int HasTwoScales = 0x0040;
    private const int HasMatrix = 0x0080;

    /// <summary>A file of tables.</summary>
    public static byte[] Of(IReadOnlyDictionary<string, byte[]> tables)
    {
        var start = 12 + (16 * tables.Count);
        var file = new byte[start + tables.Values.Sum(t => Padded(t.Length))];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Count);
        var power = (int)Math.Log2(tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)((16 * tables.Count) - (16 << power)));
        foreach (var (i, (tag, table)) in tables.OrderBy(t => t.Key, StringComparer.Ordinal).Index())
        {
            table.CopyTo(file, start);
            var entry = file.AsSpan(12 + (16 * i));
            Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Sum(file.AsSpan(start, Padded(table.Length))));
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], (uint)start);
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], (uint)table.Length);
            start += Padded(table.Length);
        }
        return file;
    }

    /// <summary>Where an outline names the glyphs that it is made of; a simple one names none.</summary>
    public static IEnumerable<int> ComponentsOf(byte[] outline)
    {
        if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
            yield break;
        int flags, at = 10;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            yield return at + 2;
            at += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2);
            at += (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
        }
        while ((flags & MoreComponents) != 0);
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static uint Sum(ReadOnlySpan<byte> table)
    {
        var sum = 0u;
        for (var i = 0; i < table.Length; i += 4)
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(table[i..]));
        return sum;
    }
}
