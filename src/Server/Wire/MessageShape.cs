using System.Collections.Concurrent;
using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MyOpenIP.Server.Wire;

/// <summary>What a message may hold, as it is needed to count before reading: its fields, and how many entries each list may have.</summary>
internal sealed class MessageShape
{
    private static readonly ConcurrentDictionary<MessageDescriptor, MessageShape> Known = [];

    private readonly FieldShape?[] byNumber;
    private readonly FrozenDictionary<string, FieldShape> byName;

    private MessageShape(MessageDescriptor message)
    {
        Name = message.FullName;
        var lists = 0;
        var fields = message.Fields.InDeclarationOrder();
        byNumber = new FieldShape?[fields.Count == 0 ? 0 : fields.Max(f => f.FieldNumber) + 1];
        var byName = new Dictionary<string, FieldShape>();
        foreach (var field in fields)
        {
            var shape = new FieldShape(field, field.IsRepeated ? lists++ : -1, ListBounds.MostOf(field));
            byNumber[field.FieldNumber] = byName[field.Name] = byName[field.JsonName] = shape;
        }
        (Lists, this.byName) = (lists, byName.ToFrozenDictionary());
    }

    /// <summary>Its name in proto.</summary>
    public string Name { get; }

    /// <summary>Number of its lists.</summary>
    public int Lists { get; }

    /// <summary>The shape of a kind of message.</summary>
    public static MessageShape Of(MessageDescriptor message) => Known.GetOrAdd(message, static m => new MessageShape(m));

    /// <summary>A field by its name, in proto or in JSON; null: it has none of that name.</summary>
    public FieldShape? Field(string name) => byName.GetValueOrDefault(name);

    /// <summary>A field by its number; null: it has none of that number.</summary>
    public FieldShape? Field(uint number) => number < (uint)byNumber.Length ? byNumber[number] : null;
}

/// <summary>A field of a message.</summary>
/// <param name="descriptor">The field.</param>
/// <param name="list">Its number among the lists of its message; none: -1.</param>
/// <param name="most">Most entries, of a list.</param>
internal sealed class FieldShape(FieldDescriptor descriptor, int list, int most)
{
    /// <summary>The field.</summary>
    public FieldDescriptor Descriptor => descriptor;

    /// <summary>Its number among the lists of its message; none: -1.</summary>
    public int List => list;

    /// <summary>Most entries, of a list.</summary>
    public int Most => most;

    /// <summary>The wire type of texts, bytes, messages and packed lists.</summary>
    public const int LengthDelimited = (int)WireFormat.WireType.LengthDelimited;

    /// <summary>No text of more bytes has few enough characters.</summary>
    public const int MostTextBytes = 4 * FieldRules.LongestText;

    /// <summary>Whether its values are texts.</summary>
    public bool IsText { get; } = descriptor.FieldType is FieldType.String;

    /// <summary>How a value is sent.</summary>
    public int WireType { get; } = (int)(descriptor.FieldType switch
    {
        FieldType.Double or FieldType.Fixed64 or FieldType.SFixed64 => WireFormat.WireType.Fixed64,
        FieldType.Float or FieldType.Fixed32 or FieldType.SFixed32 => WireFormat.WireType.Fixed32,
        FieldType.Message or FieldType.String or FieldType.Bytes => WireFormat.WireType.LengthDelimited,
        FieldType.Group => WireFormat.WireType.StartGroup,
        _ => WireFormat.WireType.Varint,
    });

    /// <summary>Whether one run of bytes may hold many values.</summary>
    public bool IsPackable { get; } = list >= 0 && descriptor.FieldType is not (FieldType.Message or FieldType.String or FieldType.Bytes or FieldType.Group);

    /// <summary>What its messages hold; null: it is no message.</summary>
    public MessageShape? Message => descriptor.FieldType is FieldType.Message ? field ??= MessageShape.Of(descriptor.MessageType) : null;
}
