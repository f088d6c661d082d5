using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Under FORBIDDEN committed units stay, beyond the tolerance.")]
[Tag("COMMITMENT_FORBIDS_REDUCTION")]
[Tag("Contract: reduction policy")]
internal sealed class CommitmentAllowsReduction : Rule
{
    public const string Title = "Commitment allows the reduction";

    public override void Define()
    {
        Amendment amendment = null!;
        ReducedLine line = null!;
        LineLots lots = null!;
        TakesEffect from = null!;
        Tolerance tolerance = null!;

        When()
            .Match(() => amendment, a => a.Policies.CommittedReduction == CommittedReduction.Forbidden)
            .Match(() => tolerance, t => !t.Covers)
            .Match(() => from, t => !t.Adds)
            .Match(() => line)
            .Match(() => lots, l => l.Line == line.Number && Tolerances.TakesCommitted(l.Taken, from.Day, amendment.OfferCommittedUntil));

        Then()
            .Yield(ctx => new Violation(ViolationCode.CommitmentForbidsReduction, line.ProductCode, Data(amendment, lots, from, tolerance)));
    }

    private static Operand[] Data(Amendment amendment, LineLots lots, TakesEffect from, Tolerance tolerance) =>
    [
        Operand.Quantity("committed_units_taken", Tolerances.CommittedUnits(lots.Taken, from.Day, amendment.OfferCommittedUntil)),
        Operand.Amount("reduced", tolerance.Reduced),
        Operand.Amount("allowance", tolerance.ShownAllowance),
    ];
}
