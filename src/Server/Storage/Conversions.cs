using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MyOpenIP.Server.Storage;

/// <summary>
/// Amounts, unit prices and percentages as integers of ten-thousandths, so that order, sum and equality mean the same
/// on every database. More than four decimals is a bug of the caller: refused, not rounded.
/// </summary>
internal sealed class TenThousandths() : ValueConverter<decimal, long>(value => Scale(value), stored => stored / 10_000m)
{
    private static long Scale(decimal value)
    {
        var scaled = value * 10_000m;
        return decimal.Truncate(scaled) == scaled
            ? (long)scaled
            : throw new ArgumentOutOfRangeException(
                nameof(value), value.ToString(CultureInfo.InvariantCulture), "Stored numbers have four decimals at most.");
    }
}

/// <summary>Instants as UTC ticks.</summary>
internal sealed class UtcTicks()
    : ValueConverter<DateTimeOffset, long>(value => value.UtcTicks, stored => new DateTimeOffset(stored, TimeSpan.Zero));

/// <summary>Days as the integer yyyymmdd: sorts as the days do and can be read.</summary>
internal sealed class DayNumber() : ValueConverter<DateOnly, int>(
    value => (value.Year * 10_000) + (value.Month * 100) + value.Day,
    stored => new DateOnly(stored / 10_000, stored / 100 % 100, stored % 100));
