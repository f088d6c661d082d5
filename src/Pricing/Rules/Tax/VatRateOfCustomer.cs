using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("The row of the table for territory and status of the customer that is valid on the effective date; on a day that none covers, the last one before it.")]
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

    private static CustomerVat Of(CustomerSituation customer, TaxTable table, DateOnly day)
    {
        var row = TaxRows.On(table, customer, day)!;
        return new CustomerVat(
            new VatRate(row.RatePercent, row.Category, row.Mention),
            Reasons.Of(Figure.Vat, ReasonCodes.VatRateOfTable, Title,
                Operand.Code("territory", customer.Territory),
                Operand.Code("status", customer.TaxStatus),
                Operand.Percent("rate", row.RatePercent),
                Operand.Code("category", row.Category)));
    }
}
