using System.Globalization;
using Google.Type;

namespace MyOpenIP.ClientSamples;

/// <summary>Amounts, quantities and days as the portal prints them.</summary>
internal static class French
{
    private static readonly NumberFormatInfo Numbers = new()
    {
        NumberDecimalSeparator = ",",
        NumberGroupSeparator = "\u00a0",
        NegativeSign = "-",
    };

    /// <summary>As in "9,00 €".</summary>
    public static string Euros(Money? amount) => amount is null ? "" : ToDecimal(amount).ToString("N2", Numbers) + "\u00a0€";

    /// <summary>As in "9,00 €/mois".</summary>
    public static string EurosPerMonth(Money? amount) => amount is null ? "" : Euros(amount) + "/mois";

    /// <summary>As in "+2"; nothing for 0.</summary>
    public static string Change(int units) => units == 0 ? "" : units.ToString("+0;-0", CultureInfo.InvariantCulture);

    /// <summary>As in "10 %"; nothing for 0.</summary>
    public static string Percent(Google.Type.Decimal? percent) =>
        percent is null || percent.ToClrDecimal() == 0m ? "" : percent.ToClrDecimal().ToString("0.####", Numbers) + "\u00a0%";

    /// <summary>As in "22/11/2017".</summary>
    public static string Day(Date? day) => day is null ? "" : $"{day.Day:00}/{day.Month:00}/{day.Year:0000}";

    /// <summary>The amount as a number, exact.</summary>
    public static decimal ToDecimal(Money amount) => amount.Units + amount.Nanos / 1_000_000_000m;

    /// <summary>As in "04 42 26 24 24"; a number of another country stands as it is.</summary>
    public static string Telephone(string number) => number.StartsWith("+33", StringComparison.Ordinal) && number.Length == 12
        ? $"0{number[3]} {number[4..6]} {number[6..8]} {number[8..10]} {number[10..12]}".Replace(' ', '\u00a0')
        : number;
}
