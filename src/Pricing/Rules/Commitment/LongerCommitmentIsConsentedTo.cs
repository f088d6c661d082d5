using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Where units are then committed longer than the offer was, the customer consents expressly.")]
[Tag("CONSENT_REQUIRED")]
[Tag("Law: C. conso. L224-42-2 III")]
internal sealed class LongerCommitmentIsConsentedTo : Rule
{
    public const string Title = "Longer commitment is consented to";

    public override void Define()
    {
        Amendment amendment = null!;
        OfferCommitment commitment = null!;

        When()
            .Match(() => amendment, a => !a.Request.Acceptance.ExtensionConsented)
            .Match(() => commitment, c => c.ExtendedUntil != null);

        Then()
            .Yield(ctx => new Violation(ViolationCode.ConsentRequired, null, Commitments.Extension(amendment, commitment)));
    }
}
