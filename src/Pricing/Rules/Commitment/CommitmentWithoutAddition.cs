using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Where nothing is added, or nothing of it has a tariff, the commitment stays.")]
[Tag(ReasonCodes.CommitmentUnchanged)]
[Tag("Contract")]
internal sealed class CommitmentWithoutAddition : Rule
{
    public const string Title = "Commitment without an addition";

    public override void Define()
    {
        Amendment amendment = null!;

        When()
            .Match(() => amendment)
            .Not<LineTariff>(t => t.Adds);

        Then()
            .Yield(ctx => Commitments.Kept(amendment, ReasonCodes.CommitmentUnchanged, Title));
    }
}
