using System.Globalization;
using Newtonsoft.Json.Linq;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// Reads of a document that may have faults: what is missing or of another kind is null, so that one fault does not hide the others.
/// </summary>
internal static class Tokens
{
    /// <summary>The objects of an array.</summary>
    public static IEnumerable<JObject> Objects(this JToken? parent, string name) => (parent.Child(name) as JArray)?.OfType<JObject>() ?? [];

    /// <summary>The text values of an array.</summary>
    public static IEnumerable<JValue> Texts(this JToken? parent, string name) =>
        (parent.Child(name) as JArray)?.OfType<JValue>().Where(v => v.Type is JTokenType.String) ?? [];

    /// <summary>A field.</summary>
    public static JToken? Child(this JToken? parent, string name) => (parent as JObject)?[name];

    /// <summary>A text.</summary>
    public static string? Text(this JToken? parent, string name) =>
        parent.Child(name) is JValue { Type: JTokenType.String } value ? (string?)value : null;

    /// <summary>A whole number.</summary>
    public static int? Integer(this JToken? parent, string name) =>
        parent.Child(name) is JValue { Type: JTokenType.Integer, Value: long value } && value is >= int.MinValue and <= int.MaxValue ? (int)value : null;

    /// <summary>A day.</summary>
    public static DateOnly? Day(this JToken? parent, string name) =>
        DateOnly.TryParseExact(parent.Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>An amount or a percentage.</summary>
    public static decimal? Number(this JToken? parent, string name) =>
        decimal.TryParse(parent.Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
