using CsCheck;

namespace MyOpenIP.Server.Tests.Filters;

/// <summary>A condition as text and as what it means, written down twice and compared by the tests.</summary>
/// <param name="Text">The filter.</param>
/// <param name="Meets">Whether a row of an answer meets it.</param>
public sealed record Condition<T>(string Text, Func<T, bool> Meets);

/// <summary>A column of a list, and values to compare it with.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Values">A value, and how a row's value compares with it: null where the row has none.</param>
/// <param name="OnlyEqual">Whether only = and != go with it.</param>
public sealed record Column<T>(string Name, Gen<(string Text, Func<T, int?> Compare)> Values, bool OnlyEqual = false)
{
    private static readonly string[] Operators = ["=", "!=", "<", "<=", ">", ">="];

    /// <summary>Comparisons of the column.</summary>
    public Gen<Condition<T>> Comparisons => Gen.Select(
        Gen.OneOf(OnlyEqual ? Operators[..2] : Operators), Values, Gen.OneOf("", " ", "\t "), Gen.Int[0, 2],
        (comparison, value, space, quoting) => new Condition<T>(
            $"{Name}{space}{comparison}{space}{Quoted(value.Text, quoting)}", row => Holds(comparison, value.Compare(row))));

    private static bool Holds(string comparison, int? compared) => comparison switch
    {
        "=" => compared == 0,
        "!=" => compared != 0,
        "<" => compared < 0,
        "<=" => compared <= 0,
        ">" => compared > 0,
        _ => compared >= 0,
    };

    private static string Quoted(string text, int quoting)
    {
        var isBare = text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || "_-.:/+@".Contains(c, StringComparison.Ordinal)) && text is not ("AND" or "OR" or "NOT");
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal);
        return quoting switch
        {
            0 when isBare => text,
            1 => $"'{escaped.Replace("'", "\\'", StringComparison.Ordinal)}'",
            _ => $"\"{escaped.Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        };
    }
}

/// <summary>Makes whole filters, as the grammar has them: OR binds more tightly than AND.</summary>
public static class Conditions
{
    public static Gen<Condition<T>> Of<T>(params IReadOnlyList<Column<T>> columns) =>
        Expression(Gen.OneOf(columns.Select(c => c.Comparisons).ToArray<IGen<Condition<T>>>()), 2).Where(c => c.Text.Length <= 1000);

    private static Gen<Condition<T>> Expression<T>(Gen<Condition<T>> comparison, int depth)
    {
        var simple = depth == 0
            ? comparison
            : Gen.Frequency((3, comparison), (1, Expression(comparison, depth - 1).Select(c => c with { Text = $"({c.Text} )" })));
        var term = Gen.Select(simple, Gen.OneOf("", "", "NOT ", "-"), (c, no) =>
            no.Length == 0 ? c : new Condition<T>(no + c.Text, row => !c.Meets(row)));
        var factor = term.List[1, 3].Select(terms => new Condition<T>(string.Join(" OR ", terms.Select(t => t.Text)), row => terms.Any(t => t.Meets(row))));
        return factor.List[1, 3].Select(factors => new Condition<T>(string.Join(" AND ", factors.Select(t => t.Text)), row => factors.All(t => t.Meets(row))));
    }
}
