using System.Globalization;
using Google.Protobuf;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Storage.Formats;

/// <summary>Numbers and days as they are stored, in columns and in documents: exact, and ordered as what they stand for.</summary>
internal static class StoredValues
{
    private static readonly long[] Powers = [1, 10, 100, 1_000, 10_000];

    /// <summary>A message that was stored.</summary>
    /// <exception cref="InvalidDataException">The bytes are none: they are damaged.</exception>
    public static T Read<T>(MessageParser<T> parser, byte[] bytes) where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException damaged)
        {
            throw new InvalidDataException($"{bytes.Length} stored bytes are no {typeof(T).Name}.", damaged);
        }
    }

    /// <summary>A message as it is stored.</summary>
    public static byte[] Bytes(IMessage message) => message.ToByteArray();

    /// <summary>Bytes within a message, such as a picture.</summary>
    public static ByteString Opaque(byte[] bytes) => ByteString.CopyFrom(bytes);

    /// <summary>A number as ten-thousandths. More than four decimals is a bug of the caller: refused, not rounded.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has more than four decimals.</exception>
    public static long TenThousandths(decimal value) => TryTenThousandths(value, out var exact)
        ? exact
        : throw new ArgumentOutOfRangeException(
            nameof(value), value.ToString(CultureInfo.InvariantCulture), "Stored numbers have four decimals at most.");

    /// <summary>A number as ten-thousandths, if it is a whole number of them.</summary>
    public static bool TryTenThousandths(decimal value, out long exact)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var digits = ((long)(uint)bits[1] << 32) | (uint)bits[0];
        if (bits[2] == 0 && value.Scale <= 4 && digits is >= 0 and < long.MaxValue / 10_000)
        {
            exact = digits * Powers[4 - value.Scale];
            exact = bits[3] < 0 ? -exact : exact;
            return true;
        }
        exact = 0;
        if (decimal.Abs(value) >= long.MaxValue / 10_000)
            return false;
        var scaled = value * 10_000m;
        if (decimal.Truncate(scaled) != scaled)
            return false;
        exact = (long)scaled;
        return true;
    }

    /// <summary>The number that was stored.</summary>
    public static decimal Number(long tenThousandths) => tenThousandths / 10_000m;

    /// <summary>A day as yyyymmdd.</summary>
    public static int Day(DateOnly day)
    {
        var (year, month, ofMonth) = day;
        return (year * 10_000) + (month * 100) + ofMonth;
    }

    /// <summary>A day as yyyymmdd; none: 0.</summary>
    public static int Day(DateOnly? day) => day is { } known ? Day(known) : 0;

    /// <summary>The day that was stored.</summary>
    public static DateOnly ToDay(int stored) => new(stored / 10_000, stored / 100 % 100, stored % 100);

    /// <summary>The day that was stored; 0: none.</summary>
    public static DateOnly? ToDayOrNone(int stored) => stored == 0 ? null : ToDay(stored);

    /// <summary>Writes an amount or a price (sint64).</summary>
    public static void Amount(this ProtoWriter writer, int field, decimal amount) => writer.Signed(field, TenThousandths(amount));

    /// <summary>Writes an amount or a price; none: left out.</summary>
    public static void Amount(this ProtoWriter writer, int field, decimal? amount)
    {
        if (amount is { } known)
            writer.SignedOrZero(field, TenThousandths(known));
    }

    /// <summary>Writes a percentage (int32).</summary>
    public static void Percent(this ProtoWriter writer, int field, decimal percent) => writer.Number(field, TenThousandths(percent));

    /// <summary>Writes a day (int32).</summary>
    public static void Day(this ProtoWriter writer, int field, DateOnly day) => writer.Number(field, Day(day));

    /// <summary>Writes a day; none: left out.</summary>
    public static void Day(this ProtoWriter writer, int field, DateOnly? day) => writer.Number(field, Day(day));
}
