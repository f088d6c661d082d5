using System.Text.Json;
using System.Text.Json.Serialization;

namespace MyOpenIP.Pricing.Canonical;

/// <summary>A kind of charge is its code.</summary>
internal sealed class ChargeKindConverter : JsonConverter<ChargeKind>
{
    public override ChargeKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("A kind of charge is a text.");
        return ChargeKind.Of(reader.GetString()!);
    }

    public override void Write(Utf8JsonWriter writer, ChargeKind value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
}
