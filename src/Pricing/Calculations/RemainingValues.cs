using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>The remaining contract value of a line, before and after.</summary>
internal static class RemainingValues
{
    /// <summary>Both from the effective date; null: nothing of the line is committed, before or after.</summary>
    public static LineRemainingValue Of(
        Amendment amendment, OfferCommitment commitment, Line line, IReadOnlyList<Lot> lotsAfter, string rule)
    {
        var offerAfter = commitment.After?.End;
        var before = Of(amendment, line.Lots, amendment.OfferCommittedUntil);
        var after = ReferenceEquals(line.Lots, lotsAfter) && Nullable.Equals(offerAfter, amendment.OfferCommittedUntil)
            ? before
            : Of(amendment, lotsAfter, offerAfter);
        if (before == 0m && after == 0m)
            return null!;
        return new LineRemainingValue(
            line.Number,
            before,
            after,
            Reason(Figure.RemainingValueBefore, amendment, before, rule),
            Reason(Figure.RemainingValueAfter, amendment, after, rule));
    }

    private static decimal Of(Amendment amendment, IReadOnlyList<Lot> lots, DateOnly? offerUntil) =>
        RemainingValue.Of(lots, amendment.EffectiveDate, offerUntil, amendment.Policies.StartedMonthIsDue).ToCent();

    private static Reason Reason(Figure figure, Amendment amendment, decimal amount, string rule) =>
        Reasons.Of(figure, ReasonCodes.RemainingValueOfLots, rule,
            Operand.Day("from", amendment.EffectiveDate), Operand.Amount("amount", amount));
}
