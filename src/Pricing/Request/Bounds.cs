namespace MyOpenIP.Pricing;

/// <summary>
/// The bounds of all that is priced: far beyond any contract, near enough that no sum of days, months or amounts runs over and
/// that every figure of an outcome can be stored (as an integer of ten-thousandths in 64 bits) and priced again.
/// </summary>
public static class Bounds
{
    /// <summary>First day that is accepted of anything.</summary>
    public static DateOnly FirstDay { get; } = new(1900, 1, 1);

    /// <summary>Last day on which something is priced, takes effect, is delivered or begins.</summary>
    public static DateOnly LastDay { get; } = new(2999, 12, 31);

    /// <summary>Last day on which something ends: a hundred years of term, a period and some more after <see cref="LastDay"/>.</summary>
    public static DateOnly LastEnd { get; } = new(3199, 12, 31);

    /// <summary>Longest term, horizon or duration, in months: a hundred years.</summary>
    public const int LongestMonths = 1200;

    /// <summary>Longest back-dating, in days: a hundred years.</summary>
    public const int LongestBackDatingDays = 36_500;

    /// <summary>Highest price of a unit, setup or per month, HT.</summary>
    public const decimal HighestPrice = 100_000_000m;

    /// <summary>Highest number of a lot within its line, of a contract that comes in.</summary>
    public const int HighestLotNumber = 1_000_000_000;

    /// <summary>The same of one that amendments have made since: they number on.</summary>
    public const int HighestAmendedLotNumber = 2_000_000_000;

    /// <summary>Most units of a lot, and most units of a product that may be wanted.</summary>
    public const int MostUnits = 1_000_000;

    /// <summary>Most units of a line, those that leave included, of a contract that comes in.</summary>
    public const int MostUnitsOfLine = 1_000_000_000;

    /// <summary>The same of one that amendments have made since: units that they take stay until they leave.</summary>
    public const int MostUnitsOfAmendedLine = 2_000_000_000;

    /// <summary>
    /// Most amounts that have to be added up for the timeline of a contract that comes in: of each line its lots and their
    /// discounts, times the days on which it moves. Ten thousand lots that move on 25 days.
    /// </summary>
    public const int MostMoves = 250_000;

    /// <summary>Highest value at list price of all that a contract holds and an amendment wants, per month and of setup, HT.</summary>
    public const decimal HighestValue = 10_000_000_000m;

    /// <summary>Highest tolerance used, HT per month.</summary>
    public const decimal HighestToleranceUsed = 100_000_000_000_000m;
}
