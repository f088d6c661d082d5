using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MyOpenIP.Server.Json;

/// <summary>
/// The JSON of data files: camelCase names, UPPER_SNAKE values, ISO days, amounts and percentages as decimal text
/// ("9.90"), so that no reader makes them floating point. Members unknown here are left to the schemas to refuse.
/// </summary>
internal static class DataJson
{
    /// <summary>The options of every reader and writer of data files.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireWhatIsNeverNull } },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(new UpperSnake(), allowIntegerValues: false), new DecimalText() },
    };

    /// <summary>One value on one line; equal values give equal text.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads a value that its schema has accepted.</summary>
    /// <exception cref="JsonException">It is not such a value.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new JsonException($"A {typeof(T).Name} is null.");

    /// <summary>The same JSON without insignificant white space.</summary>
    public static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString(Options);

    /// <summary>A member that is not there is no more than one that is null: without this the one is refused, the other made null.</summary>
    private static void RequireWhatIsNeverNull(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
            if (member.AssociatedParameter is { HasDefaultValue: false, IsNullable: false } && !member.PropertyType.IsValueType)
                member.IsRequired = true;
    }

    /// <summary>Thirty360 is THIRTY_360.</summary>
    private sealed class UpperSnake : JsonNamingPolicy
    {
        public override string ConvertName(string name)
        {
            var snake = SnakeCaseUpper.ConvertName(name);
            var digit = snake.AsSpan().IndexOfAnyInRange('0', '9');
            return digit <= 0 || snake[digit - 1] == '_' ? snake : snake.Insert(digit, "_");
        }
    }

    /// <summary>Decimals as text without exponent; trailing zeros do not make two texts of one number.</summary>
    private sealed class DecimalText : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            decimal.TryParse(
                reader.GetString(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new JsonException("Not a decimal.");

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("0.####", CultureInfo.InvariantCulture));
    }
}
