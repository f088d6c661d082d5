using System.Globalization;
using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Quotes;

/// <summary>Amounts, quantities and instants as a French document prints them: 1 234,56 € with spaces that do not break.</summary>
internal static class French
{
    private const string NoBreakSpace = "\u00A0";

    /// <summary>As in "1 234,56 €"; unit prices show up to four decimals.</summary>
    public static string Amount(decimal amount) => Explanation.Text(Operand.Amount("", amount), Language.French);

    /// <summary>As in "9,00 €/mois".</summary>
    public static string Monthly(decimal amount) => Amount(amount) + "/mois";

    /// <summary>As in "5,5 %".</summary>
    public static string Percent(decimal percent) => Explanation.Text(Operand.Percent("", percent), Language.French);

    /// <summary>As in "5,5 %"; nothing for 0.</summary>
    public static string PercentOrNothing(decimal percent) => percent == 0m ? "" : Percent(percent);

    /// <summary>As in "1 200".</summary>
    public static string Quantity(int units) => Explanation.Text(Operand.Quantity("", units), Language.French);

    /// <summary>As in "+2" or "-1"; nothing for 0.</summary>
    public static string Change(int units) => units == 0 ? "" : units > 0 ? "+" + Quantity(units) : Quantity(units);

    /// <summary>As in "22/11/2017".</summary>
    public static string Day(DateOnly day) => Explanation.Text(Operand.Day("", day), Language.French);

    /// <summary>As in "04/04/2019 à 04:57", in Paris.</summary>
    public static string Instant(DateTimeOffset instant) =>
        $"{Day(ParisTime.DayOf(instant))} à {ParisTime.Of(instant).ToString("HH':'mm", CultureInfo.InvariantCulture)}";

    /// <summary>A sentence whose colons and semicolons do not begin a line.</summary>
    public static string Sentence(string text) => text.Replace(" :", NoBreakSpace + ":", StringComparison.Ordinal).Replace(" ;", NoBreakSpace + ";", StringComparison.Ordinal);

    /// <summary>As in "04 42 26 24 24"; a number of another country stands as it is.</summary>
    public static string Telephone(string number) => number.StartsWith("+33", StringComparison.Ordinal) && number.Length == 12
        ? string.Join(NoBreakSpace, Enumerable.Range(0, 5).Select(i => i == 0 ? $"0{number[3]}" : number.Substring(2 + (2 * i), 2)))
        : number;
}
