using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace MyOpenIP.Server.Pages;

/// <summary>A piece of a page. What is put into one is encoded, unless it is a piece itself.</summary>
/// <param name="Text">Its markup.</param>
internal readonly record struct Html(string Text)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Nothing.</summary>
    public static Html Empty { get; } = new("");

    /// <summary>A piece of markup with texts in it.</summary>
    public static Html Of(Markup markup) => markup.Html;

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Markup under way: what the compiler makes of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup(int literalLength, int formattedCount)
    {
        private readonly StringBuilder text = new(literalLength + (formattedCount * 16));

        /// <summary>What was put together.</summary>
        public Html Html => new(text.ToString());

        /// <summary>Markup as it stands.</summary>
        public void AppendLiteral(string markup) => text.Append(markup);

        /// <summary>A piece.</summary>
        public void AppendFormatted(Html piece) => text.Append(piece.Text);

        /// <summary>A text.</summary>
        public void AppendFormatted(string plain) => text.Append(Encoder.Encode(plain));

        /// <summary>A number.</summary>
        public void AppendFormatted(int number) => text.Append(number);
    }
}
