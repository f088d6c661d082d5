using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Under RESTART an addition starts the term of the whole offer again on the effective date; it never ends earlier than before.")]
[Tag(ReasonCodes.CommitmentRestarted)]
[Tag("Contract: addition policy, with express consent (C. conso. L224-42-2 III)")]
internal sealed class RestartedCommitment : Rule
{
    public const string Title = "Restarted commitment";

    public override void Define()
    {
        Amendment amendment = null!;

        When()
            .Match(() => amendment, a => a.Policies.AdditionCommitment == AdditionCommitment.Restart && !Commitments.IsCoTerm(a))
            .Exists<LineTariff>(t => t.Adds);

        Then()
            .Yield(ctx => Commitments.Restarted(amendment, Title));
    }
}
