using System.Text.Json;
using System.Text.Json.Serialization;

namespace MyOpenIP.Pricing.Canonical;

/// <summary>Writes a decimal with no more digits than it needs: 10.0 and 10.00 are one number.</summary>
internal sealed class DecimalConverter : JsonConverter<decimal>
{
    // Dividing by a one of full scale leaves the quotient the smallest scale that holds it.
    private const decimal One = 1.0000000000000000000000000000m;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Shortest(value));

    public static decimal Shortest(decimal value) => value == 0m ? 0m : value.Scale == 0 ? value : value / One;
}
