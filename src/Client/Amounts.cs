using System.Globalization;
using System.Text.RegularExpressions;
using Google.Type;

namespace MyOpenIP.Client;

/// <summary>Amounts of the service: <see cref="Money"/> on the wire, <see cref="decimal"/> in programs, exact both ways.</summary>
public static class Amounts
{
    /// <summary>The currency of every amount of the service.</summary>
    public const string Currency = "EUR";

    /// <summary>Most decimals of a total.</summary>
    public const int TotalDecimals = 2;

    /// <summary>Most decimals of a unit price.</summary>
    public const int UnitPriceDecimals = 4;

    private const int NanosPerUnit = 1_000_000_000;

    private static readonly Regex Plain = new(@"\A-?[0-9]+(\.(?<decimals>[0-9]+))?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    /// <summary>The amount as a number, in euros.</summary>
    /// <param name="money">The amount on the wire.</param>
    /// <param name="decimals">Most decimals that its place allows, 0 to 9: 2 for totals, 4 for unit prices.</param>
    /// <exception cref="AmountException">It is no amount in euros with that many decimals.</exception>
    public static decimal ToDecimal(this Money money, int decimals = TotalDecimals)
    {
        _ = money ?? throw new ArgumentNullException(nameof(money));
        if (money.CurrencyCode != Currency)
            throw new AmountException(AmountFault.Currency, money.ToString());
        if (money.Nanos is <= -NanosPerUnit or >= NanosPerUnit)
            throw new AmountException(AmountFault.Nanos, money.ToString());
        if ((money.Units > 0 && money.Nanos < 0) || (money.Units < 0 && money.Nanos > 0))
            throw new AmountException(AmountFault.Sign, money.ToString());
        var amount = money.Units + (decimal)money.Nanos / NanosPerUnit;
        return HasMoreDecimals(amount, decimals) ? throw new AmountException(AmountFault.Decimals, money.ToString()) : amount;
    }

    /// <summary>The amount as the wire has it.</summary>
    /// <param name="amount">The amount, in euros; its whole euros fit in 64 bits.</param>
    /// <param name="decimals">Most decimals that its place allows, 0 to 9: 2 for totals, 4 for unit prices.</param>
    /// <exception cref="AmountException">It has more decimals, or too many euros.</exception>
    public static Money ToMoney(this decimal amount, int decimals = TotalDecimals)
    {
        if (HasMoreDecimals(amount, decimals))
            throw new AmountException(AmountFault.Decimals, Text(amount));
        var units = decimal.Truncate(amount);
        if (units is < long.MinValue or > long.MaxValue)
            throw new AmountException(AmountFault.Range, Text(amount));
        return new Money { CurrencyCode = Currency, Units = (long)units, Nanos = (int)((amount - units) * NanosPerUnit) };
    }

    /// <summary>The amount that a text writes: digits, a decimal point where there are decimals, a minus before where it is negative.</summary>
    /// <param name="text">The text, such as -1.75.</param>
    /// <param name="decimals">Most decimals that its place allows, 0 to 9: 2 for totals, 4 for unit prices.</param>
    /// <exception cref="AmountException">It is written otherwise, has more decimals, or too many euros.</exception>
    public static Money Parse(string text, int decimals = TotalDecimals)
    {
        var written = Plain.Match(text ?? throw new ArgumentNullException(nameof(text)));
        if (!written.Success)
            throw new AmountException(AmountFault.Format, text);
        if (written.Groups["decimals"].Length > decimals)
            throw new AmountException(AmountFault.Decimals, text);
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? amount.ToMoney(decimals)
            : throw new AmountException(AmountFault.Range, text);
    }

    private static bool HasMoreDecimals(decimal amount, int decimals)
    {
        return decimals is >= 0 and <= 9
            ? decimal.Round(amount, decimals) != amount
            : throw new ArgumentOutOfRangeException(nameof(decimals), decimals, "0 to 9.");
    }

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
