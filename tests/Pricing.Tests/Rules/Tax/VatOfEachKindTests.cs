namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class VatOfEachKindTests
{
    [Fact]
    public void Each_kind_of_charge_is_taxed_on_its_own_rounded_net()
    {
        var priced = A.Request().On("2026-04-10").Line(0.12m, 1, 0.12m, 2, setup: 0.13m).Price();
        Assert.Equal((0.13m, 0.03m, 0.16m), Of(priced.WholeTotals.Setup));
        Assert.Equal((0.24m, 0.05m, 0.29m), Of(priced.WholeTotals.Recurring));
        Assert.Equal((0.08m, 0.02m, 0.10m), Of(priced.WholeTotals.FirstPeriod));
    }

    [Fact]
    public void The_change_of_the_recurring_is_the_whole_less_the_initial()
    {
        var priced = A.Request().Line(0.12m, 1, 0.12m, 2).Price();
        Assert.Equal((0.12m, 0.02m, 0.14m), Of(priced.InitialTotals.Recurring));
        Assert.Equal((0.12m, 0.03m, 0.15m), Of(priced.ChangeTotals.Recurring));
        Assert.Equal((0.12m, 0.03m), (priced.ChangeTotals.Recurring.Vat[0].Base, priced.ChangeTotals.Recurring.Vat[0].Amount));
    }

    [Fact]
    public void What_belongs_to_the_change_is_nothing_initially_and_the_same_in_the_whole()
    {
        var priced = A.Request().On("2026-04-10").Committed(12, "2026-04-01", "2027-03-31")
            .Policies(p => p with { ReductionCredit = ReductionCredit.ProratedCredit })
            .Line(10m, 1, 10m, 2, setup: 7m).Product(A.Product("Q", 10m)).Holding("Q", A.Lot(2, 10m)).Wanting("Q", 1).Price();
        var (initial, change, whole) = (priced.InitialTotals, priced.ChangeTotals, priced.WholeTotals);
        Assert.All([initial.Setup, initial.FirstPeriod, initial.EarlyReductionFee], t => Assert.Equal((0m, 0m, 0m), Of(t)));
        Assert.Equal((7m, 1.40m, 8.40m), Of(change.Setup));
        Assert.Equal((120m, 24m, 144m), Of(change.EarlyReductionFee));
        Assert.Equal((0m, 0m, 0m), Of(change.FirstPeriod));
        Assert.Equal(Of(change.Setup), Of(whole.Setup));
        Assert.Equal(Of(change.FirstPeriod), Of(whole.FirstPeriod));
        Assert.Equal(Of(change.EarlyReductionFee), Of(whole.EarlyReductionFee));
    }

    [Fact]
    public void The_reasons_tell_the_kinds() =>
        Assert.Equal(["SETUP", "RECURRING", "FIRST_PERIOD", "EARLY_REDUCTION_FEE"],
            A.Request().Line(10m, 1, 10m, 2).Price().Reasons.Where(r => r.Code == ReasonCodes.VatOfKind).Select(r => r.Operands[0].Text));

    private static (decimal Net, decimal Vat, decimal Gross) Of(Total total) => (total.Net, total.VatTotal, total.Gross);
}
