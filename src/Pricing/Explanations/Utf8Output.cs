using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace MyOpenIP.Pricing;

/// <summary>Text, written as UTF-8 where it is to stand: most of what a recap says is sentences, and none is kept as a string.</summary>
internal static class Utf8Output
{
    private const int MostBytesOfACharacter = 3;
    private const int LongestNumber = 20;

    /// <summary>Writes a text.</summary>
    public static void Text(this IBufferWriter<byte> to, string text)
    {
        var target = to.GetSpan(text.Length * MostBytesOfACharacter);
        Utf8.FromUtf16(text, target, out _, out var length);
        to.Advance(length);
    }

    /// <summary>Writes a text that is UTF-8 already.</summary>
    public static void Text(this IBufferWriter<byte> to, byte[] utf8)
    {
        utf8.CopyTo(to.GetSpan(utf8.Length));
        to.Advance(utf8.Length);
    }

    /// <summary>Writes a whole number, with zeros before it up to a number of digits.</summary>
    public static void Number(this IBufferWriter<byte> to, long number, byte digits = 1)
    {
        Utf8Formatter.TryFormat(number, to.GetSpan(LongestNumber), out var length, new StandardFormat('D', digits));
        to.Advance(length);
    }

    /// <summary>What <paramref name="write"/> writes.</summary>
    public static string Written(Action<IBufferWriter<byte>> write)
    {
        var written = new ArrayBufferWriter<byte>();
        write(written);
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }
}
