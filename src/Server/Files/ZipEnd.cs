using System.Buffers;
using System.Buffers.Binary;

namespace MyOpenIP.Server.Files;

/// <summary>The record that ends a ZIP archive (APPNOTE 4.3.16): what it says of the archive.</summary>
/// <param name="Entries">Number of its entries.</param>
/// <param name="DirectoryBytes">Bytes of its directory.</param>
/// <param name="DirectoryStart">Where the directory begins.</param>
/// <param name="DirectoryEnd">Where the record begins: the directory ends there.</param>
internal readonly record struct ZipEnd(int Entries, long DirectoryBytes, long DirectoryStart, long DirectoryEnd)
{
    private const int Length = 22;

    /// <summary>An entry of the directory without its name.</summary>
    private const int EntryLength = 46;

    /// <summary>Finds it: it reaches to the end of the file, with its comment.</summary>
    public static ZipEnd? Find(Stream content)
    {
        var length = (int)Math.Min(Length + ushort.MaxValue, content.Length);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var tail = rented.AsSpan(0, length);
            content.Position = content.Length - length;
            content.ReadExactly(tail);
            for (var before = tail; before.LastIndexOf("PK\x05\x06"u8) is >= 0 and var at; before = tail[..(at + 3)])
                if (at + Length <= length && tail[at..] is var record && Length + BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) == record.Length)
                    return new(
                        BinaryPrimitives.ReadUInt16LittleEndian(record[10..]), BinaryPrimitives.ReadUInt32LittleEndian(record[12..]),
                        BinaryPrimitives.ReadUInt32LittleEndian(record[16..]), content.Length - length + at);
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Whether one of its entries begins where the file does: what stands before them all belongs to something else.</summary>
    public bool BeginsWithTheFile(Stream content)
    {
        var directory = new byte[DirectoryBytes];
        content.Position = DirectoryStart;
        content.ReadExactly(directory);
        for (var rest = directory.AsSpan(); rest.Length >= EntryLength && rest.StartsWith("PK\x01\x02"u8);)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(rest[42..]) == 0)
                return true;
            var length = EntryLength + BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]) + BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
            rest = rest[Math.Min(length, rest.Length)..];
        }
        return false;
    }
}
