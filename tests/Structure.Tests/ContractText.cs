using System.Text;
using System.Text.Json;

namespace MyOpenIP.Structure.Tests;

/// <summary>The contract on a page: services, messages and enums as their descriptors have them, annotations included.</summary>
internal static class ContractText
{
    private const string Package = "myopenip.v1";

    /// <summary>Writes the contract out.</summary>
    /// <param name="descriptors">A google.protobuf.FileDescriptorSet as JSON.</param>
    /// <returns>One line for each method, field and value, in the order of their files.</returns>
    public static string Of(string descriptors)
    {
        using var set = JsonDocument.Parse(descriptors);
        var text = new StringBuilder("# The contract of " + Package + ", from its descriptors. Renewed by the tests, never by hand.\n");
        foreach (var file in set.RootElement.GetProperty("file").EnumerateArray().Where(f => Text(f, "package") == Package)
            .OrderBy(f => Text(f, "name"), StringComparer.Ordinal))
        {
            text.Append("\n# ").Append(Text(file, "name")).Append('\n');
            foreach (var service in Items(file, "service"))
                Service(text, service);
            foreach (var message in Items(file, "messageType"))
                Message(text, message, "");
            foreach (var vocabulary in Items(file, "enumType"))
                Enumeration(text, vocabulary, "");
        }

        return text.ToString();
    }

    private static void Service(StringBuilder text, JsonElement service)
    {
        text.Append("\nservice ").Append(Text(service, "name")).Append('\n');
        foreach (var method in Items(service, "method"))
        {
            text.Append("  ").Append(Text(method, "name")).Append('(').Append(Stream(method, "clientStreaming")).Append(Short(Text(method, "inputType")))
                .Append(") returns (").Append(Stream(method, "serverStreaming")).Append(Short(Text(method, "outputType"))).Append(")\n");
            var options = method.TryGetProperty("options", out var given) ? given : default;
            text.Append("    idempotency ").Append(Text(options, "idempotencyLevel") is { Length: > 0 } level ? level : "IDEMPOTENCY_UNKNOWN").Append('\n');
            if (options.ValueKind == JsonValueKind.Object && options.TryGetProperty("[google.api.http]", out var http))
                text.Append("    http ").AppendJoin(' ', http.EnumerateObject().Select(p => $"{p.Name} {p.Value}")).Append('\n');
        }
    }

    private static void Message(StringBuilder text, JsonElement message, string outer)
    {
        var name = outer + Text(message, "name");
        text.Append("\nmessage ").Append(name).Append(Annotations(message)).Append('\n');
        foreach (var field in Items(message, "field"))
        {
            var type = Text(field, "typeName") is { Length: > 0 } named ? Short(named) : Text(field, "type")["TYPE_".Length..].ToLowerInvariant();
            var presence = Text(field, "label") == "LABEL_REPEATED" ? "repeated " : field.TryGetProperty("proto3Optional", out _) ? "optional " : "";
            text.Append("  ").Append(field.GetProperty("number").GetInt32()).Append(' ').Append(Text(field, "name")).Append(": ")
                .Append(presence).Append(type);
            if (field.TryGetProperty("oneofIndex", out var of) && !field.TryGetProperty("proto3Optional", out _))
                text.Append(" in ").Append(Text(message.GetProperty("oneofDecl")[of.GetInt32()], "name"));
            text.Append(Annotations(field)).Append('\n');
        }

        foreach (var inner in Items(message, "nestedType"))
            Message(text, inner, name + ".");
        foreach (var inner in Items(message, "enumType"))
            Enumeration(text, inner, name + ".");
    }

    private static void Enumeration(StringBuilder text, JsonElement vocabulary, string outer)
    {
        text.Append("\nenum ").Append(outer).Append(Text(vocabulary, "name")).Append('\n');
        foreach (var value in Items(vocabulary, "value"))
            text.Append("  ").Append(Text(value, "name")).Append(" = ").Append(value.GetProperty("number").GetInt32()).Append('\n');
    }

    private static string Annotations(JsonElement described)
    {
        if (!described.TryGetProperty("options", out var options))
            return "";
        var written = options.EnumerateObject().Select(o => $"{o.Name.Trim('[', ']').Replace("google.api.", "", StringComparison.Ordinal)} {o.Value.GetRawText()}");
        return " | " + string.Join(" | ", written);
    }

    private static string Stream(JsonElement method, string side) => method.TryGetProperty(side, out var streams) && streams.GetBoolean() ? "stream " : "";

    private static string Short(string type) => type.Replace($".{Package}.", "", StringComparison.Ordinal).TrimStart('.');

    private static string Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out var value) ? value.ToString() : "";

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string property) =>
        element.TryGetProperty(property, out var items) ? items.EnumerateArray() : default;
}
