using System.Globalization;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Lists;

/// <summary>Reads the values of columns: each is a span, see <see cref="SpanColumn{T, TKey}"/>.</summary>
internal static class FilterValues
{
    public const string DayExample = "2026-04-01";
    public const string InstantExample = "2026-04-01, 2026-04-01T12:00:00Z";

    private const int FirstYear = 1900;
    private const int LastYear = 9998;

    private static readonly string[] InstantForms =
        ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>A whole number, 0 or more, after a prefix or none.</summary>
    public static Func<string, (long From, long Before)?> Number(string prefix = "") => text =>
        text.StartsWith(prefix, StringComparison.Ordinal)
        && long.TryParse(text.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue
            ? (number, number + 1)
            : null;

    /// <summary>A day, such as 2026-04-01.</summary>
    public static (DateOnly From, DateOnly Before)? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= FirstYear and <= LastYear
            ? (day, day.AddDays(1))
            : null;

    /// <summary>An instant as RFC 3339 writes it, or a day: all its instants in Europe/Paris.</summary>
    public static (DateTimeOffset From, DateTimeOffset Before)? Instant(string text)
    {
        if (Day(text) is { } day)
            return (ParisClock.StartOf(day.From), ParisClock.StartOf(day.Before));
        return DateTimeOffset.TryParseExact(text, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            && instant.Year is >= FirstYear and <= LastYear
            ? (instant, instant.AddTicks(1))
            : null;
    }

    /// <summary>A value of an enum by its name on the wire, with or without the prefix; states follow one another as there.</summary>
    public static Func<string, (int From, int Before)?> Choice<TEnum>(string prefix) where TEnum : struct, Enum
    {
        var ranks = Enum.GetValues<TEnum>().ToDictionary(StateFaults.NameOf, value => Convert.ToInt32(value, CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);
        return text => ranks.TryGetValue(text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : text, out var rank)
            ? (rank, rank + 1)
            : null;
    }
}
