using System.Buffers;
using System.Numerics;
using System.Text;
using System.Text.Unicode;
using Google.Protobuf;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// Writes protobuf messages as bytes, field after field, without an object for each message. What is the default value is left
/// out, as generated code does: the bytes are those of the message with these fields.
/// </summary>
internal sealed class ProtoWriter : IBufferWriter<byte>
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;
    private const int LongestVarint = 10;
    private const int LargestKept = 1 << 20;

    [ThreadStatic]
    private static ProtoWriter? free;

    private byte[] buffer = new byte[4096];
    private int length;

    private ProtoWriter()
    {
    }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    /// <summary>An empty writer; <see cref="Return"/> gives it back.</summary>
    public static ProtoWriter Rent()
    {
        var writer = free ?? new();
        free = null;
        writer.length = 0;
        return writer;
    }

    /// <summary>Gives the writer back: nobody uses it any more.</summary>
    public void Return()
    {
        if (buffer.Length <= LargestKept)
            free = this;
    }

    /// <summary>What <paramref name="write"/> writes.</summary>
    public static byte[] Bytes<T>(T value, Action<ProtoWriter, T> write)
    {
        var writer = Rent();
        write(writer, value);
        var bytes = writer.Written.ToArray();
        writer.Return();
        return bytes;
    }

    /// <inheritdoc/>
    public void Advance(int count) => length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(Math.Max(sizeHint, 1));
        return buffer.AsMemory(length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Begins a message, or a text that is written piece by piece, in a field; <see cref="End"/> ends it.</summary>
    /// <returns>Where it begins.</returns>
    public int Begin(int field)
    {
        Tag(field, LengthDelimited);
        // One byte for the length: more when it ends longer.
        Ensure(1);
        return ++length;
    }

    /// <summary>Ends the message that begins at <paramref name="start"/>.</summary>
    public void End(int start)
    {
        var size = length - start;
        var more = VarintSize((ulong)size) - 1;
        if (more > 0)
        {
            Ensure(more);
            buffer.AsSpan(start, size).CopyTo(buffer.AsSpan(start + more));
        }
        length = start - 1;
        PutVarint((ulong)size);
        length += size;
    }

    /// <summary>A whole number (int32, int64, an enum, a bool as 1).</summary>
    public void Number(int field, long value)
    {
        if (value != 0)
            NumberOrZero(field, value);
    }

    /// <summary>A whole number whose presence tells, 0 too.</summary>
    public void NumberOrZero(int field, long value)
    {
        Tag(field, Varint);
        Ensure(LongestVarint);
        PutVarint((ulong)value);
    }

    /// <summary>A whole number of a packed field, between <see cref="Begin"/> and <see cref="End"/>.</summary>
    public void Packed(long value)
    {
        Ensure(LongestVarint);
        PutVarint((ulong)value);
    }

    /// <summary>Yes or no.</summary>
    public void Bool(int field, bool value) => Number(field, value ? 1 : 0);

    /// <summary>A whole number as zigzag (sint64).</summary>
    public void Signed(int field, long value)
    {
        if (value != 0)
            SignedOrZero(field, value);
    }

    /// <summary>A whole number as zigzag (sint64) whose presence tells, 0 too.</summary>
    public void SignedOrZero(int field, long value) => NumberOrZero(field, (value << 1) ^ (value >> 63));

    /// <summary>A text.</summary>
    public void Text(int field, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            TextOrEmpty(field, value);
    }

    /// <summary>A text whose presence tells, an empty one too.</summary>
    public void TextOrEmpty(int field, string value)
    {
        Tag(field, LengthDelimited);
        // Mostly plain letters: as many bytes as characters, known without looking twice.
        Ensure(LongestVarint + (value.Length * 3));
        var sizeBytes = VarintSize((ulong)value.Length);
        var target = buffer.AsSpan(length + sizeBytes);
        if (Ascii.FromUtf16(value, target, out var size) is not OperationStatus.Done)
        {
            size = Encoding.UTF8.GetByteCount(value);
            sizeBytes = VarintSize((ulong)size);
            Utf8.FromUtf16(value, buffer.AsSpan(length + sizeBytes), out _, out _);
        }
        PutVarint((ulong)size);
        length += size;
    }

    /// <summary>A text that is UTF-8 already, whose presence tells.</summary>
    public void TextOrEmpty(int field, ReadOnlySpan<byte> utf8)
    {
        Tag(field, LengthDelimited);
        Ensure(LongestVarint + utf8.Length);
        PutVarint((ulong)utf8.Length);
        utf8.CopyTo(buffer.AsSpan(length));
        length += utf8.Length;
    }

    /// <summary>A message that is an object already.</summary>
    public void Message(int field, IMessage message)
    {
        Tag(field, LengthDelimited);
        var size = message.CalculateSize();
        Ensure(LongestVarint + size);
        PutVarint((ulong)size);
        message.WriteTo(buffer.AsSpan(length, size));
        length += size;
    }

    /// <summary>Bytes; none: left out.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
            TextOrEmpty(field, value);
    }

    private void Tag(int field, int type)
    {
        Ensure(LongestVarint);
        PutVarint((ulong)((field << 3) | type));
    }

    private void PutVarint(ulong value)
    {
        while (value >= 0x80)
        {
            buffer[length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        buffer[length++] = (byte)value;
    }

    private static int VarintSize(ulong value) => Math.Max(1, (70 - BitOperations.LeadingZeroCount(value)) / 7);

    private void Ensure(int more)
    {
        if (buffer.Length - length < more)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + more));
    }
}
