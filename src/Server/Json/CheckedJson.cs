using System.Collections.Concurrent;
using System.Numerics;
using MyOpenIP.Server.Wire;
using NJsonSchema;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MyOpenIP.Server.Json;

/// <summary>
/// JSON compared with its schema, and the lines of what it holds. The schema library is made on Newtonsoft's reader: this
/// file alone uses it. What a text must be a schema only names: <see cref="TextKinds"/> says it.
/// </summary>
internal sealed class CheckedJson
{
    private static readonly ConcurrentDictionary<string, Task<JsonSchema>> Schemas = new();

    private static readonly JsonSchemaValidatorSettings Settings = new()
    {
        FormatValidators = [new DateFormatValidator(), .. TextKinds.ByName.Select(k => new KindValidator(k.Key, k.Value))],
    };

    private readonly JToken? root;

    /// <summary>Most faults that are kept: more would not be read.</summary>
    private const int MostFaults = 10_000;

    private CheckedJson(JToken? root, IReadOnlyList<Fault> faults, bool isTooLong = false) => (this.root, Faults, IsTooLong) = (root, faults, isTooLong);

    /// <summary>The folder of the data files, beside the binaries.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "data");

    /// <summary>All that the schema makes wrong with it, the first ten thousand.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>Whether a list in it has more items than its schema allows: what takes each with each must not look at it.</summary>
    public bool IsTooLong { get; }

    /// <summary>Whether it is JSON at all.</summary>
    public bool IsJson => root is not null;

    /// <summary>Compares a text with the schema of a kind of data file, such as catalogue.</summary>
    public static async Task<CheckedJson> ReadAsync(string kind, string text)
    {
        var schema = await Schemas.GetOrAdd(kind, static k => JsonSchema.FromFileAsync(Path.Combine(Folder, "schemas", $"{k}.schema.json")));
        if (StrictJson.FaultOf(text) is var (line, message))
            return new(null, [new(line, PathOfEnd(text), message)]);
        try
        {
            var root = Parse(text);

            // The schema library cannot compare them with anything.
            var huge = (root as JContainer)?.DescendantsAndSelf().OfType<JValue>().Where(v => v.Value is BigInteger).Take(MostFaults).ToArray() ?? [];
            if (huge.Length > 0)
                return new(root, [.. huge.Select(v => new Fault(((IJsonLineInfo)v).LineNumber, v.Path, TooLarge))]);
            var errors = Leaves(schema.Validate(root, Settings)).Take(MostFaults).ToArray();
            return new(root, [.. errors.Select(e => new Fault(e.LineNumber, PathOf(e), Words(e)))], errors.Any(e => e.Kind is ValidationErrorKind.TooManyItems));
        }
        catch (JsonReaderException malformed)
        {
            return new(null, [new(malformed.LineNumber, malformed.Path ?? "", StrictJson.NotJson)]);
        }
    }

    /// <summary>Line of a value, from 1; of the whole when it is not there.</summary>
    public int LineOf(string path) => path.Length > 0 && root?.SelectToken(path) is IJsonLineInfo place ? place.LineNumber : 1;

    /// <summary>The path up to which a text that is not JSON can be read; empty: to its end, by a reader that bears more.</summary>
    private static string PathOfEnd(string text)
    {
        using var reader = Read(text);
        try
        {
            while (reader.Read())
            {
                // What cannot be read throws.
            }
            return reader.Path;
        }
        catch (JsonReaderException malformed)
        {
            return malformed.Path ?? "";
        }
    }

    private static JsonTextReader Read(string text) => new(new StringReader(text))
    {
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Decimal,
        MaxDepth = StrictJson.Deepest,
    };

    private static JToken Parse(string text)
    {
        using var reader = Read(text);
        var read = JToken.ReadFrom(reader, new JsonLoadSettings
        {
            LineInfoHandling = LineInfoHandling.Load,
            DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
        });

        // Throws when more comes after the end.
        reader.Read();
        return read;
    }

    private static Text TooLarge => new("est un nombre de 18 chiffres au plus", "is a number of 18 digits at most");

    private static IEnumerable<ValidationError> Leaves(IEnumerable<ValidationError> errors) =>
        errors.SelectMany(e => e is ChildSchemaValidationError child ? Leaves(child.Errors.Values.SelectMany(v => v)) : [e]);

    private static string PathOf(ValidationError error) => (error.Path ?? "").TrimStart('#', '/');

    private static Text Words(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.PropertyRequired or ValidationErrorKind.StringTooShort => FieldFaults.Required("").Description,
        ValidationErrorKind.PatternMismatch => TextKinds.ByName[error.Schema.Format!].FaultOf("", error.Token?.ToString() ?? "")!.Description,
        ValidationErrorKind.NoAdditionalPropertiesAllowed => new($"{error.Property} n'en est pas un champ", $"{error.Property} is not a field of it"),
        ValidationErrorKind.NotInEnumeration => new(
            $"n'est aucun de {string.Join(", ", error.Schema.Enumeration)}", $"is none of {string.Join(", ", error.Schema.Enumeration)}"),
        ValidationErrorKind.DateExpected => new("n'est pas un jour (aaaa-mm-jj)", "is not a day (yyyy-mm-dd)"),
        ValidationErrorKind.StringExpected => new("est un texte entre guillemets", "is a text in quotes"),
        ValidationErrorKind.IntegerExpected => new("est un nombre entier", "is a whole number"),
        ValidationErrorKind.BooleanExpected => new("est true ou false", "is true or false"),
        ValidationErrorKind.ArrayExpected => new("est une liste", "is a list"),
        ValidationErrorKind.ObjectExpected => new("est un objet", "is an object"),
        ValidationErrorKind.NumberTooSmall => new($"est inférieur à {error.Schema.Minimum}", $"is less than {error.Schema.Minimum}"),
        ValidationErrorKind.NumberTooBig => new($"est supérieur à {error.Schema.Maximum}", $"is more than {error.Schema.Maximum}"),
        ValidationErrorKind.TooFewItems => new($"compte moins de {error.Schema.MinItems} éléments", $"has fewer than {error.Schema.MinItems} items"),
        ValidationErrorKind.TooManyItems => new($"compte plus de {error.Schema.MaxItems} éléments", $"has more than {error.Schema.MaxItems} items"),
        var kind => new($"est refusé par le schéma : {kind}", $"is refused by the schema: {kind}"),
    };

    /// <summary>What a schema makes wrong.</summary>
    /// <param name="Line">Line, from 1.</param>
    /// <param name="Path">Path of the value; empty: the whole.</param>
    /// <param name="Message">What is wrong.</param>
    internal sealed record Fault(int Line, string Path, Text Message);

    private sealed class KindValidator(string name, TextKind kind) : IFormatValidator
    {
        public string Format => name;

        public ValidationErrorKind ValidationErrorKind => ValidationErrorKind.PatternMismatch;

        public bool IsValid(string value, JTokenType tokenType) => kind.FaultOf("", value) is null;
    }
}
