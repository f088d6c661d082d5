using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("VAT per kind of charge and rate: net x rate, rounded. The change of the recurring charge is the whole after less the whole before, component by component.")]
[Tag(ReasonCodes.VatOfKind)]
[Tag("EN 16931; the early-reduction fee is taxed as the service is (CJEU C-295/17, C-43/19)")]
internal sealed class VatOfEachKind : Rule
{
    public const string Title = "VAT of each kind of charge";

    public override void Define()
    {
        NetAmounts net = null!;
        CustomerVat rate = null!;

        When()
            .Match(() => net)
            .Match(() => rate);

        Then()
            .Yield(ctx => RecapTotals.Of(net, rate, Title));
    }
}
