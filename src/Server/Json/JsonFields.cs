using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Json;

/// <summary>
/// What is wrong with a request as JSON that the parser refused: fields that the message does not have, values of another type.
/// A misspelt field is refused, not ignored: it would price something else than was meant.
/// </summary>
internal static partial class JsonFields
{
    /// <summary>All that is wrong with a body that is JSON, and that the parser of protobuf refused.</summary>
    public static FieldFaultList FaultsOf(ReadOnlyMemory<byte> body, MessageDescriptor message)
    {
        var faults = new FieldFaultList();
        using (var json = JsonDocument.Parse(body))
            Check(message, json.RootElement, "", faults);
        if (faults.Count == 0)
            faults.Add(FieldFaults.WrongType("body", ExpectedTypes.Object));
        return faults;
    }

    /// <summary>The fields that a name in a query leads through, the last one the value; null: no such value.</summary>
    public static IReadOnlyList<FieldDescriptor>? Find(MessageDescriptor message, string name)
    {
        var path = new List<FieldDescriptor>();
        foreach (var part in name.Split('.'))
        {
            if ((path.Count > 0 && !HasFields(path[^1]))
                || MessageShape.Of(path.Count > 0 ? path[^1].MessageType : message).Field(part) is not { Descriptor.IsRepeated: false } field)
                return null;
            path.Add(field.Descriptor);
        }
        return HasFields(path[^1]) ? null : path;
    }

    /// <summary>What a value of a query settles: its field, and the oneof it is of, whose other fields stay unset.</summary>
    /// <param name="path">The fields that lead to it.</param>
    public static IEnumerable<(string What, string By)> Settled(IReadOnlyList<FieldDescriptor> path)
    {
        var at = "";
        foreach (var field in path)
        {
            if (field.RealContainingOneof is { } oneof)
                yield return ($"{at}{oneof.Name}?", field.Name);
            at += $"{field.Name}.";
        }
        yield return (at, "");
    }

    /// <summary>A value of a query as every parser reads it: numbers without exponent or decimals; null: it is none of the field's.</summary>
    public static string? Canonical(FieldDescriptor field, string text)
    {
        if (field.FieldType is FieldType.Bool)
            return text is "true" or "false" ? text : null;
        if ((TryRead(field, JsonSerializer.Serialize(text)) ?? (Number().IsMatch(text) ? TryRead(field, text) : null)) is not { } read)
            return null;
        return field.FieldType is FieldType.String or FieldType.Enum or FieldType.Message
            ? text
            : Convert.ToString(field.Accessor.GetValue(read), CultureInfo.InvariantCulture);
    }

    private static void Check(MessageDescriptor message, JsonElement value, string path, FieldFaultList faults)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            faults.Add(FieldFaults.WrongType(path.Length == 0 ? "body" : path, ExpectedTypes.Object));
            return;
        }
        foreach (var part in value.EnumerateObject())
        {
            var name = path.Length == 0 ? part.Name : $"{path}.{part.Name}";
            if (MessageShape.Of(message).Field(part.Name)?.Descriptor is not { } field)
                faults.Add(FieldFaults.Unknown(name, part.Name));
            else if (!field.IsRepeated)
                CheckValue(field, part.Value, name, faults);
            else if (part.Value.ValueKind is JsonValueKind.Null)
                continue;
            else if (part.Value.ValueKind is not JsonValueKind.Array)
                faults.Add(FieldFaults.WrongType(name, ExpectedTypes.Of(field)));
            else
                foreach (var (item, i) in part.Value.EnumerateArray().Select((item, i) => (item, i)))
                    CheckValue(field, item, Invariant($"{name}[{i}]"), faults);
        }
    }

    private static void CheckValue(FieldDescriptor field, JsonElement value, string path, FieldFaultList faults)
    {
        if (value.ValueKind is JsonValueKind.Null && !field.IsRepeated)
            return;
        if (HasFields(field))
            Check(field.MessageType, value, path, faults);
        else if (!CanBeRead(field, value.GetRawText()))
            faults.Add(FieldFaults.WrongType(path, ExpectedTypes.OfEntry(field)));
    }

    /// <summary>Whether it is a message with fields of its own in JSON: those of google.protobuf have a form of their own.</summary>
    private static bool HasFields(FieldDescriptor field) =>
        field.FieldType is FieldType.Message && !field.MessageType.FullName.StartsWith("google.protobuf.", StringComparison.Ordinal);

    private static bool CanBeRead(FieldDescriptor field, string value) => TryRead(field, value) is not null;

    private static IMessage? TryRead(FieldDescriptor field, string value)
    {
        try
        {
            return JsonParser.Default.Parse(
                field.IsRepeated ? $$"""{"{{field.JsonName}}":[{{value}}]}""" : $$"""{"{{field.JsonName}}":{{value}}}""", field.ContainingType);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^-?[0-9]{1,20}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?$")]
    private static partial Regex Number();
}
