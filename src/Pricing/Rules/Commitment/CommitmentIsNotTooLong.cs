using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("A modification commits a protected customer for no longer than the law allows from the effective date (24 months).")]
[Tag("COMMITMENT_TOO_LONG")]
[Tag("Law: C. conso. L224-28 I")]
internal sealed class CommitmentIsNotTooLong : Rule
{
    public const string Title = "Commitment is not too long";

    public override void Define()
    {
        Amendment amendment = null!;
        OfferCommitment commitment = null!;

        When()
            .Match(() => amendment, a => a.Request.Customer.IsProtected)
            .Match(() => commitment, c => c.ExtendedUntil > Commitments.LatestForProtected(amendment));

        Then()
            .Yield(ctx => new Violation(ViolationCode.CommitmentTooLong, null, Data(amendment, commitment)));
    }

    private static Operand[] Data(Amendment amendment, OfferCommitment commitment) =>
    [
        Operand.Day("last_day", commitment.ExtendedUntil!.Value.AddDays(-1)),
        Operand.Day("latest_last_day", Commitments.LatestForProtected(amendment)!.Value.AddDays(-1)),
    ];
}
