using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using MyOpenIP.Server.Storage.Formats;

namespace MyOpenIP.Server.Storage;

/// <summary>Amounts, unit prices and percentages as whole numbers of ten-thousandths.</summary>
internal sealed class TenThousandths() : ValueConverter<decimal, long>(
    value => StoredValues.TenThousandths(value), stored => StoredValues.Number(stored));

/// <summary>Instants as UTC ticks.</summary>
internal sealed class UtcTicks()
    : ValueConverter<DateTimeOffset, long>(value => value.UtcTicks, stored => new DateTimeOffset(stored, TimeSpan.Zero));

/// <summary>The same of instants that a library keeps without their offset, which is UTC.</summary>
internal sealed class UtcDateTicks() : ValueConverter<DateTime, long>(value => value.Ticks, stored => new DateTime(stored, DateTimeKind.Utc));

/// <summary>Days as the number yyyymmdd.</summary>
internal sealed class DayNumber() : ValueConverter<DateOnly, int>(value => StoredValues.Day(value), stored => StoredValues.ToDay(stored));
