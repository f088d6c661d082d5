using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Suppliers call a contact on the site at commissioning.")]
[Tag("ON_SITE_CONTACT_REQUIRED")]
[Tag("Process")]
internal sealed class OnSiteContactIsGiven : Rule
{
    public const string Title = "On-site contact is given";

    public override void Define()
    {
        Amendment amendment = null!;

        When()
            .Match(() => amendment, a => a.Request.Site.OnSiteContacts == 0);

        Then()
            .Yield(ctx => new Violation(ViolationCode.OnSiteContactRequired, null, NoData));
    }

    private static readonly Operand[] NoData = [];
}
