using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>The remaining contract value of a line, before and after.</summary>
internal static class RemainingValues
{
    /// <summary>Both from the effective date; null: nothing of the line is committed, before or after.</summary>
    public static LineRemainingValue? Of(
        Amendment amendment, OfferCommitment commitment, Line line, IReadOnlyList<Lot> lotsAfter, string rule)
    {
        var offerAfter = commitment.After?.End;
        var before = Of(amendment, line.Lots, amendment.OfferCommittedUntil);
        var after = ReferenceEquals(line.Lots, lotsAfter) && Nullable.Equals(offerAfter, amendment.OfferCommittedUntil)
            ? before
            : Of(amendment, lotsAfter, offerAfter);
        if (before == 0m && after == 0m)
            return null;
        var ofBefore = Operands(amendment, before);
        return new LineRemainingValue(
            line.Number,
            before,
            after,
            Reason(Figure.RemainingValueBefore, ofBefore, rule),
            Reason(Figure.RemainingValueAfter, after == before ? ofBefore : Operands(amendment, after), rule));
    }

    private static decimal Of(Amendment amendment, IReadOnlyList<Lot> lots, DateOnly? offerUntil) =>
        RemainingValue.Of(lots, amendment.EffectiveDate, offerUntil, amendment.Policies.StartedMonthIsDue).ToCent();

    private static Reason Reason(Figure figure, Operand[] operands, string rule) =>
        Reasons.Of(figure, ReasonCodes.RemainingValueOfLots, rule, operands);

    private static Operand[] Operands(Amendment amendment, decimal amount) =>
        [Operand.Day("from", amendment.EffectiveDate), Operand.Amount("amount", amount)];
}
