using System.Text;
using System.Text.Json;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Json;

/// <summary>
/// Whether a text is JSON, and little enough of it: looked at before anything is built of it. The readers of data files bear
/// more than JSON, each something else, and a few bytes can make them build much.
/// </summary>
internal static class StrictJson
{
    /// <summary>Deepest that values may lie in each other.</summary>
    public const int Deepest = 32;

    /// <summary>Most values and names: those of the longest catalogue.</summary>
    private const int MostParts = 3_000_000;

    /// <summary>Most entries of one list, or members of one object: no schema allows more.</summary>
    private const int MostEntries = 100_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is told of a text that is not JSON.</summary>
    public static Text NotJson => new("pas du JSON", "not JSON");

    /// <summary>The line, from 1, and what is wrong there; null: nothing is.</summary>
    public static (int Line, Text Message)? FaultOf(string text)
    {
        byte[] bytes;
        try
        {
            bytes = Utf8.GetBytes(text);
        }
        catch (EncoderFallbackException half)
        {
            return (1 + text.AsSpan(0, half.Index).Count('\n'), NotText);
        }
        var json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Deepest });
        try
        {
            return Count(ref json) is { } tooMany ? (LineOf(bytes, json), tooMany) : null;
        }
        catch (JsonException malformed)
        {
            return ((int)malformed.LineNumber.GetValueOrDefault() + 1, NotJson);
        }
        catch (InvalidOperationException)
        {
            return (LineOf(bytes, json), NotText);
        }
    }

    private static Text NotText => new(
        "un échappement (\\uD800 à \\uDFFF) n'y est pas un caractère", "an escape in it (\\uD800 to \\uDFFF) is no character");

    private static Text? Count(ref Utf8JsonReader json)
    {
        var parts = 0;
        Span<int> entries = stackalloc int[Deepest + 1];
        while (json.Read())
        {
            if (json.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                continue;
            if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                entries[json.CurrentDepth + 1] = 0;

            // Half a character in an escape throws.
            if (json.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && json.ValueIsEscaped)
                _ = json.GetString();
            if (++parts > MostParts)
                return TooMany(MostParts);
            if (json.TokenType is not JsonTokenType.PropertyName && ++entries[json.CurrentDepth] > MostEntries)
                return TooMany(MostEntries);
        }
        return null;
    }

    private static Text TooMany(int most) => FieldFaults.TooMany("", most).Description;

    private static int LineOf(byte[] bytes, in Utf8JsonReader json) => 1 + bytes.AsSpan(0, (int)json.TokenStartIndex).Count((byte)'\n');
}
