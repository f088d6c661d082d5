using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Facts;
using MyOpenIP.Pricing.Rules;

namespace MyOpenIP.Bench.Oracle;

/// <summary>The three tables of a price whose charges are all taxed at the customer's rate.</summary>
internal sealed record Totals(VatRate Rate, TotalsTable Initial, TotalsTable Change, TotalsTable Whole, IReadOnlyList<Reason> Reasons)
{
    private static readonly ChargeKind[] Kinds = [ChargeKind.Setup, ChargeKind.Recurring, ChargeKind.FirstPeriod, ChargeKind.EarlyReductionFee];

    public static Totals Of(RunningTotals sums, CustomerVat vat)
    {
        var rate = vat.Rate;
        var byKind = sums.ByKind;
        var (initial, change, whole) = (new KindTotal[Kinds.Length], new KindTotal[Kinds.Length], new KindTotal[Kinds.Length]);
        var reasons = new Reason[Kinds.Length + 2];
        reasons[0] = vat.Reason;
        for (var i = 0; i < Kinds.Length; i++)
        {
            var (before, net) = byKind[i];
            var (taxBefore, tax) = (Rounding.ToCent(before * rate.RatePercent / 100m), Rounding.ToCent(net * rate.RatePercent / 100m));
            initial[i] = new KindTotal(Kinds[i], Total(before, taxBefore));
            change[i] = new KindTotal(Kinds[i], Total(net - before, tax - taxBefore));
            whole[i] = new KindTotal(Kinds[i], Total(net, tax));
            reasons[i + 1] = new Reason(Figure.Vat, ReasonCodes.VatOfKind, VatOfEachKind.Title,
            [
                Operand.Code("kind", Kinds[i].Code),
                Operand.Amount("net", net),
                Operand.Percent("rate", rate.RatePercent),
                Operand.Amount("vat", tax),
                Operand.Amount("gross", net + tax),
            ]);
        }
        var (monthlyBefore, monthlyAfter) = byKind[1];
        reasons[^1] = new Reason(Figure.Total, ReasonCodes.ChangeIsWholeLessInitial, VatOfEachKind.Title,
            [Operand.Amount("after", monthlyAfter), Operand.Amount("before", monthlyBefore), Operand.Amount("amount", monthlyAfter - monthlyBefore)]);
        return new Totals(rate, new TotalsTable(initial), new TotalsTable(change), new TotalsTable(whole), reasons);

        Total Total(decimal net, decimal tax) => new(net, [new VatAmount(rate.RatePercent, rate.Category, rate.Mention, net, tax)], net + tax);
    }
}
