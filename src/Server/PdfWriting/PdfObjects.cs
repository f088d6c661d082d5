using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace MyOpenIP.Server.PdfWriting;

/// <summary>The objects of a PDF file (ISO 32000-1), and the file that they make. The same objects make the same bytes.</summary>
internal sealed class PdfObjects
{
    private const int MostInStream = 200;

    private readonly List<string?> plain = [null];
    private readonly Dictionary<int, (string Entries, byte[] Content)> streams = [];

    /// <summary>A number for an object that is given later.</summary>
    public int Reserve()
    {
        plain.Add(null);
        return plain.Count - 1;
    }

    /// <summary>Gives the object of a number.</summary>
    public void Set(int number, string value) => plain[number] = value;

    /// <summary>Adds an object.</summary>
    public int Add(string value)
    {
        plain.Add(value);
        return plain.Count - 1;
    }

    /// <summary>Adds bytes, compressed.</summary>
    /// <param name="entries">What is said of them.</param>
    /// <param name="content">The bytes.</param>
    public int AddStream(string entries, byte[] content) => AddAsIs($"{entries}/Filter/FlateDecode", Compressed(content));

    /// <summary>Adds bytes as they are.</summary>
    public int AddAsIs(string entries, byte[] content)
    {
        var number = Reserve();
        streams.Add(number, (entries, content));
        return number;
    }

    /// <summary>A text of the file, of any characters.</summary>
    public static string Text(string text) =>
        string.Create(CultureInfo.InvariantCulture, $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>");

    /// <summary>The file.</summary>
    /// <param name="root">Number of the catalogue.</param>
    /// <param name="info">Number of the document information.</param>
    public byte[] ToFile(int root, int info)
    {
        var file = new MemoryStream();
        file.Write("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n"u8);
        var packed = Pack();
        // For each number: 0 free, 1 at an offset, 2 in a stream at a position.
        var places = new (byte Kind, int Where, int Position)[plain.Count + 1];
        places[0] = (0, 0, ushort.MaxValue);
        foreach (var (number, (entries, content)) in streams.OrderBy(s => s.Key))
        {
            places[number] = (1, (int)file.Length, 0);
            Write(file, number, entries, content);
        }
        foreach (var (stream, numbers) in packed)
            foreach (var (position, number) in numbers.Index())
                places[number] = (2, stream, position);
        places[^1] = (1, (int)file.Length, 0);
        var start = file.Length;
        var identity = Convert.ToHexString(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)start))[..16]);
        Write(
            file, plain.Count,
            Invariant($"/Type/XRef/Size {places.Length}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R/ID[<{identity}><{identity}>]/Filter/FlateDecode"),
            Compressed(Table(places)));
        file.Write(Encoding.ASCII.GetBytes(Invariant($"startxref\n{start}\n%%EOF\n")));
        return file.ToArray();
    }

    /// <summary>Puts the objects that are no streams into streams.</summary>
    private List<(int Stream, int[] Numbers)> Pack()
    {
        var packed = new List<(int, int[])>();
        foreach (var numbers in Enumerable.Range(1, plain.Count - 1).Where(n => plain[n] is not null).Chunk(MostInStream))
        {
            var (index, values) = (new StringBuilder(), new StringBuilder());
            foreach (var number in numbers)
            {
                index.Append(CultureInfo.InvariantCulture, $"{number} {values.Length} ");
                values.Append(plain[number]).Append('\n');
            }
            packed.Add((
                AddStream(Invariant($"/Type/ObjStm/N {numbers.Length}/First {index.Length}"), Encoding.ASCII.GetBytes(index.Append(values).ToString())),
                numbers));
        }
        return packed;
    }

    private static byte[] Table((byte Kind, int Where, int Position)[] places)
    {
        var table = new byte[7 * places.Length];
        foreach (var (i, (kind, where, position)) in places.Index())
        {
            table[7 * i] = kind;
            BinaryPrimitives.WriteInt32BigEndian(table.AsSpan((7 * i) + 1), where);
            BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan((7 * i) + 5), (ushort)position);
        }
        return table;
    }

    private static void Write(MemoryStream file, int number, string entries, byte[] content)
    {
        file.Write(Encoding.ASCII.GetBytes(Invariant($"{number} 0 obj\n<<{entries}/Length {content.Length}>>\nstream\n")));
        file.Write(content);
        file.Write("\nendstream\nendobj\n"u8);
    }

    private static byte[] Compressed(byte[] content)
    {
        var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return output.ToArray();
    }
}
