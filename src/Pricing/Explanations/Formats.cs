using System.Globalization;

namespace MyOpenIP.Pricing;

/// <summary>
/// How a language writes operands. Built here, not looked up: the service runs without the machine's culture data.
/// </summary>
internal sealed class Formats
{
    private const string NoBreakSpace = "\u00A0";
    private const string NarrowNoBreakSpace = "\u202F";

    private static readonly Formats French = new(
        new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = NarrowNoBreakSpace },
        amount: "{0}" + NoBreakSpace + "€", percent: "{0}" + NoBreakSpace + "%", date: "dd/MM/yyyy", month: "mois", months: "mois", french: true);

    private static readonly Formats English = new(
        new NumberFormatInfo { NumberDecimalSeparator = ".", NumberGroupSeparator = "," },
        amount: "€{0}", percent: "{0}%", date: "d MMMM yyyy", month: "month", months: "months", french: false);

    private readonly NumberFormatInfo _numbers;
    private readonly string _amount;
    private readonly string _percent;
    private readonly string _date;
    private readonly string _month;
    private readonly string _months;
    private readonly bool _french;

    private Formats(NumberFormatInfo numbers, string amount, string percent, string date, string month, string months, bool french) =>
        (_numbers, _amount, _percent, _date, _month, _months, _french) = (numbers, amount, percent, date, month, months, french);

    public static Formats Of(Language language) => language == Language.French ? French : English;

    /// <summary>An operand as it is read in a sentence.</summary>
    public string Text(Operand operand) => operand.Kind switch
    {
        OperandKind.Quantity => operand.Number.ToString("#,##0", _numbers),
        OperandKind.Amount => Amount(operand.Number),
        OperandKind.Percent => Fill(_percent, operand.Number.ToString("0.####", _numbers)),
        OperandKind.Fraction => Share(operand.Share),
        // The invariant culture's month names are the English ones, and its date separator is the slash.
        OperandKind.Date => operand.Date.ToString(_date, CultureInfo.InvariantCulture),
        OperandKind.Months => operand.Number.ToString("0", _numbers) + NoBreakSpace + (operand.Number == 1m ? _month : _months),
        OperandKind.Text => Words.Of(operand.Text!, _french),
        _ => throw new ArgumentOutOfRangeException(nameof(operand), operand.Kind, "Unknown kind of operand."),
    };

    /// <summary>An amount, its sign before the currency; unit prices show up to four decimals.</summary>
    private string Amount(decimal amount)
    {
        var text = Fill(_amount, Math.Abs(amount).ToString("#,##0.00##", _numbers));
        return amount < 0m ? "-" + text : text;
    }

    private static string Share(Fraction share) => string.Create(CultureInfo.InvariantCulture, $"{share.Numerator}/{share.Denominator}");

    private static string Fill(string pattern, string number) => pattern.Replace("{0}", number, StringComparison.Ordinal);
}
