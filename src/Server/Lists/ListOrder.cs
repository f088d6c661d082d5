using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Lists;

/// <summary>Reads <c>order_by</c>: columns that the method documents, each followed by "desc" or not, separated by commas.</summary>
internal sealed class ListOrder<T>
{
    private readonly Dictionary<string, (KeyColumn<T> Up, KeyColumn<T> Down)> columns;
    private readonly (KeyColumn<T> Up, KeyColumn<T> Down) unique;
    private readonly string byDefault;

    /// <summary>The columns of a list.</summary>
    /// <param name="columns">By the name on the wire.</param>
    /// <param name="unique">A column whose values are unique, one of those or not: it sorts what is otherwise equal.</param>
    /// <param name="byDefault">The order when none is asked for.</param>
    public ListOrder(IReadOnlyDictionary<string, KeyColumn<T>> columns, KeyColumn<T> unique, string byDefault)
    {
        this.columns = columns.ToDictionary(c => c.Key, c => (c.Value, c.Value.Reversed()));
        (this.unique, this.byDefault) = ((unique, unique.Reversed()), byDefault);
    }

    /// <summary>Names of the columns on the wire.</summary>
    public IEnumerable<string> Columns => columns.Keys;

    /// <summary>The columns that a text asks for, ending in the unique one, the same way round as the last of them.</summary>
    /// <exception cref="Fault">ORDER_BY_INVALID with the position of the fault.</exception>
    public IReadOnlyList<KeyColumn<T>> Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            text = byDefault;
        var asked = new Dictionary<string, KeyColumn<T>>();
        var isDown = false;
        var position = 0;
        foreach (var part in text.Split(','))
        {
            var start = position + (part.Length - part.TrimStart().Length);
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || !columns.TryGetValue(words[0], out var column))
                throw Invalid(start, "UNKNOWN_COLUMN", new($"Les colonnes sont {Names}.", $"The columns are {Names}."));
            if (asked.ContainsKey(words[0]))
                throw Invalid(start, "REPEATED", new($"La colonne {words[0]} y est deux fois.", $"The column {words[0]} is there twice."));
            if (words.Length > 2 || (words.Length == 2 && words[1] is not ("asc" or "desc")))
                throw Invalid(
                    words.Length > 2 ? start : position + part.LastIndexOf(words[1], StringComparison.Ordinal), "DIRECTION_EXPECTED",
                    new("Après une colonne : desc, asc ou rien.", "After a column: desc, asc or nothing."));
            isDown = words is [_, "desc"];
            asked.Add(words[0], isDown ? column.Down : column.Up);
            position += part.Length + 1;
        }
        return asked.Keys.Any(name => columns[name].Up == unique.Up) ? [.. asked.Values] : [.. asked.Values, isDown ? unique.Down : unique.Up];
    }

    private string Names => string.Join(", ", columns.Keys);

    private static Fault Invalid(int position, string rule, Text what) =>
        Fault.InvalidField(ErrorReason.OrderByInvalid, new FieldFault("order_by", rule, what), ("position", Invariant($"{position}")));
}
