using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>What of a commitment may be reduced without a fee.</summary>
internal static class Tolerances
{
    private const decimal LargestExact = 10_000_000_000_000m;

    /// <summary>A = max(0, t x (C + U) - U) against R, at list price per month.</summary>
    public static Tolerance Of(Amendment amendment, IEnumerable<Line> lines, IEnumerable<LineLots> changed)
    {
        var (day, offerUntil) = (amendment.EffectiveDate, amendment.OfferCommittedUntil);
        var reduced = 0m;
        foreach (var line in changed)
            reduced += CommittedAtList(line.Taken, day, offerUntil);
        var percent = amendment.Policies.TolerancePercent;
        if (percent == 0m)
            return new Tolerance(reduced, null);
        var committed = 0m;
        foreach (var line in lines)
            committed += CommittedAtList(line.Lots, day, offerUntil);
        var used = amendment.Contract.ToleranceUsed;
        return new Tolerance(reduced, Math.Max(0m, percent * (committed + used) / 100m - used));
    }

    /// <summary>Whether units that a reduction takes are committed on the day on which it takes effect.</summary>
    public static bool TakesCommitted(IReadOnlyList<Lot> taken, DateOnly day, DateOnly? offerUntil) =>
        CommittedUnits(taken, day, offerUntil) > 0;

    public static int CommittedUnits(IReadOnlyList<Lot> taken, DateOnly day, DateOnly? offerUntil)
    {
        var units = 0;
        for (var i = 0; i < taken.Count; i++)
            if (LotChanges.CommittedUntil(taken[i], offerUntil) > day)
                units += taken[i].Quantity;
        return units;
    }

    /// <summary>The fee of a line: rate x remaining value x (R - A) / R, divided once and rounded once.</summary>
    public static decimal Fee(ExactAmount value, decimal ratePercent, Tolerance tolerance)
    {
        var owed = value.Numerator * ratePercent / 100m;
        if (tolerance.Allowance is not { } allowance || allowance == 0m)
            return new ExactAmount(owed, value.Denominator).ToCent();
        var beyond = tolerance.Reduced - allowance;
        // Amounts so large that their product has no place are divided first: the last of their 28 digits is no cent.
        return owed < LargestExact && beyond < LargestExact
            ? Rounding.ToCent(owed * beyond / (tolerance.Reduced * value.Denominator))
            : Rounding.ToCent(owed / value.Denominator * (beyond / tolerance.Reduced));
    }

    private static decimal CommittedAtList(IReadOnlyList<Lot> lots, DateOnly day, DateOnly? offerUntil)
    {
        var sum = 0m;
        for (var i = 0; i < lots.Count; i++)
            if (lots[i].LeavingOn is null && LotChanges.CommittedUntil(lots[i], offerUntil) > day)
                sum += lots[i].Quantity * lots[i].UnitPrice;
        return sum;
    }
}
