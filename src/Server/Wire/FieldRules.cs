using System.Collections;
using System.Collections.Concurrent;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// What the descriptors alone say of a message: fields marked REQUIRED are there, enum values are known, texts are not
/// endless and hold neither a null character nor one that was lost. Fields marked OUTPUT_ONLY are not looked at here and never read by anyone: the server decides them.
/// </summary>
internal static class FieldRules
{
    /// <summary>Longest text of any field, in code points; the checks of a method may allow less.</summary>
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
            if (rule.IsRequired && IsMissing(rule.Field, message, value))
                faults.Add(FieldFaults.Required(path.ToString()));
            else if (rule.Field.IsRepeated && value is IList items)
                for (var i = 0; i < items.Count; i++)
                {
                    path.At(i);
                    CheckValue(rule.Field, items[i], path, faults);
                }
            else
                CheckValue(rule.Field, value, path, faults);
            path.Leave();
        }
    }

    private static void CheckValue(FieldDescriptor field, object? value, FieldPath path, FieldFaultList faults)
    {
        switch (value)
        {
            case IMessage part:
                Check(part, path, faults);
                break;
            case string { Length: > LongestText } text when text.EnumerateRunes().Count() > LongestText:
                faults.Add(FieldFaults.TooLong(path.ToString(), LongestText));
                break;

            // No database means the same by it as another: one ends the text there, another refuses it.
            case string text when text.AsSpan().IndexOfAny('\0', TextKind.Lost) is >= 0 and var at:
                faults.Add(text[at] == '\0' ? FieldFaults.NullCharacter(path.ToString()) : FieldFaults.Lost(path.ToString()));
                break;
            case Enum choice when field.EnumType.FindValueByNumber(Convert.ToInt32(choice, null)) is null:
                faults.Add(FieldFaults.UnknownEnumValue(path.ToString(), Convert.ToInt32(choice, null)));
                break;
        }
    }

    private static bool IsMissing(FieldDescriptor field, IMessage message, object? value) => value switch
    {
        _ when field.IsMap || field.IsRepeated => ((ICollection)value!).Count == 0,
        string text => string.IsNullOrWhiteSpace(text),
        ByteString bytes => bytes.IsEmpty,
        Enum choice => Convert.ToInt32(choice, null) == 0,
        _ => field.HasPresence && !field.Accessor.HasValue(message),
    };

    private static FieldRule[] RulesOf(MessageDescriptor message) =>
        [.. message.Fields.InDeclarationOrder().Select(f => (Field: f, Behaviour: BehaviourOf(f)))
            .Where(f => !f.Behaviour.Contains(FieldBehavior.OutputOnly))
            .Select(f => new FieldRule(f.Field, f.Behaviour.Contains(FieldBehavior.Required)))];

    private static RepeatedField<FieldBehavior> BehaviourOf(FieldDescriptor field) =>
        field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior) ?? [];

    private sealed record FieldRule(FieldDescriptor Field, bool IsRequired);
}
