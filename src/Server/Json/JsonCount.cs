using System.Text.Json;
using System.Text.Unicode;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Json;

/// <summary>
/// Counts what a request as JSON holds, before anything is built of it, by the bounds of the wire. A field that is given
/// twice, by whatever name, or beside another one of its oneof, is refused: which of the two was meant?
/// </summary>
internal ref struct JsonCount
{
    /// <summary>Bytes of the longest escape of a character, such as \ud83d\ude00.</summary>
    private const int LongestEscape = 12;

    /// <summary>No number of the API has as many digits.</summary>
    private const int LongestNumber = 100;

    private readonly FieldPath path = new();
    private Utf8JsonReader json;
    private int parts;
    private FieldFault? fault;

    private JsonCount(ReadOnlySpan<byte> body) => json = new(body);

    /// <summary>What is wrong with a body whatever its values; null: nothing is.</summary>
    public static FieldFault? FaultOf(ReadOnlySpan<byte> body, MessageDescriptor message)
    {
        if (!Utf8.IsValid(body))
            return FieldFaults.NotJson("body", 1, 1);
        var count = new JsonCount(body);
        try
        {
            count.json.Read();
            count.CountValue(null, MessageShape.Of(message));
            while (count.fault is null && count.json.Read())
            {
                // What comes after the value throws.
            }
            return count.fault;
        }
        catch (JsonException malformed)
        {
            return FieldFaults.NotJson("body", malformed.LineNumber.GetValueOrDefault() + 1, malformed.BytePositionInLine.GetValueOrDefault() + 1);
        }
        catch (InvalidOperationException)
        {
            // An escape in a name that stands for no character.
            return FieldFaults.NotJson("body", 1, 1);
        }
    }

    private void CountValue(FieldShape? field, MessageShape? message)
    {
        if (json.TokenType is JsonTokenType.StartObject)
            CountMembers(message);
        else if (json.TokenType is JsonTokenType.StartArray)
            CountEntries(null);
        else if (json.TokenType is JsonTokenType.Number && json.ValueSpan.Length > LongestNumber)
            fault = FieldFaults.WrongType(path.ToString());
        else if (json.TokenType is JsonTokenType.String && field is { IsText: true } && json.ValueSpan.Length > LongestEscape * FieldRules.LongestText)
            fault = FieldFaults.TooLong(path.ToString(), FieldRules.LongestText);
    }

    private void CountMembers(MessageShape? message)
    {
        var seen = UInt128.Zero;
        while (fault is null && json.Read() && json.TokenType is not JsonTokenType.EndObject)
        {
            var name = json.GetString()!;
            var field = message?.Field(name);
            json.Read();
            path.Enter(name);
            if (field is null ? Add() : !IsSecond(field, ref seen))
                CountField(field);
            path.Leave();
        }
    }

    private void CountField(FieldShape? field)
    {
        if (json.TokenType is JsonTokenType.StartArray)
            CountEntries(field);
        else if (json.TokenType is JsonTokenType.String && field is { Descriptor: { FieldType: FieldType.Message } mask } && mask.MessageType == FieldMask.Descriptor)
            CountNames(ListBounds.MostOf(FieldMask.Descriptor.FindFieldByNumber(FieldMask.PathsFieldNumber)));
        else
            CountValue(field, field?.Message);
    }

    private void CountEntries(FieldShape? list)
    {
        for (var i = 0; fault is null && json.Read() && json.TokenType is not JsonTokenType.EndArray; i++)
        {
            if (list is not null && i == list.Most)
            {
                path.At(FieldPath.WholeList);
                fault = FieldFaults.TooMany(path.ToString(), list.Most);
            }
            else if (Add())
            {
                if (list is not null)
                    path.At(i);
                CountValue(list, list?.Message);
            }
        }
    }

    private void CountNames(int most)
    {
        if (json.ValueSpan.Count((byte)',') >= most)
            fault = FieldFaults.TooMany(path.ToString(), most);
    }

    private bool Add()
    {
        if (++parts > ListBounds.MostParts)
            fault = FieldFaults.TooMany(path.ToString(), ListBounds.MostParts);
        return fault is null;
    }

    /// <summary>Whether the field, or another one of its oneof, was given before.</summary>
    /// <param name="field">The field.</param>
    /// <param name="seen">The fields given before, a bit for each.</param>
    private bool IsSecond(FieldShape field, ref UInt128 seen)
    {
        var (one, before) = (field.Descriptor, seen);
        if ((before & Bit(one)) != 0)
            fault = FieldFaults.Repeated(path.ToString(), one.JsonName);
        else if (json.TokenType is not JsonTokenType.Null && one.RealContainingOneof?.Fields.FirstOrDefault(f => (before & Bit(f)) != 0) is { } other)
            fault = FieldFaults.Repeated(path.ToString(), other.JsonName);
        seen |= Bit(one);
        return fault is not null;
    }

    private static UInt128 Bit(FieldDescriptor field) => UInt128.One << field.Index;
}
