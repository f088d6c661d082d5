using System.Buffers;
using System.Text;

namespace MyOpenIP.Pricing;

/// <summary>
/// Reasons and violations as sentences for people. The codes and their operands stay the contract; a sentence may be reworded.
/// The culture is the language's own, never the machine's.
/// </summary>
public static class Explanation
{
    /// <summary>Why a figure is what it is, with every operand of its computation.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="language">The language of the sentence.</param>
    /// <exception cref="ArgumentOutOfRangeException">The reason's code or the language is none that exists.</exception>
    public static string Sentence(Reason reason, Language language) => Utf8Output.Written(to => Write(to, reason, language));

    /// <summary>Writes <see cref="Sentence(Reason, Language)"/> as UTF-8.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="reason">The reason.</param>
    /// <param name="language">The language of the sentence.</param>
    /// <exception cref="ArgumentOutOfRangeException">The reason's code or the language is none that exists.</exception>
    public static void Write(IBufferWriter<byte> to, Reason reason, Language language)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(reason);
        var template = ReasonSentences.Of(reason.Code)
            ?? throw new ArgumentOutOfRangeException(nameof(reason), reason.Code, "No sentence for this code.");
        template.In(language).Write(to, reason.Operands, product: null, Formats.Of(language));
    }

    /// <summary>What stands against an amendment, with what was asked and what is allowed.</summary>
    /// <param name="violation">The violation.</param>
    /// <param name="language">The language of the sentence.</param>
    /// <exception cref="ArgumentOutOfRangeException">The violation's code or the language is none that exists.</exception>
    public static string Sentence(Violation violation, Language language)
    {
        ArgumentNullException.ThrowIfNull(violation);
        var template = ViolationSentences.Of(violation.Code)
            ?? throw new ArgumentOutOfRangeException(nameof(violation), violation.Code, "No sentence for this code.");
        return template.In(language).Render(violation.Data, violation.ProductCode, Formats.Of(language));
    }

    /// <summary>A value as it stands in a sentence: 1 234,56 € in French.</summary>
    /// <param name="value">The value.</param>
    /// <param name="language">The language.</param>
    public static string Text(Operand value, Language language)
    {
        var text = new ArrayBufferWriter<byte>();
        Formats.Of(language).Write(text, value);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
