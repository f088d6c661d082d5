using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Each kind of charge is the sum of its rounded lines, per VAT rate; kinds never mix.")]
[Tag("NET_OF_KIND")]
[Tag("EN 16931")]
internal sealed class NetOfEachKind : Rule
{
    public const string Title = "Net amount of each kind of charge";

    public override void Define()
    {
        IEnumerable<LineCharge> charges = null!;

        When()
            .Query(() => charges, q => q.Match<LineCharge>().Collect());

        Then()
            .Yield(ctx => ChargeSums.Of(charges));
    }
}
