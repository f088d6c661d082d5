using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Where nothing is added the commitment stays.")]
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
            .Not<AddedLine>();

        Then()
            .Yield(ctx => CommitmentTerms.Kept(amendment, ReasonCodes.CommitmentUnchanged, Title));
    }
}
