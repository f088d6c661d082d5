using System.Text.Json;
using System.Text.Json.Serialization;

namespace MyOpenIP.Pricing.Canonical;

/// <summary>Writes a decimal with no more digits than it needs: 10.0 and 10.00 are one number.</summary>
internal sealed class DecimalConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Shortest(value));

    /// <summary>The same number without trailing zeros after the point.</summary>
    public static decimal Shortest(decimal value)
    {
        if (value == 0m)
            return 0m;
        int scale = value.Scale;
        if (scale == 0)
            return value;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        if (bits[2] != 0)
            return ShortestOfMany(value);
        var digits = (ulong)(uint)bits[1] << 32 | (uint)bits[0];
        while (scale > 0 && digits % 10 == 0)
        {
            digits /= 10;
            scale--;
        }
        return new decimal((int)digits, (int)(digits >> 32), 0, value < 0m, (byte)scale);
    }

    /// <summary>More than 19 digits: the quotient by a one of full scale has the smallest scale that holds it.</summary>
    private static decimal ShortestOfMany(decimal value) => value / 1.0000000000000000000000000000m;
}
