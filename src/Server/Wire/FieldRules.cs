using System.Collections;
using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// What the protos alone say of a message, by the options of its fields (see <see cref="FieldRule"/>): the same that a client
/// may check before it sends. Beside them, no text is endless or holds a null character or one that was lost.
/// </summary>
internal static class FieldRules
{
    /// <summary>Longest text of any field, in code points; the options of a field may allow less.</summary>
    public const int LongestText = 4000;

    private static readonly ConcurrentDictionary<MessageDescriptor, FieldRule[]> Cache = [];

    /// <summary>All that is wrong with a message, its parts included.</summary>
    public static FieldFaultList FaultsOf(IMessage message)
    {
        var faults = new FieldFaultList();
        Check(message, new FieldPath(), faults);
        return faults;
    }

    private static void Check(IMessage message, FieldPath path, FieldFaultList faults)
    {
        foreach (var rule in Cache.GetOrAdd(message.Descriptor, RulesOf))
        {
            var value = rule.Field.Accessor.GetValue(message);
            path.Enter(rule.Field.Name);
            if (rule.IsMissing(message, value))
                faults.AddMissing(FieldFaults.Required(path.ToString()));
            else if (rule.Field.IsRepeated && value is IList items)
                CheckItems(rule, items, path, faults);
            else if (!rule.IsSkipped(message, value))
                CheckValue(rule, value, path, faults);
            path.Leave();
        }
    }

    private static void CheckItems(FieldRule rule, IList items, FieldPath path, FieldFaultList faults)
    {
        if ((ulong)items.Count > rule.MostItems)
            faults.Add(FieldFaults.TooMany(path.ToString(), (int)rule.MostItems));
        for (var i = 0; i < items.Count; i++)
        {
            path.At(i);
            CheckValue(rule, items[i], path, faults);
        }
    }

    private static void CheckValue(FieldRule rule, object? value, FieldPath path, FieldFaultList faults)
    {
        switch (value)
        {
            case IMessage part:
                Check(part, path, faults);
                break;
            case string text:
                if (TextFault(rule, text, path) is { } fault)
                    faults.Add(fault);
                break;
            case not null:
                rule.CheckScalar(value, path, faults);
                break;
        }
    }

    private static FieldFault? TextFault(FieldRule rule, string text, FieldPath path)
    {
        if (text.Length > LongestText && CodePoints(text) > LongestText)
            return FieldFaults.TooLong(path.ToString(), LongestText);

        // No database means the same by it as another: one ends the text there, another refuses it.
        return text.AsSpan().IndexOfAny('\0', TextKind.Lost) is >= 0 and var at
            ? text[at] == '\0' ? FieldFaults.NullCharacter(path.ToString()) : FieldFaults.Lost(path.ToString())
            : rule.FaultOf(text, path);
    }

    /// <summary>Length of a text as every language of the clients counts it.</summary>
    public static int CodePoints(string text) => text.EnumerateRunes().Count();

    private static FieldRule[] RulesOf(MessageDescriptor message) => [.. message.Fields.InDeclarationOrder().Select(FieldRule.Of).OfType<FieldRule>()];
}
