using System.Collections;
using Buf.Validate;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MyOpenIP.Server.Wire;
using Options = Buf.Validate.FieldRules;

namespace MyOpenIP.Server.Tests.Protos;

/// <summary>Requests that are right but for one value, which is at a bound of the options of its field or one past it.</summary>
internal static class BoundMessages
{
    /// <summary>The ordinary request of a kind: what must be given, and no more.</summary>
    public static IMessage Ordinary(MessageDescriptor kind)
    {
        var message = (IMessage)Activator.CreateInstance(kind.ClrType)!;
        foreach (var field in kind.Fields.InDeclarationOrder())
        {
            var rules = RulesOf(field);
            if (FieldRule.Of(field) is null || !(rules.Required || IsZeroWrong(field, rules)))
                continue;
            if (field.IsRepeated)
                ((IList)field.Accessor.GetValue(message)).Add(Ordinary(field.MessageType));
            else
                Set(message, field, field.FieldType is FieldType.Message ? Ordinary(field.MessageType) : BoundValues.Right(field, rules).First());
        }
        return message;
    }

    /// <summary>The request of a kind with every value at a bound, one past it, or missing, of every field that it holds.</summary>
    public static IEnumerable<(string Path, IMessage Message)> Of(MessageDescriptor kind)
    {
        foreach (var path in Paths(kind, []))
        {
            var (field, rules) = (path[^1], RulesOf(path[^1]));
            var name = string.Join('.', path.Select(f => f.Name));
            foreach (var value in field.IsRepeated ? [] : BoundValues.Right(field, rules).Concat(BoundValues.Wrong(field, rules)))
                yield return (name, With(kind, path, (holder, f) => Set(holder, f, value)));
            if (field.IsRepeated && rules.Repeated is { HasMaxItems: true })
                foreach (var count in new[] { (int)rules.Repeated.MaxItems, (int)rules.Repeated.MaxItems + 1 })
                    yield return (name, With(kind, path, (holder, f) => Fill((IList)f.Accessor.GetValue(holder), f, count)));
            if (rules.Required)
                yield return (name, With(kind, path, (holder, f) => f.Accessor.Clear(holder)));
        }
    }

    /// <summary>The options of a field.</summary>
    public static Options RulesOf(FieldDescriptor field) => field.GetOptions()?.GetExtension(ValidateExtensions.Field) ?? new Options();

    /// <summary>The fields that lead to each field with a rule, the field last.</summary>
    private static IEnumerable<FieldDescriptor[]> Paths(MessageDescriptor kind, FieldDescriptor[] above)
    {
        foreach (var field in kind.Fields.InDeclarationOrder().Where(f => FieldRule.Of(f) is not null && !f.IsMap))
        {
            FieldDescriptor[] here = [.. above, field];
            if (RulesOf(field).CalculateSize() > 0)
                yield return here;
            if (field.FieldType is FieldType.Message && field.MessageType.File.Package == "myopenip.v1")
                foreach (var path in Paths(field.MessageType, here))
                    yield return path;
        }
    }

    private static IMessage With(MessageDescriptor kind, FieldDescriptor[] path, Action<IMessage, FieldDescriptor> change)
    {
        var root = Ordinary(kind);
        var holder = root;
        foreach (var field in path[..^1])
            holder = Into(holder, field);
        change(holder, path[^1]);
        return root;
    }

    private static IMessage Into(IMessage holder, FieldDescriptor field)
    {
        if (field.IsRepeated)
        {
            var list = (IList)field.Accessor.GetValue(holder);
            if (list.Count == 0)
                list.Add(Ordinary(field.MessageType));
            return (IMessage)list[0]!;
        }
        if (field.Accessor.GetValue(holder) is null)
            Set(holder, field, Ordinary(field.MessageType));
        return (IMessage)field.Accessor.GetValue(holder);
    }

    private static void Fill(IList list, FieldDescriptor field, int count)
    {
        list.Clear();
        for (var i = 0; i < count; i++)
            list.Add(field.FieldType is FieldType.Message ? Ordinary(field.MessageType) : "x");
    }

    private static bool IsZeroWrong(FieldDescriptor field, Options rules) => !field.HasPresence && rules.Ignore is not Ignore.IfZeroValue && rules.TypeCase switch
    {
        Options.TypeOneofCase.Int32 => rules.Int32.Gte > 0 || rules.Int32.In.Count > 0,
        Options.TypeOneofCase.Int64 => rules.Int64.Gte > 0,
        Options.TypeOneofCase.String => rules.String is { HasPattern: true } or { Uuid: true },
        _ => false,
    };

    private static void Set(IMessage message, FieldDescriptor field, object value) =>
        field.Accessor.SetValue(message, field.FieldType is FieldType.Enum ? Enum.ToObject(field.EnumType.ClrType, value) : value);
}
