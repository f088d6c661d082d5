using Google.Protobuf;
using Google.Protobuf.Reflection;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Wire;

/// <summary>Every list of every request of the API, found by the descriptors: a new one is there by itself.</summary>
internal static class RequestLists
{
    /// <summary>Every method of the API.</summary>
    public static IEnumerable<MethodDescriptor> Methods => new[]
    {
        CustomersReflection.Descriptor, CatalogReflection.Descriptor, ContractedOffersReflection.Descriptor, AmendmentsReflection.Descriptor, OrdersReflection.Descriptor,
    }.SelectMany(file => file.Services).SelectMany(service => service.Methods);

    /// <summary>The fields that lead to each list, the list last.</summary>
    public static IEnumerable<FieldDescriptor[]> All => Methods.Select(m => m.InputType).Distinct().SelectMany(request => Of(request, []));

    /// <summary>A list as a refusal names it.</summary>
    public static string PathOf(FieldDescriptor[] list, Func<FieldDescriptor, string> name) =>
        string.Join('.', list.Select((field, i) => i < list.Length - 1 && field.IsRepeated ? $"{name(field)}[0]" : name(field)));

    /// <summary>The bytes of a request with so many empty entries in a list.</summary>
    public static byte[] Bytes(FieldDescriptor[] list, int count)
    {
        var isNumber = list[^1].FieldType is not (FieldType.Message or FieldType.String or FieldType.Bytes);
        var entry = Field(list[^1], isNumber ? WireFormat.WireType.Varint : WireFormat.WireType.LengthDelimited, [0]);
        var content = Enumerable.Repeat(entry, count).SelectMany(e => e).ToArray();
        foreach (var field in list.SkipLast(1).Reverse())
            content = Field(field, WireFormat.WireType.LengthDelimited, [.. Varint(content.Length), .. content]);
        return content;
    }

    /// <summary>The same as JSON.</summary>
    public static string Json(FieldDescriptor[] list, int count)
    {
        var isMask = list[^1].ContainingType.FullName == "google.protobuf.FieldMask";
        var entry = list[^1].FieldType switch { FieldType.Message => "{}", FieldType.String or FieldType.Bytes => "\"\"", _ => "0" };
        var content = isMask ? $"\"{string.Join(',', Enumerable.Repeat("a", count))}\"" : $"[{string.Join(',', Enumerable.Repeat(entry, count))}]";
        foreach (var field in (isMask ? list.SkipLast(1) : list).Reverse())
            content = $$"""{"{{field.JsonName}}":{{(field.IsRepeated && field != list[^1] ? $"[{content}]" : content)}}}""";
        return content;
    }

    private static IEnumerable<FieldDescriptor[]> Of(MessageDescriptor message, FieldDescriptor[] path) => message.Fields.InDeclarationOrder().SelectMany(field =>
    {
        FieldDescriptor[] here = [.. path, field];
        IEnumerable<FieldDescriptor[]> within = field.FieldType is FieldType.Message ? Of(field.MessageType, here) : [];
        return field.IsRepeated ? within.Prepend(here) : within;
    });

    private static byte[] Field(FieldDescriptor field, WireFormat.WireType type, byte[] value) => [.. Varint((field.FieldNumber << 3) | (int)type), .. value];

    private static byte[] Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value > 0x7F; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
