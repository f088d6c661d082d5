using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace MyOpenIP.Server.PdfWriting;

/// <summary>
/// Appends objects to a file that <see cref="PdfObjects"/> made (an incremental update, ISO 32000-1, 7.5.6): the bytes before them
/// stay as they are. It reads the form of those files and no other.
/// </summary>
internal sealed class PdfUpdate
{
    private const int RowLength = 7;

    private readonly byte[] original;
    private readonly int start;
    private readonly byte[] table;
    private readonly string trailer;
    private readonly SortedDictionary<int, string> objects = [];
    private int next;

    /// <summary>Begins to append to a file.</summary>
    /// <param name="original">The file.</param>
    /// <exception cref="InvalidDataException">It is of another form.</exception>
    public PdfUpdate(byte[] original)
    {
        this.original = original;
        var tail = Encoding.ASCII.GetString(original.AsSpan(Math.Max(0, original.Length - 40)));
        if (!tail.EndsWith("\n%%EOF\n", StringComparison.Ordinal))
            throw Other();
        start = Number(Between(tail, "startxref\n", "\n%%EOF\n"));
        (trailer, table) = Stream(start);
        next = Number(Between(trailer, "/Size ", "/"));
        Root = Number(Between(trailer, "/Root ", " "));
        if (table.Length != RowLength * next)
            throw Other();
    }

    /// <summary>Number of the catalogue.</summary>
    public int Root { get; }

    /// <summary>A number for a further object.</summary>
    public int Reserve() => next++;

    /// <summary>Gives an object, a further one or one in the place of another.</summary>
    public void Set(int number, string value) => objects[number] = value;

    /// <summary>The object of a number, as the file has it.</summary>
    public string Read(int number)
    {
        var row = table.AsSpan(RowLength * number, RowLength);
        if (row[0] != 2)
            throw Other();
        var (place, position) = (BinaryPrimitives.ReadInt32BigEndian(row[1..]), BinaryPrimitives.ReadUInt16BigEndian(row[5..]));
        var (entries, bytes) = Stream(BinaryPrimitives.ReadInt32BigEndian(table.AsSpan((RowLength * place) + 1)));
        var text = Encoding.ASCII.GetString(bytes);
        var first = Number(Between(entries, "/First ", "/"));
        var index = text[..first].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var begin = first + Number(index[(2 * position) + 1]);
        return text[begin..text.IndexOf('\n', begin)];
    }

    /// <summary>Numbers of what an entry of an object refers to, such as <c>/Kids[3 0 R 5 0 R]</c>.</summary>
    public static int ReferenceIn(string value, string entry) => Number(Between(value, entry, " 0 R"));

    /// <summary>The file with what was appended.</summary>
    public byte[] ToFile()
    {
        var file = new MemoryStream();
        file.Write(original);
        var places = new SortedDictionary<int, int>();
        foreach (var (number, value) in objects)
        {
            places.Add(number, (int)file.Length);
            file.Write(Encoding.ASCII.GetBytes(Invariant($"{number} 0 obj\n{value}\nendobj\n")));
        }
        var (own, at) = (Reserve(), (int)file.Length);
        places.Add(own, at);
        var rows = new byte[RowLength * places.Count];
        foreach (var (i, place) in places.Values.Index())
        {
            rows[RowLength * i] = 1;
            BinaryPrimitives.WriteInt32BigEndian(rows.AsSpan((RowLength * i) + 1), place);
        }
        var kept = trailer[trailer.IndexOf("/Root ", StringComparison.Ordinal)..(trailer.IndexOf("/ID[", StringComparison.Ordinal) is >= 0 and var id ? trailer.IndexOf(']', id) + 1 : throw Other())];
        var head = Invariant($"{own} 0 obj\n<</Type/XRef/Size {next}/W[1 4 2]/Index[{string.Join(' ', places.Keys.Select(n => Invariant($"{n} 1")))}]/Prev {start}{kept}/Length {rows.Length}>>\nstream\n");
        file.Write(Encoding.ASCII.GetBytes(head));
        file.Write(rows);
        file.Write(Encoding.ASCII.GetBytes(Invariant($"\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n")));
        return file.ToArray();
    }

    /// <summary>What is said of a stream, and its bytes.</summary>
    private (string Entries, byte[] Content) Stream(int at)
    {
        var begin = original.AsSpan(at).IndexOf("\nstream\n"u8);
        if (begin < 0)
            throw Other();
        var entries = Encoding.ASCII.GetString(original.AsSpan(at, begin));
        var length = Number(Between(entries, "/Length ", ">>"));
        using var packed = new MemoryStream(original, at + begin + "\nstream\n".Length, length);
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        using var content = new MemoryStream();
        zlib.CopyTo(content);
        return (entries, content.ToArray());
    }

    private static string Between(string text, string before, string after)
    {
        var begin = text.IndexOf(before, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : text.IndexOf(after, begin + before.Length, StringComparison.Ordinal);
        return end < 0 ? throw Other() : text[(begin + before.Length)..end];
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Other();

    private static InvalidDataException Other() => new("The PDF is of another form than those that are made here.");
}
