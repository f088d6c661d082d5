using System.Buffers;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// Counts what the bytes of a message hold, before anything is built of them: 4 MB can be two million entries. Ends at the
/// first fault. What it cannot read it leaves to the parser, which refuses it.
/// </summary>
internal ref struct PartCount
{
    private const int LongestVarint = 10;

    /// <summary>Where the parser gives up too.</summary>
    private const int Deepest = 100;

    private readonly MessageShape message;
    private SequenceReader<byte> bytes;
    private int parts;

    /// <summary>The field that is faulty, from where the count is; empty: the message itself.</summary>
    private string path = "";
    private int most;
    private Func<string, int, FieldFault>? fault;

    private PartCount(in ReadOnlySequence<byte> bytes, MessageShape shape)
    {
        this.bytes = new(bytes);
        message = shape;
    }

    /// <summary>The list that has too many entries, or the field that is sent as something else; null: none.</summary>
    public static FieldFault? FaultOf(in ReadOnlySequence<byte> message, MessageShape shape)
    {
        var count = new PartCount(message, shape);
        return count.Count(shape, message.Length, 0) ? null : count.fault?.Invoke(count.path, count.most);
    }

    /// <summary>Counts the fields up to an end; false: one is faulty, or what comes is no field.</summary>
    private bool Count(MessageShape shape, long end, int depth)
    {
        Span<int> entries = stackalloc int[shape.Lists];
        while (bytes.Consumed < end)
        {
            if (!TryVarint(end, out var tag))
                return false;
            var (field, type) = (shape.Field((uint)(tag >> 3)), (int)(tag & 7));
            if (field is not null && type is not (4 or 6 or 7) && type != field.WireType && !(type == FieldShape.LengthDelimited && field.IsPackable))
                return Refuse(field.Descriptor.Name, 0, static (path, _) => FieldFaults.WrongType(path));
            var isRead = type switch
            {
                0 => TryVarint(end, out _) && Add(field, entries, 1),
                1 => TrySkip(8, end) && Add(field, entries, 1),
                2 => TryVarint(end, out var length) && length <= (ulong)(end - bytes.Consumed)
                    && CountBytes(field, entries, bytes.Consumed + (long)length, depth),
                3 => TrySkipGroup(end) && Add(field, entries, 1),
                5 => TrySkip(4, end) && Add(field, entries, 1),
                4 => false,
                _ => RefuseWireType(),
            };
            if (!isRead)
                return false;
        }
        return bytes.Consumed == end;
    }

    private bool CountBytes(FieldShape? field, scoped Span<int> entries, long end, int depth)
    {
        if (field is not { Message: { } part })
        {
            if (field is { IsText: true } && end - bytes.Consumed > FieldShape.MostTextBytes)
                return Refuse(NextPathOf(field, entries), FieldRules.LongestText, FieldFaults.TooLong);

            // No value is shorter than a byte; those of a fixed size are counted too high, and none of the API is packed so.
            return Add(field, entries, field is { IsPackable: true } ? (int)(end - bytes.Consumed) : 1) && TrySkip(end - bytes.Consumed, end);
        }
        if (depth == Deepest || !Add(field, entries, 1))
            return false;
        if (Count(part, end, depth + 1))
            return true;
        if (fault is not null)
            path = path.Length == 0 ? PathOf(field, entries) : $"{PathOf(field, entries)}.{path}";
        return false;
    }

    /// <summary>Counts a message, entries of a list, or a field that the message does not have; single values are not.</summary>
    private bool Add(FieldShape? field, scoped Span<int> entries, int more)
    {
        if (field is { List: < 0, Message: null })
            return true;
        parts += more;
        if (field is { List: >= 0 } && (entries[field.List] += more) > field.Most)
            return Refuse(field.Descriptor.Name, field.Most, FieldFaults.TooMany);
        return parts <= ListBounds.MostParts
            || Refuse(field is null ? "" : PathOf(field, entries), ListBounds.MostParts, static (part, most) => FieldFaults.TooMany(part.Length == 0 ? "message" : part, most));
    }

    private bool Refuse(string what, int limit, Func<string, int, FieldFault> why)
    {
        (path, most, fault) = (what, limit, why);
        return false;
    }

    /// <summary>The parser takes no notice of it, and of nothing that comes after as it was meant.</summary>
    private bool RefuseWireType()
    {
        var name = message.Name;
        return Refuse("", 0, (_, _) => FieldFaults.NotProtobuf(name));
    }

    private static string PathOf(FieldShape field, scoped Span<int> entries) =>
        field.List < 0 ? field.Descriptor.Name : Invariant($"{field.Descriptor.Name}[{entries[field.List] - 1}]");

    /// <summary>The path of an entry that is not counted yet.</summary>
    private static string NextPathOf(FieldShape field, scoped Span<int> entries) =>
        field.List < 0 ? field.Descriptor.Name : Invariant($"{field.Descriptor.Name}[{entries[field.List]}]");

    private bool TryVarint(long end, out ulong value)
    {
        value = 0;
        for (var i = 0; i < LongestVarint; i++)
        {
            if (bytes.Consumed >= end || !bytes.TryRead(out var next))
                return false;
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
                return true;
        }
        return false;
    }

    private bool TrySkip(long count, long end)
    {
        if (count > end - bytes.Consumed)
            return false;
        bytes.Advance(count);
        return true;
    }

    /// <summary>A group: no message of the API has one, so the parser leaves it out.</summary>
    private bool TrySkipGroup(long end)
    {
        for (var depth = 1; depth > 0;)
        {
            if (depth > Deepest || !TryVarint(end, out var tag))
                return false;
            var isSkipped = (tag & 7) switch
            {
                0 => TryVarint(end, out _),
                1 => TrySkip(8, end),
                2 => TryVarint(end, out var length) && length <= (ulong)(end - bytes.Consumed) && TrySkip((long)length, end),
                3 => ++depth > 0,
                4 => --depth >= 0,
                5 => TrySkip(4, end),
                _ => RefuseWireType(),
            };
            if (!isSkipped)
                return false;
        }
        return true;
    }
}
