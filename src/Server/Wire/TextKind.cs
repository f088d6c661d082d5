using System.Buffers;
using System.Globalization;
using System.Text;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// A kind of text that comes from outside, and what is right of it. It is the same at every door: a field of a request, a
/// record of an import, a data file. The empty text is always right: whether it may be left empty is for the door to say.
/// </summary>
internal sealed class TextKind
{
    /// <summary>Letters and symbols by their category that nobody sees.</summary>
    public const string BlankLetters = "\u115F\u1160\u2800\u3164\uFFA0";

    /// <summary>What a reader puts where a character was that it could not read.</summary>
    public const char Lost = '\uFFFD';

    private readonly int longest;
    private readonly bool hasLines;
    private readonly Text form;
    private readonly Func<string, bool>? isOfForm;

    private TextKind(int longest, bool hasLines, Text form, Func<string, bool>? isOfForm) =>
        (this.longest, this.hasLines, this.form, this.isOfForm) = (longest, hasLines, form, isOfForm);

    /// <summary>Free text on one line.</summary>
    /// <param name="longest">Longest, in characters (code points).</param>
    public static TextKind Line(int longest) => new(longest, hasLines: false, default, null);

    /// <summary>Free text that may have several lines.</summary>
    /// <param name="longest">Longest, in characters (code points).</param>
    public static TextKind Lines(int longest) => new(longest, hasLines: true, default, null);

    /// <summary>A text of a form of its own, such as a number or a code.</summary>
    /// <param name="french">What is right, after "Attendu :".</param>
    /// <param name="english">What is right, after "Expected:".</param>
    /// <param name="isOfForm">Whether a text has it; it must end where the form ends, a line break included.</param>
    public static TextKind Form(string french, string english, Func<string, bool> isOfForm) =>
        new(0, hasLines: false, new($"Attendu : {french}.", $"Expected: {english}."), isOfForm);

    /// <summary>The fault of a text that has not the form of its own.</summary>
    public FieldFault Wrong(string field) => FieldFaults.Wrong(field, form);

    /// <summary>What is wrong with a text; null: nothing is.</summary>
    public FieldFault? FaultOf(string field, string text)
    {
        if (text.Length == 0)
            return null;
        if (isOfForm is not null)
            return isOfForm(text) ? null : FieldFaults.Wrong(field, form);
        if (text.Length > longest && FieldRules.CodePoints(text) > longest)
            return FieldFaults.TooLong(field, longest);
        if (text.Contains(Lost, StringComparison.Ordinal))
            return FieldFaults.Lost(field);
        var (isReadable, isVisible) = Read(text);
        return !isReadable ? FieldFaults.Unreadable(field, hasLines)
            : !isVisible ? FieldFaults.Blank(field)
            : null;
    }

    /// <summary>Whether it has nothing but what can be read, and whether there is anything to be seen.</summary>
    private (bool IsReadable, bool IsVisible) Read(string text)
    {
        var isVisible = false;
        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length) is not OperationStatus.Done || !IsReadable(text, i, rune))
                return (false, isVisible);
            isVisible |= IsVisible(rune);
            i += length;
        }
        return (true, isVisible);
    }

    private bool IsReadable(string text, int at, Rune rune) => rune.Value switch
    {
        '\n' or '\t' => hasLines,
        '\r' => hasLines && at + 1 < text.Length && text[at + 1] == '\n',
        // They join letters in some scripts, and pictures into one.
        '\u200C' or '\u200D' => true,
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned),
    };

    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.SpaceSeparator or UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark)
        && !(rune.IsBmp && BlankLetters.Contains((char)rune.Value, StringComparison.Ordinal));
}
