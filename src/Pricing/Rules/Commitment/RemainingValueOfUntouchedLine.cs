using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("What the units of a line still bring from the effective date, before and after a change of the commitment.")]
[Tag(ReasonCodes.RemainingValueOfLots)]
[Tag("Contract")]
internal sealed class RemainingValueOfUntouchedLine : Rule
{
    public const string Title = "Remaining contract value of an untouched line";

    public override void Define()
    {
        Amendment amendment = null!;
        OfferCommitment commitment = null!;
        Line line = null!;
        LineRemainingValue? value = null;

        When()
            .Match(() => amendment)
            .Match(() => commitment)
            .Match(() => line)
            .Not<LineLots>(l => l.Line == line.Number)
            .Let(() => value, () => RemainingValues.Of(amendment, commitment, line, line.Lots, Title))
            .Having(() => value != null);

        Then()
            .Yield(ctx => value!);
    }
}
