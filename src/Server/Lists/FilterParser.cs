using System.Text;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Lists;

/// <summary>
/// Reads the subset of AIP-160 that lists understand: comparisons of a column with a value, joined by AND, OR, NOT (or -) and
/// parentheses. As AIP-160 has it, OR binds more tightly than AND.
/// <code>
/// expression = factor { "AND" factor }
/// factor     = term { "OR" term }
/// term       = [ "NOT" | "-" ] ( comparison | "(" expression ")" )
/// comparison = column ( "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" ) value
/// value      = a bare word | a text in "quotes" or 'quotes', where \ keeps the next character
/// </code>
/// </summary>
internal sealed class FilterParser
{
    /// <summary>Most parentheses within one another.</summary>
    public const int DeepestNesting = 20;

    private readonly string text;
    private int position;
    private int depth;

    private FilterParser(string text) => this.text = text;

    /// <summary>Reads a filter; nothing but white space: null.</summary>
    /// <exception cref="Fault">FILTER_INVALID with the position of the fault.</exception>
    public static FilterNode? Read(string text)
    {
        var parser = new FilterParser(text);
        parser.SkipSpace();
        if (parser.IsAtEnd)
            return null;
        var filter = parser.Expression();
        return parser.IsAtEnd ? filter : throw FilterFaults.ExpectedConjunction(parser.position);
    }

    private bool IsAtEnd => position == text.Length;

    private FilterNode Expression() => Joined("AND", Factor, parts => new FilterNode.And(parts));

    private FilterNode Factor() => Joined("OR", Term, parts => new FilterNode.Or(parts));

    private FilterNode Joined(string conjunction, Func<FilterNode> part, Func<List<FilterNode>, FilterNode> join)
    {
        List<FilterNode> parts = [part()];
        while (Accept(conjunction))
            parts.Add(part());
        return parts.Count == 1 ? parts[0] : join(parts);
    }

    private FilterNode Term()
    {
        if (Accept("NOT"))
            return new FilterNode.Not(Simple());
        if (IsAtEnd || text[position] != '-')
            return Simple();
        position++;
        return new FilterNode.Not(Simple());
    }

    private FilterNode Simple()
    {
        if (IsAtEnd || text[position] != '(')
            return Comparison();
        if (++depth > DeepestNesting)
            throw FilterFaults.TooDeep(position, DeepestNesting);
        position++;
        SkipSpace();
        var inner = Expression();
        if (IsAtEnd || text[position] != ')')
            throw FilterFaults.ExpectedClosing(position);
        position++;
        depth--;
        SkipSpace();
        return inner;
    }

    private FilterNode.Comparison Comparison()
    {
        var column = Word(position, IsOfColumn);
        if (column.Text.Length == 0 || IsKeyword(column.Text))
            throw FilterFaults.ExpectedColumn(column.Position);
        SkipSpace();
        var comparison = Word(position, c => c is '=' or '!' or '<' or '>');
        if (comparison.Text is not ("=" or "!=" or "<" or "<=" or ">" or ">="))
            throw FilterFaults.ExpectedOperator(comparison.Position);
        SkipSpace();
        var value = Value();
        SkipSpace();
        return new(column, comparison, value);
    }

    private FilterWord Value()
    {
        if (!IsAtEnd && text[position] is '"' or '\'')
            return Quoted();
        var value = Word(position, IsOfBareWord);
        return value.Text.Length > 0 && !IsKeyword(value.Text) ? value : throw FilterFaults.ExpectedValue(value.Position);
    }

    private FilterWord Quoted()
    {
        var (start, quote) = (position, text[position]);
        var content = new StringBuilder();
        for (position++; !IsAtEnd && text[position] != quote; position++)
        {
            if (text[position] == '\\' && ++position == text.Length)
                break;
            content.Append(text[position]);
        }
        if (IsAtEnd)
            throw FilterFaults.UnclosedQuote(start);
        position++;
        return new(content.ToString(), start);
    }

    private FilterWord Word(int start, Func<char, bool> belongs)
    {
        while (!IsAtEnd && belongs(text[position]))
            position++;
        return new(text[start..position], start);
    }

    /// <summary>Takes a keyword that stands here as a word of its own, and the white space after it.</summary>
    private bool Accept(string keyword)
    {
        var end = position + keyword.Length;
        if (string.CompareOrdinal(text, position, keyword, 0, keyword.Length) != 0 || (end < text.Length && IsOfBareWord(text[end])))
            return false;
        position = end;
        SkipSpace();
        return true;
    }

    private void SkipSpace()
    {
        while (!IsAtEnd && char.IsWhiteSpace(text[position]))
            position++;
    }

    private static bool IsKeyword(string word) => word is "AND" or "OR" or "NOT";

    private static bool IsOfColumn(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.';

    private static bool IsOfBareWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or ':' or '/' or '+' or '@';
}
