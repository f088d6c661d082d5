using System.Buffers;
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
        beforeAmount: "", afterAmount: NoBreakSpace + "€", afterPercent: NoBreakSpace + "%", month: NoBreakSpace + "mois", months: NoBreakSpace + "mois", french: true);

    private static readonly Formats English = new(
        new NumberFormatInfo { NumberDecimalSeparator = ".", NumberGroupSeparator = "," },
        beforeAmount: "€", afterAmount: "", afterPercent: "%", month: NoBreakSpace + "month", months: NoBreakSpace + "months", french: false);

    private readonly string _beforeAmount;
    private readonly string _afterAmount;
    private readonly string _afterPercent;
    private readonly string _month;
    private readonly string _months;
    private readonly bool _french;

    /// <summary>How numbers are written.</summary>
    public NumberFormatInfo Numbers { get; }

    private Formats(NumberFormatInfo numbers, string beforeAmount, string afterAmount, string afterPercent, string month, string months, bool french) =>
        (Numbers, _beforeAmount, _afterAmount, _afterPercent, _month, _months, _french) =
            (numbers, beforeAmount, afterAmount, afterPercent, month, months, french);

    public static Formats Of(Language language) => language == Language.French ? French : English;

    /// <summary>Writes an operand as it is read in a sentence.</summary>
    public void Write(IBufferWriter<byte> to, Operand operand)
    {
        switch (operand.Kind)
        {
            case OperandKind.Quantity:
                NumberForm.Quantity.Write(to, operand.Number, Numbers);
                break;
            case OperandKind.Amount:
                Amount(to, operand.Number);
                break;
            case OperandKind.Percent:
                NumberForm.Percent.Write(to, operand.Number, Numbers);
                to.Text(_afterPercent);
                break;
            case OperandKind.Fraction:
                to.Number(operand.Share.Numerator);
                to.Text("/");
                to.Number(operand.Share.Denominator);
                break;
            case OperandKind.Date:
                Date(to, operand.Date);
                break;
            case OperandKind.Months:
                NumberForm.Count.Write(to, operand.Number, Numbers);
                to.Text(operand.Number == 1m ? _month : _months);
                break;
            case OperandKind.Text:
                to.Text(Words.Of(operand.Text!, _french));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(operand), operand.Kind, "Unknown kind of operand.");
        }
    }

    /// <summary>An amount, its sign before the currency; unit prices show up to four decimals.</summary>
    private void Amount(IBufferWriter<byte> to, decimal amount)
    {
        if (amount < 0m)
            to.Text("-");
        to.Text(_beforeAmount);
        NumberForm.Amount.Write(to, Math.Abs(amount), Numbers);
        to.Text(_afterAmount);
    }

    private void Date(IBufferWriter<byte> to, DateOnly date)
    {
        var (year, month, day) = date;
        to.Number(day, digits: (byte)(_french ? 2 : 1));
        if (_french)
        {
            to.Text("/");
            to.Number(month, digits: 2);
            to.Text("/");
        }
        else
        {
            // The invariant culture's month names are the English ones.
            to.Text(" ");
            to.Text(CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month));
            to.Text(" ");
        }
        to.Number(year, digits: 4);
    }
}
