using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Json;

/// <summary>What is expected of a field as JSON, in words.</summary>
internal static class ExpectedTypes
{
    /// <summary>What is expected of a body.</summary>
    public static Text Object => new("Attendu : un objet.", "Expected: an object.");

    /// <summary>What is expected of a field, its list as a whole if it is one.</summary>
    public static Text Of(FieldDescriptor field) =>
        field.IsRepeated ? new("Attendu : une liste.", "Expected: a list.") : OfEntry(field);

    /// <summary>What is expected of a value of a field, of each of its entries if it is a list.</summary>
    public static Text OfEntry(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => new("Attendu : un texte.", "Expected: a text."),
        FieldType.Bool => new("Attendu : true ou false.", "Expected: true or false."),
        FieldType.Bytes => new("Attendu : des octets en base64.", "Expected: bytes in base64."),
        FieldType.Enum => OneOf(field.EnumType),
        FieldType.Message when field.MessageType == FieldMask.Descriptor => new(
            "Attendu : des noms de champs séparés par des virgules, comme lines,effectiveDate.",
            "Expected: names of fields with commas between them, such as lines,effectiveDate."),
        FieldType.Message => Object,
        FieldType.Int64 or FieldType.UInt64 => new("Attendu : un nombre entier, comme 44660.", "Expected: a whole number, such as 44660."),
        _ => new("Attendu : un nombre entier de 32 bits, comme 6.", "Expected: a whole number of 32 bits, such as 6."),
    };

    private static Text OneOf(EnumDescriptor values)
    {
        var names = string.Join(", ", values.Values.Where(v => v.Number != 0).Select(v => v.Name));
        return new($"Attendu : {names}.", $"Expected: one of {names}.");
    }
}
