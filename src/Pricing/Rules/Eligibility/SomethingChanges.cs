using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("An amendment changes at least one quantity.")]
[Tag("NO_CHANGE")]
[Tag("Process")]
internal sealed class SomethingChanges : Rule
{
    public const string Title = "Something changes";

    public override void Define()
    {
        Amendment amendment = null!;

        When()
            .Match(() => amendment)
            .Not<ChangedLine>();

        Then()
            .Yield(ctx => new Violation(ViolationCode.NoChange, null, NoData));
    }

    private static readonly Operand[] NoData = [];
}
