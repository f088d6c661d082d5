namespace MyOpenIP.Server;

/// <summary>The days of the service are those of Europe/Paris.</summary>
internal sealed class ParisClock(TimeProvider time)
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>Now.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Today in Europe/Paris.</summary>
    public DateOnly Today => ParisTime.DayOf(Now);

    /// <summary>The instant at which a day begins in Europe/Paris.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Paris.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
