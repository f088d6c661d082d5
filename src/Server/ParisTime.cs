namespace MyOpenIP.Server;

/// <summary>The day in Europe/Paris, where the contracts are.</summary>
internal static class ParisTime
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>Today.</summary>
    public static DateOnly Today(TimeProvider time) => DayOf(time.GetUtcNow());

    /// <summary>The day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(Of(instant));

    /// <summary>What the clock showed at an instant.</summary>
    public static DateTime Of(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Paris).DateTime;
}
