using System.IO.Compression;
using System.Text;

namespace MyOpenIP.Server.Tests.Attachments;

/// <summary>ZIP archives that no library writes: fields that lie, entries that share their bytes.</summary>
internal static class RawZip
{
    /// <summary>An archive of entries as they say they are.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="before">Bytes before the first entry.</param>
    /// <param name="gap">Bytes between the directory and its end.</param>
    /// <param name="comment">The comment of the archive.</param>
    /// <param name="told">How many entries the end tells; null: as many as there are.</param>
    public static byte[] Of(IReadOnlyList<RawEntry> entries, byte[]? before = null, byte[]? gap = null, byte[]? comment = null, int? told = null)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(before ?? []);
        var offsets = new List<uint>();
        foreach (var entry in entries)
        {
            offsets.Add(entry.SharesFirst && offsets.Count > 0 ? offsets[0] : (uint)bytes.Position);
            if (entry.SharesFirst && offsets.Count > 1)
                continue;
            writer.Write(0x04034B50u);
            writer.Write((ushort)20);
            Header(writer, entry);
            writer.Write((ushort)entry.NameBytes.Length);
            writer.Write((ushort)0);
            writer.Write(entry.NameBytes);
            writer.Write(entry.Packed);
        }
        var start = (uint)bytes.Position;
        foreach (var (entry, offset) in entries.Zip(offsets))
        {
            writer.Write(0x02014B50u);
            writer.Write((ushort)20);
            writer.Write((ushort)20);
            Header(writer, entry);
            writer.Write((ushort)entry.NameBytes.Length);
            writer.Write(new byte[12]);
            writer.Write(offset);
            writer.Write(entry.NameBytes);
        }
        var length = (uint)bytes.Position - start;
        writer.Write(gap ?? []);
        writer.Write(0x06054B50u);
        writer.Write(0u);
        writer.Write((ushort)(told ?? entries.Count));
        writer.Write((ushort)(told ?? entries.Count));
        writer.Write(length);
        writer.Write(start);
        writer.Write((ushort)(comment?.Length ?? 0));
        writer.Write(comment ?? []);
        return bytes.ToArray();
    }

    private static void Header(BinaryWriter writer, RawEntry entry)
    {
        writer.Write(entry.Flags);
        writer.Write((ushort)8);
        writer.Write(0u);
        writer.Write(entry.Crc);
        writer.Write((uint)entry.Packed.Length);
        writer.Write(entry.Claimed ?? entry.Length);
    }
}

/// <summary>An entry as it says it is.</summary>
internal sealed record RawEntry(string Name, byte[] Packed, uint Length, uint Crc)
{
    public byte[] NameBytes => Encoding.UTF8.GetBytes(Name);

    public ushort Flags { get; init; }

    /// <summary>The length that it claims to unpack to.</summary>
    public uint? Claimed { get; init; }

    /// <summary>Whether it points to the bytes of the first entry.</summary>
    public bool SharesFirst { get; init; }

    public static RawEntry Of(string name, string text) => Of(name, Encoding.UTF8.GetBytes(text));

    public static RawEntry Of(string name, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(content);
        return new(name, packed.ToArray(), (uint)content.Length, Crc32(content));
    }

    private static uint Crc32(byte[] content)
    {
        var crc = uint.MaxValue;
        foreach (var b in content)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320u;
        }
        return ~crc;
    }
}
