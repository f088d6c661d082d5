using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Under OWN_TERM added units are committed for a term of their own from the effective date, or to the end of the offer where that is later.")]
[Tag(ReasonCodes.CommitmentOwnTerm)]
[Tag("Contract: addition policy, with express consent (C. conso. L224-42-2 III)")]
internal sealed class OwnTermOfAddedUnits : Rule
{
    public const string Title = "Own term of added units";

    public override void Define()
    {
        Amendment amendment = null!;

        When()
            .Match(() => amendment, a => a.Policies.AdditionCommitment == AdditionCommitment.OwnTerm && !Commitments.IsCoTerm(a))
            .Exists<LineTariff>(t => t.Adds);

        Then()
            .Yield(ctx => Commitments.OwnTerm(amendment, Title));
    }
}
