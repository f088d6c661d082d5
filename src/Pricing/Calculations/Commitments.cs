using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>The commitment after an amendment.</summary>
internal static class Commitments
{
    /// <summary>Whether added units end with the offer: by policy, or because there is no term to take.</summary>
    public static bool IsCoTerm(Amendment amendment) => amendment.Policies.AdditionCommitment switch
    {
        AdditionCommitment.CoTerm => true,
        AdditionCommitment.Restart => amendment.Contract.Commitment is null,
        AdditionCommitment.OwnTerm => amendment.Policies.OwnTermMonths is null,
        _ => throw new ArgumentOutOfRangeException(nameof(amendment), amendment.Policies.AdditionCommitment, "Unknown policy."),
    };

    public static OfferCommitment Kept(Amendment amendment, string code, string rule)
    {
        var before = amendment.Contract.Commitment;
        return new OfferCommitment(before, null, null, RestartsTolerance: false, before is null
            ? Reasons.Of(Figure.Commitment, code, rule)
            : Reasons.Of(Figure.Commitment, code, rule, Operand.Day("last_day", before.LastDay)));
    }

    public static OfferCommitment Restarted(Amendment amendment, string rule)
    {
        var before = amendment.Contract.Commitment!;
        var restarted = Commitment.Of(before.TermMonths, amendment.EffectiveDate);
        var isLonger = restarted.End > before.End;
        var after = isLonger ? restarted : before;
        return new OfferCommitment(
            after,
            null,
            isLonger ? after.End : null,
            RestartsTolerance: isLonger,
            Reasons.Of(Figure.Commitment, ReasonCodes.CommitmentRestarted, rule,
                Operand.Months("months", after.TermMonths), Operand.Day("start", after.Start), Operand.Day("last_day", after.LastDay)));
    }

    public static OfferCommitment OwnTerm(Amendment amendment, string rule)
    {
        var months = amendment.Policies.OwnTermMonths!.Value;
        var until = amendment.EffectiveDate.AddMonths(months);
        var isLonger = !(until <= amendment.OfferCommittedUntil);
        return new OfferCommitment(
            amendment.Contract.Commitment,
            until,
            isLonger ? until : null,
            RestartsTolerance: false,
            Reasons.Of(Figure.Commitment, ReasonCodes.CommitmentOwnTerm, rule,
                Operand.Months("months", months),
                Operand.Day("start", amendment.EffectiveDate),
                Operand.Day("last_day", (isLonger ? until : amendment.OfferCommittedUntil!.Value).AddDays(-1))));
    }

    /// <summary>First day on which a protected customer has to be free when it commits on the effective date; none: the law sets none.</summary>
    public static DateOnly? LatestForProtected(Amendment amendment) =>
        amendment.Request.Law.On(LegalValueKind.LongestProtectedCommitmentMonths, amendment.EffectiveDate) is { } months
            ? amendment.EffectiveDate.AddMonths((int)months)
            : null;

    /// <summary>What a customer consents to: the last day after, and before where there was one.</summary>
    public static Operand[] Extension(Amendment amendment, OfferCommitment commitment)
    {
        var after = Operand.Day("last_day_after", commitment.ExtendedUntil!.Value.AddDays(-1));
        return amendment.Contract.Commitment is { } before ? [after, Operand.Day("last_day_before", before.LastDay)] : [after];
    }
}
