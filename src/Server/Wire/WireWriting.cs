using System.Globalization;
using MyOpenIP.Server.Storage.Formats;
using ProtoDate = Google.Type.Date;
using ProtoDecimal = Google.Type.Decimal;
using ProtoMoney = Google.Type.Money;

namespace MyOpenIP.Server.Wire;

/// <summary>Values as the wire has them, written straight; see <see cref="WireValues"/>.</summary>
internal static class WireWriting
{
    private const int TenThousand = 10_000;
    private const int NanosOfOne = 100_000;
    private const int LongestNumber = 32;

    /// <summary>An amount.</summary>
    public static void Money(this ProtoWriter writer, int field, decimal amount, string currency)
    {
        var start = writer.Begin(field);
        writer.Text(ProtoMoney.CurrencyCodeFieldNumber, currency);
        if (StoredValues.TryTenThousandths(amount, out var exact))
        {
            writer.Number(ProtoMoney.UnitsFieldNumber, exact / TenThousand);
            writer.Number(ProtoMoney.NanosFieldNumber, exact % TenThousand * NanosOfOne);
        }
        else
        {
            var units = decimal.Truncate(amount);
            writer.Number(ProtoMoney.UnitsFieldNumber, (long)units);
            writer.Number(ProtoMoney.NanosFieldNumber, (int)((amount - units) * 1_000_000_000));
        }
        writer.End(start);
    }

    /// <summary>An amount; none: left out.</summary>
    public static void Money(this ProtoWriter writer, int field, decimal? amount, string currency)
    {
        if (amount is { } known)
            writer.Money(field, known, currency);
    }

    /// <summary>A percentage.</summary>
    public static void Decimal(this ProtoWriter writer, int field, decimal value)
    {
        var start = writer.Begin(field);
        Span<byte> text = stackalloc byte[LongestNumber];
        if (value.Scale == 0 && value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture))
            writer.TextOrEmpty(ProtoDecimal.ValueFieldNumber, text[..length]);
        else
            writer.TextOrEmpty(ProtoDecimal.ValueFieldNumber, WireValues.Number(value));
        writer.End(start);
    }

    /// <summary>A day.</summary>
    public static void Date(this ProtoWriter writer, int field, DateOnly day)
    {
        var (year, month, ofMonth) = day;
        var start = writer.Begin(field);
        writer.Number(ProtoDate.YearFieldNumber, year);
        writer.Number(ProtoDate.MonthFieldNumber, month);
        writer.Number(ProtoDate.DayFieldNumber, ofMonth);
        writer.End(start);
    }

    /// <summary>A day; none: left out.</summary>
    public static void Date(this ProtoWriter writer, int field, DateOnly? day)
    {
        if (day is { } known)
            writer.Date(field, known);
    }
}
