using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using MyOpenIP.Server.Tests.Services;

namespace MyOpenIP.Server.Tests.Fuzzing;

/// <summary>Requests of every method that could be meant, made by the descriptors: a new method or field is asked for by itself.</summary>
/// <param name="chance">Where chance comes from.</param>
/// <param name="names">Names of resources that there are.</param>
internal sealed class SampleRequests(Random chance, IReadOnlyList<string> names)
{
    private const int Deepest = 6;

    private static readonly string[] Products =
        ["SDA_FULL", "SDA_SIMPLE", "SDA_FULL_PREDECROCHE", "APPEL_SIMULTANE", "NUMERO_GEOGRAPHIQUE", "ANNUAIRE", "UNHEARD_OF", ""];

    private static readonly string[] Texts =
        ["", "a", "LILLE", "fr", "FR", "EUR", "x@y.fr", "+33442262424", "12.5", "100", "state = DRAFT", "create_time desc", "site", "2026-11-24", "\u0301", "\0", "é", new('x', 300), "OC138637", "f1:0", "1"];

    private static readonly string[] Paths = ["lines", "contacts", "comment", "discounts", "effective_date", "installation_site", "billing_site.name", "*", ""];

    private static readonly int[] Numbers = [0, 1, 2, 3, 5, 10, 11, 12, 24, 28, 31, 100, 1899, 2026, 2027, 1_000_000, -1, int.MaxValue, int.MinValue];

    /// <summary>A request of a method.</summary>
    public IMessage Of(MethodDescriptor method) => Fill(method.InputType, 0);

    private IMessage Fill(MessageDescriptor kind, int depth)
    {
        var message = kind.Parser.ParseFrom(ByteString.Empty);
        var settled = new HashSet<OneofDescriptor>();
        foreach (var field in kind.Fields.InDeclarationOrder())
        {
            var isWanted = depth == 0 || chance.Next(3) > 0;
            if (!isWanted || (field.RealContainingOneof is { } oneof && !settled.Add(oneof)))
                continue;
            if (field.IsMap)
                ((System.Collections.IDictionary)field.Accessor.GetValue(message))[One(Texts)] = One(Texts);
            else if (field.IsRepeated)
                for (var count = chance.Next(4); count > 0 && depth < Deepest; count--)
                    ((System.Collections.IList)field.Accessor.GetValue(message)).Add(Value(field, depth));
            else if (field.FieldType is not FieldType.Message || depth < Deepest)
                field.Accessor.SetValue(message, Value(field, depth));
        }
        return message;
    }

    private object Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.Message when field.MessageType == Timestamp.Descriptor => Timestamp.FromDateTimeOffset(TestServer.Today),
        FieldType.Message when field.MessageType == FieldMask.Descriptor => new FieldMask { Paths = { One(Paths), One(Paths) } },
        FieldType.Message when field.MessageType == Google.Type.Date.Descriptor => Day(),
        FieldType.Message => Fill(field.MessageType, depth + 1),
        FieldType.String => Text(field),
        FieldType.Bytes => ByteString.CopyFromUtf8("{}"),
        FieldType.Bool => chance.Next(2) == 0,
        FieldType.Enum => System.Enum.ToObject(field.EnumType.ClrType, chance.Next(20) == 0 ? 99 : One<EnumValueDescriptor>([.. field.EnumType.Values]).Number),
        FieldType.Int32 => field.Name is "nanos" ? chance.Next(100) * 10_000_000 : One(Numbers),
        FieldType.Int64 => (long)One(Numbers),
        var other => throw new InvalidOperationException($"{field.FullName}: {other} is not made yet."),
    };

    private string Text(FieldDescriptor field) => field.Name switch
    {
        "request_id" => Guid.NewGuid().ToString("D"),
        "product" => One(Products),
        "parent" => chance.Next(3) == 0 ? "customers/-" : One(names),
        "name" or "contracted_offer" or "installation_site" or "billing_site" => One(names),
        _ => One(Texts),
    };

    private Google.Type.Date Day() => chance.Next(5) == 0
        ? new() { Year = One(Numbers), Month = One(Numbers), Day = One(Numbers) }
        : new() { Year = 2025 + chance.Next(4), Month = 1 + chance.Next(12), Day = 1 + chance.Next(28) };

    private T One<T>(IReadOnlyList<T> all) => all[chance.Next(all.Count)];
}
