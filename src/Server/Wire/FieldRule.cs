using System.Collections;
using System.Globalization;
using Buf.Validate;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Options = Buf.Validate.FieldRules;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// What the options of a field ask of its value: those standard rules of buf.validate that the protos use, read as its
/// specification says. A rule that is not read here refuses to start.
/// </summary>
internal sealed class FieldRule
{
    private const string UuidExample = "123e4567-e89b-42d3-a456-426614174000";

    private readonly Options options;
    private readonly FieldForm? form;
    private readonly bool isUuid;
    private readonly long longest;
    private readonly Bounds? bounds;
    private readonly bool definedOnly;

    private FieldRule(FieldDescriptor field, Options options)
    {
        (Field, this.options) = (field, options);
        MostItems = options is { Repeated.HasMaxItems: true } ? options.Repeated.MaxItems : ulong.MaxValue;
        form = options is { String.HasPattern: true } ? FieldForm.Of(options.String.Pattern) : null;
        isUuid = options.String?.Uuid is true;
        longest = options is { String.HasMaxLen: true } ? (long)options.String.MaxLen : options is { Bytes.HasMaxLen: true } ? (long)options.Bytes.MaxLen : long.MaxValue;
        bounds = Bounds.Of(options);
        definedOnly = options.Enum?.DefinedOnly is true;
        if (!options.Equals(Read()))
            throw new NotSupportedException($"{field.FullName} has a rule that the server does not read: {options}");
    }

    /// <summary>The field.</summary>
    public FieldDescriptor Field { get; }

    /// <summary>Most entries of a list.</summary>
    public ulong MostItems { get; }

    /// <summary>The rule of a field; null: nobody looks at it, for the server decides it.</summary>
    public static FieldRule? Of(FieldDescriptor field)
    {
        if (field.GetOptions() is not { } given)
            return new(field, new Options());
        var options = given.GetExtension(ValidateExtensions.Field) ?? new Options();
        return options.Ignore is Ignore.Always || given.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(FieldBehavior.OutputOnly) is true
            ? null
            : new(field, options);
    }

    /// <summary>Whether it must be given and is not.</summary>
    public bool IsMissing(IMessage message, object? value) =>
        options.Required && (Field.HasPresence ? !Field.Accessor.HasValue(message) : IsZero(value));

    /// <summary>Whether what is there counts as not given.</summary>
    public bool IsSkipped(IMessage message, object? value) =>
        Field.HasPresence ? !Field.Accessor.HasValue(message) : options.Ignore is Ignore.IfZeroValue && IsZero(value);

    /// <summary>What is wrong with a text; null: nothing is.</summary>
    public FieldFault? FaultOf(string text, FieldPath path)
    {
        if (text.Length > longest && FieldRules.CodePoints(text) > longest)
            return FieldFaults.TooLong(path.ToString(), (int)longest);
        if (isUuid && (text.Length != UuidExample.Length || !Guid.TryParseExact(text, "D", out _)))
            return FieldFaults.Malformed(path.ToString(), UuidExample);
        return options.String is { In.Count: > 0 } rules && !rules.In.Contains(text)
            ? FieldFaults.NotOneOf(path.ToString(), rules.In)
            : form?.FaultOf(text, path);
    }

    /// <summary>Looks at a number, a choice or bytes.</summary>
    public void CheckScalar(object value, FieldPath path, FieldFaultList faults)
    {
        if (value is ByteString bytes && bytes.Length > longest)
            faults.Add(FieldFaults.TooLarge(path.ToString(), longest));
        else if (definedOnly && value is System.Enum && Convert.ToInt32(value, CultureInfo.InvariantCulture) is var choice && Field.EnumType.FindValueByNumber(choice) is null)
            faults.Add(FieldFaults.UnknownEnumValue(path.ToString(), choice));
        else if (bounds?.FaultOf(Convert.ToInt64(value, CultureInfo.InvariantCulture), path) is { } fault)
            faults.Add(fault);
    }

    private bool IsZero(object? value) => value switch
    {
        null => true,
        ICollection list => list.Count == 0,
        string text => text.Length == 0,
        ByteString bytes => bytes.IsEmpty,
        bool flag => !flag,
        _ => Field.FieldType is not FieldType.Message && Convert.ToInt64(value, CultureInfo.InvariantCulture) == 0,
    };

    /// <summary>The options as they were read: another one would be missing here.</summary>
    private Options Read()
    {
        var read = new Options();
        if (options.HasRequired)
            read.Required = options.Required;
        if (options.HasIgnore)
            read.Ignore = options.Ignore;
        switch (options.TypeCase)
        {
            case Options.TypeOneofCase.String:
                read.String = new StringRules { In = { options.String.In } };
                if (options.String.HasMaxLen)
                    read.String.MaxLen = options.String.MaxLen;
                if (options.String.HasPattern)
                    read.String.Pattern = options.String.Pattern;
                if (isUuid)
                    read.String.Uuid = true;
                break;
            case Options.TypeOneofCase.Bytes:
                read.Bytes = new BytesRules { MaxLen = options.Bytes.MaxLen };
                break;
            case Options.TypeOneofCase.Repeated:
                read.Repeated = new RepeatedRules { MaxItems = options.Repeated.MaxItems };
                break;
            case Options.TypeOneofCase.Enum:
                read.Enum = new EnumRules { DefinedOnly = definedOnly };
                break;
            case Options.TypeOneofCase.Int32:
                read.Int32 = new Int32Rules { In = { options.Int32.In } };
                if (options.Int32.HasGte)
                    read.Int32.Gte = options.Int32.Gte;
                if (options.Int32.HasLte)
                    read.Int32.Lte = options.Int32.Lte;
                break;
            case Options.TypeOneofCase.Int64:
                read.Int64 = new Int64Rules { Gte = options.Int64.Gte, Lte = options.Int64.Lte };
                break;
        }
        return read;
    }

    /// <summary>What a number may be.</summary>
    private sealed record Bounds(long Least, long Most, IReadOnlyList<long> In)
    {
        public static Bounds? Of(Options options) => options.TypeCase switch
        {
            Options.TypeOneofCase.Int32 => new(
                options.Int32.HasGte ? options.Int32.Gte : int.MinValue, options.Int32.HasLte ? options.Int32.Lte : int.MaxValue, [.. options.Int32.In.Select(v => (long)v)]),
            Options.TypeOneofCase.Int64 => new(options.Int64.Gte, options.Int64.Lte, []),
            _ => null,
        };

        public FieldFault? FaultOf(long value, FieldPath path)
        {
            if (In.Count > 0)
                return In.Contains(value) ? null : FieldFaults.NotOneOf(path.ToString(), In);
            if (value >= Least && value <= Most)
                return null;
            return value < 0 && Least == 0
                ? FieldFaults.Negative(path.ToString())
                : FieldFaults.OutOfRange(path.ToString(), Invariant($"{Least}"), Invariant($"{Most}"));
        }
    }
}
