using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Units taken while committed owe a share of their remaining contract value, beyond the tolerance; rounded once per line.")]
[Tag(ReasonCodes.EarlyReductionFee)]
[Tag("Contract: reduction policy (C. civ. 1231-5)")]
internal sealed class EarlyReductionFee : Rule
{
    public const string Title = "Early-reduction fee";

    public override void Define()
    {
        Amendment amendment = null!;
        ReducedLine line = null!;
        LineLots lots = null!;
        TakesEffect from = null!;
        Tolerance tolerance = null!;

        When()
            .Match(() => amendment, a => a.Policies.CommittedReduction == CommittedReduction.Fee)
            .Match(() => tolerance)
            .Match(() => from, t => !t.Adds)
            .Match(() => line)
            .Match(() => lots, l => l.Line == line.Number && Tolerances.TakesCommitted(l.Taken, from.Day, amendment.OfferCommittedUntil));

        Then()
            .Yield(ctx => Of(amendment, lots, from.Day, tolerance));
    }

    private static LineCharge Of(Amendment amendment, LineLots lots, DateOnly day, Tolerance tolerance)
    {
        if (tolerance.Covers)
        {
            return new LineCharge(lots.Line, ChargeKind.EarlyReductionFee, 0m, 0m, Reasons.Of(Figure.EarlyReductionFee, ReasonCodes.EarlyReductionWithinTolerance, Title,
                Operand.Amount("reduced", tolerance.Reduced), Operand.Amount("allowance", tolerance.ShownAllowance)));
        }
        var policies = amendment.Policies;
        var value = RemainingValue.Of(lots.Taken, day, amendment.OfferCommittedUntil, policies.StartedMonthIsDue);
        var amount = Tolerances.Fee(value, policies.FeeRatePercent, tolerance);
        return new LineCharge(lots.Line, ChargeKind.EarlyReductionFee, 0m, amount, Reasons.Fee(amendment, lots.Taken, day, tolerance, amount, Title));
    }
}
