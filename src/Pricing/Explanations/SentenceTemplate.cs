using System.Buffers;
using System.Text;

namespace MyOpenIP.Pricing;

/// <summary>
/// A sentence with places for operands, in the order in which they come: <c>{name}</c> is an operand, <c>[...]</c> is left out
/// when its first operand is, <c>&lt;...|separator&gt;</c> repeats as long as its first operand comes again;
/// <c>{product}</c> is the product concerned. An operand that the sentence has no place for is added at its end, so that none is hidden.
/// </summary>
internal sealed class SentenceTemplate
{
    private const string ProductPlace = "product";
    private const string Absent = "–";

    private readonly Part[] _parts;

    private SentenceTemplate(Part[] parts) => _parts = parts;

    private enum PartKind
    {
        Text,
        Operand,
        Optional,
        Repeated,
    }

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">A bracket is left open, or closes nothing.</exception>
    public static SentenceTemplate Parse(string text)
    {
        var at = 0;
        var parts = ParseUntil(text, ref at, end: '\0');
        return new SentenceTemplate(parts);
    }

    /// <summary>The sentence.</summary>
    public string Render(IReadOnlyList<Operand> operands, string? product, Formats formats) =>
        Utf8Output.Written(to => Write(to, operands, product, formats));

    /// <summary>Writes the sentence.</summary>
    public void Write(IBufferWriter<byte> to, IReadOnlyList<Operand> operands, string? product, Formats formats)
    {
        var next = 0;
        Write(_parts);
        for (; next < operands.Count; next++)
        {
            to.Text($" ({operands[next].Name}: ");
            formats.Write(to, operands[next]);
            to.Text(")");
        }

        void Write(Part[] parts)
        {
            foreach (var part in parts)
            {
                switch (part.Kind)
                {
                    case PartKind.Text:
                        to.Text(part.Utf8);
                        break;
                    case PartKind.Operand when part.Text == ProductPlace:
                        to.Text(product ?? Absent);
                        break;
                    case PartKind.Operand when IsNext(part.Text):
                        formats.Write(to, operands[next++]);
                        break;
                    case PartKind.Operand:
                        to.Text(Absent);
                        break;
                    case PartKind.Optional when IsNext(part.First):
                        Write(part.Body);
                        break;
                    case PartKind.Repeated:
                        for (var count = 0; IsNext(part.First); count++)
                        {
                            if (count > 0)
                                to.Text(part.Utf8);
                            Write(part.Body);
                        }
                        break;
                }
            }
        }

        bool IsNext(string name) => next < operands.Count && operands[next].Name == name;
    }

    private static Part[] ParseUntil(string text, ref int at, char end)
    {
        var parts = new List<Part>();
        var from = at;
        for (; at < text.Length && text[at] != end; at++)
        {
            var kind = text[at] switch
            {
                '{' => PartKind.Operand,
                '[' => PartKind.Optional,
                '<' => PartKind.Repeated,
                _ => PartKind.Text,
            };
            if (kind == PartKind.Text)
                continue;
            AddText(text[from..at]);
            at++;
            parts.Add(ParsePart(kind, text, ref at));
            from = at + 1;
        }
        if (at >= text.Length && end != '\0')
            throw new FormatException($"'{end}' is missing in \"{text}\".");
        AddText(text[from..at]);
        return [.. parts];

        void AddText(string words)
        {
            if (words.Length > 0)
                parts.Add(new Part(PartKind.Text, words, []));
        }
    }

    private static Part ParsePart(PartKind kind, string text, ref int at)
    {
        if (kind == PartKind.Optional)
            return new Part(kind, "", ParseUntil(text, ref at, ']'));
        var body = kind == PartKind.Repeated ? ParseUntil(text, ref at, '|') : [];
        if (kind == PartKind.Repeated)
            at++;
        var close = text.IndexOf(kind == PartKind.Repeated ? '>' : '}', at);
        if (close < 0)
            throw new FormatException($"A place is left open in \"{text}\".");
        var words = text[at..close];
        at = close;
        return new Part(kind, words, body);
    }

    /// <param name="Kind">What it is.</param>
    /// <param name="Text">The words of a text, the name of an operand, the separator of a repetition.</param>
    /// <param name="Body">The parts within brackets.</param>
    private sealed record Part(PartKind Kind, string Text, Part[] Body)
    {
        /// <summary>The text as it is written.</summary>
        public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(Text);

        /// <summary>The operand whose presence decides whether the brackets are rendered.</summary>
        public string First { get; } = Array.Find(Body, p => p.Kind != PartKind.Text) is { } first
            ? first.Kind == PartKind.Operand ? first.Text : first.First
            : "";
    }
}
