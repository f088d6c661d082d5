using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("What the units of a changed line still bring from the effective date, before and after, as if the change took effect then.")]
[Tag(ReasonCodes.RemainingValueOfLots)]
[Tag("Contract")]
internal sealed class RemainingValueOfChangedLine : Rule
{
    public const string Title = "Remaining contract value of a changed line";

    public override void Define()
    {
        Amendment amendment = null!;
        OfferCommitment commitment = null!;
        Line line = null!;
        LineLots lots = null!;
        LineRemainingValue? value = null;

        When()
            .Match(() => amendment)
            .Match(() => commitment)
            .Match(() => line)
            .Match(() => lots, l => l.Line == line.Number)
            .Let(() => value, () => RemainingValues.Of(amendment, commitment, line, lots.After, Title))
            .Having(() => value != null);

        Then()
            .Yield(ctx => value!);
    }
}
