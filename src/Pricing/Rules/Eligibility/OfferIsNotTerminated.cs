using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("An amendment leaves at least one unit: ending the offer is another process.")]
[Tag("WOULD_TERMINATE_OFFER")]
[Tag("Process")]
internal sealed class OfferIsNotTerminated : Rule
{
    public const string Title = "Offer is not terminated";

    public override void Define()
    {
        Amendment amendment = null!;

        When()
            .Match(() => amendment)
            .Not<Line>(l => l.Final > 0);

        Then()
            .Yield(ctx => new Violation(ViolationCode.WouldTerminateOffer, null, NoData));
    }

    private static readonly Operand[] NoData = [];
}
