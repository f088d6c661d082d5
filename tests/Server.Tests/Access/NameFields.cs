using Buf.Validate;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MyOpenIP.Server.Tests.Wire;

namespace MyOpenIP.Server.Tests.Access;

/// <summary>Every field of every request that names a customer or something of a customer, found by the descriptors: a new one is there by itself.</summary>
internal static class NameFields
{
    private const string Names = "^customers/";

    /// <summary>The fields that lead to each name of a request, the name last.</summary>
    public static IEnumerable<(MethodDescriptor Method, FieldDescriptor[] Path)> All => RequestLists.Methods.SelectMany(m => Of(m.InputType, []).Select(path => (m, path)));

    /// <summary>A path as refusals write it.</summary>
    public static string Told(FieldDescriptor[] path) => string.Join('.', path.Select(f => f.Name));

    /// <summary>Whether a field takes a text.</summary>
    public static string PatternOf(FieldDescriptor field) => field.GetOptions()?.GetExtension(ValidateExtensions.Field)?.String?.Pattern ?? "";

    /// <summary>A request with another name in one of its fields.</summary>
    public static IMessage With(IMessage request, FieldDescriptor[] path, string name)
    {
        var changed = request.Descriptor.Parser.ParseFrom(request.ToByteArray());
        var holder = changed;
        foreach (var field in path.SkipLast(1))
            holder = Within(holder, field);
        path[^1].Accessor.SetValue(holder, name);
        return changed;
    }

    private static IMessage Within(IMessage holder, FieldDescriptor field)
    {
        if (field.IsRepeated)
        {
            var entries = (System.Collections.IList)field.Accessor.GetValue(holder);
            if (entries.Count == 0)
                entries.Add(field.MessageType.Parser.ParseFrom(ByteString.Empty));
            return (IMessage)entries[0]!;
        }
        if (field.Accessor.GetValue(holder) is not IMessage)
            field.Accessor.SetValue(holder, field.MessageType.Parser.ParseFrom(ByteString.Empty));
        return (IMessage)field.Accessor.GetValue(holder);
    }

    private static IEnumerable<FieldDescriptor[]> Of(MessageDescriptor message, FieldDescriptor[] path) => message.Fields.InDeclarationOrder()
        .Where(f => f.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(FieldBehavior.OutputOnly) is not true)
        .SelectMany(field =>
        {
            FieldDescriptor[] here = [.. path, field];
            if (field.FieldType is FieldType.String && PatternOf(field).StartsWith(Names, StringComparison.Ordinal))
                return [here];
            return field.FieldType is FieldType.Message && !field.IsMap ? Of(field.MessageType, here) : [];
        });
}
