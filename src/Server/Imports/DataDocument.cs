using MyOpenIP.Server.Wire;
using NJsonSchema;
using NJsonSchema.Validation;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MyOpenIP.Server.Imports;

/// <summary>A data file (or one line of JSON lines) as read and checked: it keeps the line of everything in it.</summary>
internal sealed class DataDocument
{
    private readonly string file;
    private readonly int lineOffset;
    private readonly List<DataFault> faults = [];

    private readonly Lazy<JToken?> root;

    private DataDocument(string file, int lineOffset, string text)
    {
        (this.file, this.lineOffset, Text) = (file, lineOffset, text);
        root = new(Parse);
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>What it holds; null when it is not JSON.</summary>
    public JToken? Root => root.Value;

    /// <summary>Whether any fault was found so far.</summary>
    public bool HasFaults => faults.Count > 0;

    /// <summary>Every fault found so far, by line.</summary>
    public IReadOnlyList<DataFault> Faults => [.. faults.OrderBy(f => f.Line).ThenBy(f => f.Field, StringComparer.Ordinal)];

    /// <summary>Reads a whole file.</summary>
    public static async Task<DataDocument> ReadFileAsync(string path, string kind, CancellationToken cancellation) =>
        Check(new(Path.GetFileName(path), 0, await File.ReadAllTextAsync(path, cancellation)), await DataSchemas.OfAsync(kind));

    /// <summary>Reads a text that came otherwise.</summary>
    public static async Task<DataDocument> OfTextAsync(string name, string text, string kind) =>
        Check(new(name, 0, text), await DataSchemas.OfAsync(kind));

    /// <summary>Reads one line of a file of JSON lines.</summary>
    public static DataDocument OfLine(string file, int line, string text, JsonSchema schema) => Check(new(file, line - 1, text), schema);

    /// <summary>One line that was checked before: it is parsed only if what is stored makes a fault of it.</summary>
    public static DataDocument OfCheckedLine(string file, int line, string text) => new(file, line - 1, text);

    /// <summary>Adds a fault of meaning at the place of a value.</summary>
    public void Refuse(JToken place, Text message) => Add(((IJsonLineInfo)place).LineNumber, place.Path, message);

    /// <summary>Adds a fault of meaning at the place of a field of the root, or of the root when it is not there.</summary>
    public void Refuse(string field, Text message) =>
        Add(Root?.SelectToken(field) is IJsonLineInfo place ? place.LineNumber : 1, field, message);

    /// <summary>Goes on only with a document without a fault.</summary>
    /// <exception cref="DataFaultsException">It has faults: all of them.</exception>
    public DataDocument OrThrow() => !HasFaults ? this : throw new DataFaultsException(Faults);

    private static DataDocument Check(DataDocument document, JsonSchema schema)
    {
        if (document.Root is not null)
            foreach (var error in Leaves(schema.Validate(document.Root)))
                document.Add(error.LineNumber, PathOf(error), Words(error));
        return document;
    }

    private JToken? Parse()
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(Text))
            {
                DateParseHandling = DateParseHandling.None,
                FloatParseHandling = FloatParseHandling.Decimal,
                MaxDepth = 32,
            };
            var read = JToken.ReadFrom(reader, new JsonLoadSettings
            {
                LineInfoHandling = LineInfoHandling.Load,
                DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
            });

            // Throws when more comes after the end.
            reader.Read();
            return read;
        }
        catch (JsonReaderException malformed)
        {
            Add(malformed.LineNumber, malformed.Path ?? "", new("pas du JSON", "not JSON"));
            return null;
        }
    }

    private static IEnumerable<ValidationError> Leaves(IEnumerable<ValidationError> errors) =>
        errors.SelectMany(e => e is ChildSchemaValidationError child ? Leaves(child.Errors.Values.SelectMany(v => v)) : [e]);

    private static string PathOf(ValidationError error) => (error.Path ?? "").TrimStart('#', '/');

    private static Text Words(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.PropertyRequired => new("manque", "is missing"),
        ValidationErrorKind.NoAdditionalPropertiesAllowed => new($"{error.Property} n'en est pas un champ", $"{error.Property} is not a field of it"),
        ValidationErrorKind.PatternMismatch => new($"ne correspond pas à {error.Schema.Pattern}", $"does not match {error.Schema.Pattern}"),
        ValidationErrorKind.NotInEnumeration => new(
            $"n'est aucun de {string.Join(", ", error.Schema.Enumeration)}", $"is none of {string.Join(", ", error.Schema.Enumeration)}"),
        ValidationErrorKind.DateExpected => new("n'est pas un jour (aaaa-mm-jj)", "is not a day (yyyy-mm-dd)"),
        ValidationErrorKind.StringTooLong => new($"dépasse {error.Schema.MaxLength} caractères", $"is longer than {error.Schema.MaxLength} characters"),
        ValidationErrorKind.StringTooShort => new($"compte moins de {error.Schema.MinLength} caractères", $"is shorter than {error.Schema.MinLength} characters"),
        ValidationErrorKind.NumberTooSmall => new($"est inférieur à {error.Schema.Minimum}", $"is less than {error.Schema.Minimum}"),
        ValidationErrorKind.NumberTooBig => new($"est supérieur à {error.Schema.Maximum}", $"is more than {error.Schema.Maximum}"),
        ValidationErrorKind.TooFewItems => new($"compte moins de {error.Schema.MinItems} éléments", $"has fewer than {error.Schema.MinItems} items"),
        ValidationErrorKind.TooManyItems => new($"compte plus de {error.Schema.MaxItems} éléments", $"has more than {error.Schema.MaxItems} items"),
        var kind => new($"est refusé par le schéma : {kind}", $"is refused by the schema: {kind}"),
    };

    private void Add(int line, string field, Text message) =>
        faults.Add(new(file, lineOffset + Math.Max(line, 1), field, message));
}
