using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MyOpenIP.Server.Json;

/// <summary>
/// Reads of a document that may have faults: what is missing or of another kind is null, so that one fault does not hide the others.
/// </summary>
internal static class Nodes
{
    /// <summary>The objects of an array.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonNode? parent, string name) => (parent.Child(name) as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>The text values of an array.</summary>
    public static IEnumerable<JsonValue> Texts(this JsonNode? parent, string name) =>
        (parent.Child(name) as JsonArray)?.OfType<JsonValue>().Where(v => v.GetValueKind() is JsonValueKind.String) ?? [];

    /// <summary>A field.</summary>
    public static JsonNode? Child(this JsonNode? parent, string name) => (parent as JsonObject)?[name];

    /// <summary>A text.</summary>
    public static string? Text(this JsonNode? parent, string name) =>
        parent.Child(name) is JsonValue value && value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>A whole number.</summary>
    public static int? Integer(this JsonNode? parent, string name) =>
        parent.Child(name) is JsonValue value && value.GetValueKind() is JsonValueKind.Number && value.TryGetValue<int>(out var number) ? number : null;

    /// <summary>A day.</summary>
    public static DateOnly? Day(this JsonNode? parent, string name) =>
        DateOnly.TryParseExact(parent.Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>An amount or a percentage.</summary>
    public static decimal? Number(this JsonNode? parent, string name) =>
        decimal.TryParse(parent.Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Path of a value in its document, such as offers[0].code; empty: the whole.</summary>
    public static string PathOf(this JsonNode node) => node.GetPath() is "$" ? "" : node.GetPath()[1..].TrimStart('.');
}
