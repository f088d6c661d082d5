using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Added units end with the offer: by policy, or where there is no term to take.")]
[Tag(ReasonCodes.CommitmentCoTerm)]
[Tag("Law: C. conso. L224-42-2 III")]
internal sealed class CoTermAddition : Rule
{
    public const string Title = "Co-term addition";

    public override void Define()
    {
        Amendment amendment = null!;

        When()
            .Match(() => amendment, a => Commitments.IsCoTerm(a))
            .Exists<LineTariff>(t => t.Adds);

        Then()
            .Yield(ctx => Commitments.Kept(amendment, ReasonCodes.CommitmentCoTerm, Title));
    }
}
