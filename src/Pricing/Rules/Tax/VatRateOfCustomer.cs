using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("The row of the table for territory and status of the customer that is valid on the effective date; none: 20 %, S.")]
[Tag(ReasonCodes.VatRateOfTable)]
[Tag("Law: VAT table, with the source of each row")]
internal sealed class VatRateOfCustomer : Rule
{
    public const string Title = "VAT rate of the customer";

    public override void Define()
    {
        Amendment amendment = null!;

        When()
            .Match(() => amendment);

        Then()
            .Yield(ctx => Of(amendment.Request.Customer, amendment.Request.Taxes, amendment.EffectiveDate));
    }

    private const decimal StandardRate = 20m;

    private static VatRate Of(CustomerSituation customer, TaxTable table, DateOnly day)
    {
        foreach (var row in table.Rows)
        {
            if (row.Territory == customer.Territory && row.Status == customer.TaxStatus && row.ValidFrom <= day && !(row.ValidUntil <= day))
                return Of(customer, row.RatePercent, row.Category, row.Mention, ReasonCodes.VatRateOfTable);
        }
        return Of(customer, StandardRate, "S", "", ReasonCodes.VatRateDefault);
    }

    private static VatRate Of(CustomerSituation customer, decimal rate, string category, string mention, string code) =>
        new(rate, category, mention, Reasons.Of(Figure.Vat, code, Title,
            Operand.Code("territory", customer.Territory),
            Operand.Code("status", customer.TaxStatus),
            Operand.Percent("rate", rate),
            Operand.Code("category", category)));
}
