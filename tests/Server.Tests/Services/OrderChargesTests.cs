using MyOpenIP.Bench.Requests;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Orders;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>The charges of an order, from a price.</summary>
public sealed class OrderChargesTests
{
    [Fact]
    public void Every_charge_has_the_rate_at_which_it_is_taxed()
    {
        var priced = new AmendmentPricer().Price(TypicalRequest.Of(1, 2));
        var usual = Assert.Single(priced.VatRates);
        var other = new VatRate(5.5m, "S", "Of the site");
        var charges = OrderCharges.Of(priced with
        {
            VatRates = [usual, other],
            Lines = [.. priced.Lines.Select(l => l with { Charges = [.. l.Charges.Select(c => c.Kind == Pricing.ChargeKind.Setup ? c with { Vat = 1 } : c)] })],
        }).ToList();
        Assert.Equal([Orders.ChargeKind.Setup, Orders.ChargeKind.Recurring], charges.Select(c => c.Kind).Distinct().Order().Take(2));
        foreach (var charge in charges)
            Assert.Equal(charge.Kind == Orders.ChargeKind.Setup ? other : usual, new VatRate(charge.VatRatePercent, charge.VatCategory, charge.VatMention));
    }
}
