using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Json;

/// <summary>
/// What is wrong with a request as JSON: no JSON at all, fields that the message does not have, values of another type.
/// A misspelt field is refused, not ignored: it would price something else than was meant.
/// </summary>
internal static class JsonFields
{
    /// <summary>Most faults that are looked for; the count told is then a lower bound.</summary>
    private const int MostFaults = 100;

    /// <summary>All that is wrong with a body.</summary>
    public static List<FieldFault> FaultsOf(byte[] body, MessageDescriptor message)
    {
        if (!Utf8.IsValid(body))
            return [FieldFaults.NotJson("body", 1, 1)];
        if (CanBeRead(Encoding.UTF8.GetString(body), message))
            return [];
        try
        {
            using var json = JsonDocument.Parse(body);
            var faults = new List<FieldFault>();
            Check(message, json.RootElement, "", faults);
            return faults.Count > 0 ? faults : [FieldFaults.WrongType("body")];
        }
        catch (JsonException fault)
        {
            return [FieldFaults.NotJson("body", fault.LineNumber.GetValueOrDefault() + 1, fault.BytePositionInLine.GetValueOrDefault() + 1)];
        }
        catch (InvalidOperationException)
        {
            // An escape in a name that stands for no character.
            return [FieldFaults.NotJson("body", 1, 1)];
        }
    }

    /// <summary>All that is wrong with a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="message">The message whose fields it may give; none: the body gives them all.</param>
    public static List<FieldFault> FaultsOf(IQueryCollection query, MessageDescriptor? message)
    {
        var faults = new List<FieldFault>();
        foreach (var (name, values) in query)
        {
            if (message is null || Find(message, name.Split('.')) is not { } field)
                faults.Add(FieldFaults.Unknown(name, name));
            else if (values.Count != 1 && !field.IsRepeated)
                faults.Add(FieldFaults.Repeated(name, name));
            else if (!values.All(value => IsOf(field, value ?? "")))
                faults.Add(FieldFaults.WrongType(name));
            if (faults.Count == MostFaults)
                break;
        }
        return faults;
    }

    private static void Check(MessageDescriptor message, JsonElement value, string path, List<FieldFault> faults)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            faults.Add(FieldFaults.WrongType(path.Length == 0 ? "body" : path));
            return;
        }
        foreach (var part in value.EnumerateObject())
        {
            if (faults.Count >= MostFaults)
                return;
            var name = path.Length == 0 ? part.Name : $"{path}.{part.Name}";
            if (Find(message, part.Name) is not { } field)
                faults.Add(FieldFaults.Unknown(name, part.Name));
            else if (!field.IsRepeated)
                CheckValue(field, part.Value, name, faults);
            else if (part.Value.ValueKind is not JsonValueKind.Array)
                faults.Add(FieldFaults.WrongType(name));
            else
                foreach (var (item, i) in part.Value.EnumerateArray().Select((item, i) => (item, i)))
                    CheckValue(field, item, Invariant($"{name}[{i}]"), faults);
        }
    }

    private static void CheckValue(FieldDescriptor field, JsonElement value, string path, List<FieldFault> faults)
    {
        if (faults.Count >= MostFaults || (value.ValueKind is JsonValueKind.Null && !field.IsRepeated))
            return;
        if (HasFields(field))
            Check(field.MessageType, value, path, faults);
        else if (!CanBeRead(field, value.GetRawText()))
            faults.Add(FieldFaults.WrongType(path));
    }

    /// <summary>Whether it is a message with fields of its own in JSON: those of google.protobuf have a form of their own.</summary>
    private static bool HasFields(FieldDescriptor field) =>
        field.FieldType is FieldType.Message && !field.MessageType.FullName.StartsWith("google.protobuf.", StringComparison.Ordinal);

    private static FieldDescriptor? Find(MessageDescriptor message, string name) =>
        message.Fields.InDeclarationOrder().FirstOrDefault(f => f.JsonName == name || f.Name == name);

    private static FieldDescriptor? Find(MessageDescriptor message, string[] path)
    {
        for (var i = 0; i < path.Length - 1; i++)
        {
            if (Find(message, path[i]) is not { } part || !HasFields(part))
                return null;
            message = part.MessageType;
        }
        return Find(message, path[^1]) is { } field && !HasFields(field) ? field : null;
    }

    /// <summary>Whether a text of a query is a value of a field: numbers and truth values stand there without their JSON form.</summary>
    private static bool IsOf(FieldDescriptor field, string text) => field.FieldType is FieldType.Bool
        ? bool.TryParse(text, out _)
        : CanBeRead(field, JsonSerializer.Serialize(text));

    private static bool CanBeRead(FieldDescriptor field, string value) =>
        CanBeRead(field.IsRepeated ? $$"""{"{{field.JsonName}}":[{{value}}]}""" : $$"""{"{{field.JsonName}}":{{value}}}""", field.ContainingType);

    private static bool CanBeRead(string json, MessageDescriptor message)
    {
        try
        {
            JsonParser.Default.Parse(json, message);
            return true;
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException)
        {
            return false;
        }
    }
}
