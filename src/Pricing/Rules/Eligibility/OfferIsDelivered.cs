using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Only a delivered offer can be amended.")]
[Tag("OFFER_NOT_DELIVERED")]
[Tag("Contract")]
internal sealed class OfferIsDelivered : Rule
{
    public const string Title = "Offer is delivered";

    public override void Define()
    {
        Amendment amendment = null!;

        When()
            .Match(() => amendment, a => a.Contract.State != ContractState.Delivered);

        Then()
            .Yield(ctx => new Violation(ViolationCode.OfferNotDelivered, null, Data(amendment)));
    }

    private static Operand[] Data(Amendment amendment) => [Operand.Code("state", amendment.Contract.State.ToString())];
}
