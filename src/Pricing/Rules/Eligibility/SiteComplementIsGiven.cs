using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Internet access and analogue telephony need the complement of the installation address.")]
[Tag("SITE_COMPLEMENT_REQUIRED")]
[Tag("Process")]
internal sealed class SiteComplementIsGiven : Rule
{
    public const string Title = "Site complement is given";

    public override void Define()
    {
        Amendment amendment = null!;

        When()
            .Match(() => amendment, a => a.Request.Catalogue.RequiresSiteComplement && !a.Request.Site.HasComplement);

        Then()
            .Yield(ctx => new Violation(ViolationCode.SiteComplementRequired, null, NoData));
    }

    private static readonly Operand[] NoData = [];
}
