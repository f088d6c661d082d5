using System.Collections;
using System.Collections.Concurrent;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// What the descriptors alone say of a message: fields marked REQUIRED are there, enum values are known, texts are not
/// endless. Fields marked OUTPUT_ONLY are not looked at here and never read by anyone: the server decides them.
/// </summary>
internal static class FieldRules
{
    /// <summary>Longest text of any field, in code points; the checks of a method may allow less.</summary>
    public const int LongestText = 4000;

    /// <summary>Most faults that are looked for; the count told is then a lower bound.</summary>
    public const int MostFaults = 10_000;

    private static readonly ConcurrentDictionary<MessageDescriptor, FieldRule[]> Cache = [];

    /// <summary>All that is wrong with a message, its parts included.</summary>
    public static List<FieldFault> FaultsOf(IMessage message)
    {
        var faults = new List<FieldFault>();
        Check(message, "", faults);
        return faults;
    }

    private static void Check(IMessage message, string path, List<FieldFault> faults)
    {
        foreach (var rule in Cache.GetOrAdd(message.Descriptor, RulesOf))
        {
            if (faults.Count >= MostFaults)
                return;
            var field = path.Length == 0 ? rule.Field.Name : $"{path}.{rule.Field.Name}";
            var value = rule.Field.Accessor.GetValue(message);
            if (rule.IsRequired && IsMissing(rule.Field, message, value))
                faults.Add(FieldFaults.Required(field));
            else if (rule.Field.IsRepeated && value is IList items)
                for (var i = 0; i < items.Count && faults.Count < MostFaults; i++)
                    CheckValue(rule.Field, items[i], Invariant($"{field}[{i}]"), faults);
            else
                CheckValue(rule.Field, value, field, faults);
        }
    }

    private static void CheckValue(FieldDescriptor field, object? value, string path, List<FieldFault> faults)
    {
        switch (value)
        {
            case IMessage part:
                Check(part, path, faults);
                break;
            case string { Length: > LongestText } text when text.EnumerateRunes().Count() > LongestText:
                faults.Add(FieldFaults.TooLong(path, LongestText));
                break;
            case Enum choice when field.EnumType.FindValueByNumber(Convert.ToInt32(choice, null)) is null:
                faults.Add(FieldFaults.UnknownEnumValue(path, Convert.ToInt32(choice, null)));
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
