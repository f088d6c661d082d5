using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Remise FMS and remise abo. count as asked for, granted or not, where they reach a unit.")]
[Tag("MANUAL")]
[Tag("Request")]
internal sealed class ManualDiscountAsked : Rule
{
    public const string Title = "Manual discount";

    public override void Define()
    {
        ManualDiscountRequest request = null!;
        ChangedLine line = null!;

        When()
            .Match(() => request, r => r.ReachesUnits)
            .Match(() => line, l => l.Number == request.Line);

        Then()
            .Yield(ctx => new SourceDiscount(line.Number, DiscountSource.Manual, Of(request.Asked)));
    }

    private static Discount[] Of(ManualDiscount asked) =>
        [new Discount(asked.ProductCode, asked.SetupPercent, asked.RecurringPercent, asked.Scope, null)];
}
