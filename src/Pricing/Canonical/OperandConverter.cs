using System.Text.Json;
using System.Text.Json.Serialization;

namespace MyOpenIP.Pricing.Canonical;

/// <summary>An operand is an array of three: its kind, its name, its value; a share is written as numerator and denominator.</summary>
internal sealed class OperandConverter : JsonConverter<Operand>
{
    private static readonly string[] Kinds = Enum.GetNames<OperandKind>();

    public override void Write(Utf8JsonWriter writer, Operand value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue((int)value.Kind < Kinds.Length
            ? Kinds[(int)value.Kind]
            : throw new JsonException($"Operand {value.Name} is of kind {value.Kind}."));
        writer.WriteStringValue(value.Name);
        switch (value.Kind)
        {
            case OperandKind.Quantity or OperandKind.Amount or OperandKind.Percent or OperandKind.Months:
                writer.WriteNumberValue(DecimalConverter.Shortest(value.Number));
                break;
            case OperandKind.Fraction:
                writer.WriteNumberValue(value.Share.Numerator);
                writer.WriteNumberValue(value.Share.Denominator);
                break;
            case OperandKind.Date:
                Span<char> day = stackalloc char[10];
                value.Date.TryFormat(day, out _, "O", null);
                writer.WriteStringValue(day);
                break;
            default:
                writer.WriteStringValue(value.Text);
                break;
        }
        writer.WriteEndArray();
    }

    public override Operand Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("An operand is an array.");
        var kind = Text(ref reader);
        var name = Text(ref reader);
        reader.Read();
        var operand = kind switch
        {
            nameof(OperandKind.Quantity) => Operand.Quantity(name, reader.GetInt32()),
            nameof(OperandKind.Amount) => Operand.Amount(name, reader.GetDecimal()),
            nameof(OperandKind.Percent) => Operand.Percent(name, reader.GetDecimal()),
            nameof(OperandKind.Months) => Operand.Months(name, reader.GetInt32()),
            nameof(OperandKind.Fraction) => Operand.Fraction(name, Share(ref reader)),
            nameof(OperandKind.Date) => Operand.Day(name, Date(ref reader)),
            nameof(OperandKind.Text) => Operand.Code(name, TextHere(ref reader)),
            _ => throw new JsonException($"Operand {name} is of kind {kind}."),
        };
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? operand : throw new JsonException($"Operand {name} does not end.");
    }

    private static Fraction Share(ref Utf8JsonReader reader)
    {
        var numerator = reader.GetInt64();
        reader.Read();
        return new Fraction(numerator, reader.GetInt64());
    }

    private static DateOnly Date(ref Utf8JsonReader reader) =>
        DateOnly.TryParseExact(TextHere(ref reader), "O", out var day) ? day : throw new JsonException("A day is written as yyyy-MM-dd.");

    private static string Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return TextHere(ref reader);
    }

    private static string TextHere(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("A text is expected.");
}
