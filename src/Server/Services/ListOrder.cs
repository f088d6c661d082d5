using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Services;

/// <summary>Reads <c>order_by</c>: columns that the method documents, each followed by "desc" or not, separated by commas.</summary>
internal sealed class ListOrder<T>
{
    private const int LongestText = 1000;

    private readonly Dictionary<string, (KeyColumn<T> Up, KeyColumn<T> Down)> columns;
    private readonly string unique;

    /// <summary>The columns of a list.</summary>
    /// <param name="columns">By the name on the wire.</param>
    /// <param name="unique">The column whose values are unique: it sorts what is otherwise equal, and everything by default.</param>
    public ListOrder(IReadOnlyDictionary<string, KeyColumn<T>> columns, string unique)
    {
        this.columns = columns.ToDictionary(c => c.Key, c => (c.Value, c.Value.Reversed()));
        this.unique = unique;
    }

    /// <summary>The columns that a text asks for, ending in the unique one.</summary>
    /// <exception cref="Fault">ORDER_BY_INVALID with the position of the fault.</exception>
    public IReadOnlyList<KeyColumn<T>> Read(string text)
    {
        if (text.Length > LongestText)
            throw Invalid(LongestText);
        var asked = new Dictionary<string, KeyColumn<T>>();
        var position = 0;
        foreach (var part in string.IsNullOrWhiteSpace(text) ? [] : text.Split(','))
        {
            var start = position + (part.Length - part.TrimStart().Length);
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length is 0 or > 2 || !columns.TryGetValue(words[0], out var column) || asked.ContainsKey(words[0]))
                throw Invalid(start);
            if (words.Length == 2 && words[1] is not ("asc" or "desc"))
                throw Invalid(position + part.LastIndexOf(words[1], StringComparison.Ordinal));
            asked.Add(words[0], words is [_, "desc"] ? column.Down : column.Up);
            position += part.Length + 1;
        }
        return asked.ContainsKey(unique) ? [.. asked.Values] : [.. asked.Values, columns[unique].Up];
    }

    private static Fault Invalid(int position)
    {
        (string, string)[] metadata = [("position", Invariant($"{position}"))];
        return Fault.InvalidField(
            ErrorReason.OrderByInvalid, FieldFaults.Refused("order_by", FaultMessages.Of(ErrorReason.OrderByInvalid, metadata)), metadata);
    }
}
