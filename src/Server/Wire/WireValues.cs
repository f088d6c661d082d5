using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Google.Type;
using ProtoDate = Google.Type.Date;
using ProtoDecimal = Google.Type.Decimal;

namespace MyOpenIP.Server.Wire;

/// <summary>What the server knows, as the wire says it. No decision is taken here.</summary>
internal static class WireValues
{
    private const int Nanos = 1_000_000_000;

    /// <summary>An amount. Exact: amounts have four decimals at most.</summary>
    public static Money Money(decimal amount, string currency)
    {
        var units = decimal.Truncate(amount);
        return new Money { CurrencyCode = currency, Units = (long)units, Nanos = (int)((amount - units) * Nanos) };
    }

    public static Money? Money(decimal? amount, string currency) => amount is { } known ? Money(known, currency) : null;

    /// <summary>A percentage, without trailing zeros.</summary>
    public static ProtoDecimal Decimal(decimal value) => new() { Value = Number(value) };

    /// <summary>A number as text: decimal point, no trailing zeros.</summary>
    public static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>A day.</summary>
    public static ProtoDate Date(DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };

    public static ProtoDate? Date(DateOnly? day) => day is { } known ? Date(known) : null;

    public static Timestamp Timestamp(DateTimeOffset instant) => instant.ToTimestamp();
}
