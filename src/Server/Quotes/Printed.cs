using System.Globalization;
using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Quotes;

/// <summary>Words, amounts, quantities and instants as a document of a language prints them: 1 234,56 € in French, with spaces that do not break.</summary>
internal sealed class Printed
{
    private const string NoBreakSpace = "\u00A0";

    private readonly Language language;

    private Printed(Language language) => this.language = language;

    /// <summary>In French, as every document that binds.</summary>
    public static Printed French { get; } = new(Language.French);

    /// <summary>In English, for those who read a quote on its page.</summary>
    public static Printed English { get; } = new(Language.English);

    /// <summary>In a language.</summary>
    public static Printed In(Language language) => language is Language.English ? English : French;

    /// <summary>Words, of the two that say the same.</summary>
    public string Words(string french, string english) => language is Language.English ? english : french;

    /// <summary>Something with its name before it; nothing of what is not known.</summary>
    public string Named(string french, string english, string value) => value.Length == 0 ? "" : $"{Words(french + NoBreakSpace, english)}: {value}";

    /// <summary>What a text says.</summary>
    public string Words(Wire.Text text) => text.In(language);

    /// <summary>Why a figure is what it is.</summary>
    public string Why(Reason reason) => Explanation.Sentence(reason, language);

    /// <summary>The word for a code, such as a kind of charge.</summary>
    public string Code(string code) => Explanation.Text(Operand.Code("", code), language);

    /// <summary>As in "1 234,56 €"; unit prices show up to four decimals.</summary>
    public string Amount(decimal amount) => Explanation.Text(Operand.Amount("", amount), language);

    /// <summary>As in "9,00 €/mois".</summary>
    public string Monthly(decimal amount) => Amount(amount) + Words("/mois", "/month");

    /// <summary>As in "5,5 %".</summary>
    public string Percent(decimal percent) => Explanation.Text(Operand.Percent("", percent), language);

    /// <summary>As in "5,5 %"; nothing for 0.</summary>
    public string PercentOrNothing(decimal percent) => percent == 0m ? "" : Percent(percent);

    /// <summary>As in "1 200".</summary>
    public string Quantity(int units) => Explanation.Text(Operand.Quantity("", units), language);

    /// <summary>As in "+2" or "-1"; nothing for 0.</summary>
    public string Change(int units) => units == 0 ? "" : units > 0 ? "+" + Quantity(units) : Quantity(units);

    /// <summary>As in "36 mois".</summary>
    public string Months(int months) => Explanation.Text(Operand.Months("", months), language);

    /// <summary>As in "22/11/2017".</summary>
    public string Day(DateOnly day) => Explanation.Text(Operand.Day("", day), language);

    /// <summary>As in "04/04/2019 à 04:57", in Paris.</summary>
    public string Instant(DateTimeOffset instant)
    {
        var time = ParisTime.Of(instant).ToString("HH':'mm", CultureInfo.InvariantCulture);
        return Words($"{Day(ParisTime.DayOf(instant))} à {time}", $"{Day(ParisTime.DayOf(instant))} at {time} (Paris)");
    }

    /// <summary>A sentence whose colons and semicolons do not begin a line.</summary>
    public string Sentence(string text) => language is Language.English
        ? text
        : text.Replace(" :", NoBreakSpace + ":", StringComparison.Ordinal).Replace(" ;", NoBreakSpace + ";", StringComparison.Ordinal);

    /// <summary>As in "04 42 26 24 24"; a number of another country stands as it is.</summary>
    public static string Telephone(string number) => number.StartsWith("+33", StringComparison.Ordinal) && number.Length == 12
        ? string.Join(NoBreakSpace, Enumerable.Range(0, 5).Select(i => i == 0 ? $"0{number[3]}" : number.Substring(2 + (2 * i), 2)))
        : number;
}
