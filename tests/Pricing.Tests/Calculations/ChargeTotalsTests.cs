using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Tests.Calculations;

public sealed class ChargeTotalsTests
{
    private static readonly Reason Why = new(Figure.Vat, "CODE", "Rule", []);
    private static readonly VatRate Customers = new(20m, "S", "");
    private static readonly VatRate Reduced = new(8.5m, "S", "");
    private static readonly VatRate Exempt = new(0m, "E", "art. 294");
    private static readonly VatRate Reverse = new(0m, "AE", "Autoliquidation");
    private static readonly VatRate OtherMention = new(0m, "E", "art. 259");

    [Fact]
    public void Each_rate_of_a_kind_is_taxed_on_its_own_sum()
    {
        var totals = Totals(Charge(0, ChargeKind.Setup, 10.12m), Charge(1, ChargeKind.Setup, 10.12m, Reduced), Charge(2, ChargeKind.Setup, 10.12m, Reduced), Charge(3, ChargeKind.Setup, 0.03m));
        var setup = totals.Whole.Setup;
        Assert.Equal([new VatAmount(20m, "S", "", 10.15m, 2.03m), new VatAmount(8.5m, "S", "", 20.24m, 1.72m)], setup.Vat);
        Assert.Equal((30.39m, 3.75m, 34.14m), (setup.Net, setup.VatTotal, setup.Gross));
        Assert.Equal([Customers, Reduced], totals.Rates);
        Assert.Equal(["SETUP 10.15 2.03", "SETUP 20.24 1.72", "RECURRING 0 0", "FIRST_PERIOD 0 0", "EARLY_REDUCTION_FEE 0 0"], totals.Reasons
            .Where(r => r.Code == ReasonCodes.VatOfKind).Select(r => $"{r.Operands[0].Text} {r.Operands[1].Number:0.##} {r.Operands[3].Number:0.##}"));
    }

    [Fact]
    public void A_kind_that_is_wholly_taxed_at_another_rate_shows_that_alone() =>
        Assert.Equal([new VatAmount(8.5m, "S", "", 2m, 0.17m)], Totals(Charge(0, ChargeKind.EarlyReductionFee, 2m, Reduced)).Whole.EarlyReductionFee.Vat);

    [Fact]
    public void The_change_is_the_whole_less_the_initial_rate_by_rate()
    {
        var totals = Totals(new LineMonthly(0, 0.12m, 0.24m, Why, null), new LineCharge(1, ChargeKind.Recurring, 0.06m, 0.18m, null) { Vat = Reduced });
        Assert.Equal([new VatAmount(20m, "S", "", 0.12m, 0.03m), new VatAmount(8.5m, "S", "", 0.12m, 0.01m)], totals.Change.Recurring.Vat);
        Assert.Equal((0.18m, 0.03m), (totals.Initial.Recurring.Net, totals.Initial.Recurring.VatTotal));
    }

    [Fact]
    public void Rates_follow_the_customers_by_rate_category_and_mention()
    {
        var totals = Totals(Charge(0, ChargeKind.Setup, 1m, Reduced), Charge(1, ChargeKind.Setup, 1m, Exempt), Charge(2, ChargeKind.FirstPeriod, 1m, OtherMention), Charge(3, ChargeKind.Setup, 1m, Reverse));
        Assert.Equal([Customers, Reverse, OtherMention, Exempt, Reduced], totals.Rates);
    }

    [Fact]
    public void Kinds_of_no_fixed_place_follow_by_their_code()
    {
        var totals = Totals(Charge(0, new ChargeKind("B"), 1m), Charge(1, new ChargeKind("A"), 1m));
        Assert.Equal([.. ChargeKind.Shown, new ChargeKind("A"), new ChargeKind("B")], totals.Whole.Kinds.Select(k => k.Kind));
        Assert.Equal(Total.None, totals.Whole.Of(new ChargeKind("C")));
    }

    [Fact]
    public void The_customers_rate_comes_before_any_other()
    {
        Assert.True(ChargeSums.Compare(null, Reduced) < 0 && ChargeSums.Compare(Reduced, null) > 0);
        Assert.Equal(0, ChargeSums.Compare((VatRate?)null, null));
    }

    [Fact]
    public void A_line_without_charges_costs_nothing()
    {
        var line = A.Request().Line(10m, 1, 10m, 2).Price().Lines[0] with { Charges = [] };
        Assert.Equal((0m, 0m, 0m, 0m), (line.MonthlyBefore, line.MonthlyAfter, line.Setup, line.EarlyReductionFee));
    }

    [Fact]
    public void Other_rates_follow_by_rate_before_category_before_mention()
    {
        VatRate[] ordered = [new(0m, "A", "z"), new(0m, "B", "x"), new(0m, "B", "y"), new(5m, "A", "x"), new(5m, "C", "w")];
        for (var i = 0; i < ordered.Length; i++)
            for (var j = 0; j < ordered.Length; j++)
                Assert.Equal(i.CompareTo(j), Math.Sign(ChargeSums.Compare(ordered[i], ordered[j])));
        var sums = ChargeSums.Of(ordered.Reverse().Select((rate, line) => Charge(line, ChargeKind.Setup, 1m, rate)));
        Assert.Equal([null, .. ordered], sums.Kinds.Where(k => k.Kind == ChargeKind.Setup).Select(k => k.Vat));
    }

    [Fact]
    public void Charges_of_an_outcome_are_summed_by_kind_and_rate_in_the_same_order()
    {
        var line = A.Request().Line(10m, 1, 10m, 2).Price().Lines[0] with
        {
            Charges = [new Charge(ChargeKind.Setup, 0m, 3m, 2), new Charge(ChargeKind.Setup, 0m, 2m, 1), new Charge(ChargeKind.Setup, 0m, 1m, 0), new Charge(new ChargeKind("A"), 4m, 5m, 1)],
        };
        Assert.Equal(
            [
                new(ChargeKind.Setup, null, 0m, 2m), new(ChargeKind.Setup, Exempt, 0m, 4m), new(ChargeKind.Setup, Reduced, 0m, 6m),
                new(ChargeKind.Recurring, null, 0m, 0m), new(ChargeKind.FirstPeriod, null, 0m, 0m), new(ChargeKind.EarlyReductionFee, null, 0m, 0m),
                new(new ChargeKind("A"), Exempt, 8m, 10m),
            ],
            ChargeSums.Of([line, line], [Customers, Exempt, Reduced]).Kinds);
    }

    private static LineCharge Charge(int line, ChargeKind kind, decimal net, VatRate? vat = null) => new(line, kind, 0m, net, Why) { Vat = vat };

    private static RecapTables Totals(params LineCharge[] charges) => RecapTotals.Of(ChargeSums.Of(charges), new CustomerVat(Customers, Why), "Rule");
}
