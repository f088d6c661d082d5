using Google.Type;

namespace MyOpenIP.Client;

/// <summary>Days of the service: <see cref="Date"/> on the wire, <see cref="DateOnly"/> in programs.</summary>
public static class Days
{
    /// <summary>The day.</summary>
    /// <param name="date">The day on the wire, whole: year, month and day.</param>
    /// <exception cref="FormatException">There is no such day, or a part of it is missing.</exception>
    public static DateOnly ToDateOnly(this Date date)
    {
        ArgumentNullException.ThrowIfNull(date);
        var (year, month, day) = (date.Year, date.Month, date.Day);
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= System.DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : throw new FormatException($"{date} is no day.");
    }

    /// <summary>The day as the wire has it.</summary>
    /// <param name="day">The day.</param>
    public static Date ToDate(this DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };
}
