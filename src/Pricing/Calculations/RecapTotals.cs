using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>The tables of the recap: net, VAT and gross of each kind of charge.</summary>
internal static class RecapTotals
{
    public static RecapTables Of(NetAmounts net, VatRate rate, string rule)
    {
        var none = Taxed(0m, rate);
        var setup = Taxed(net.Setup, rate);
        var firstPeriod = Taxed(net.FirstPeriod, rate);
        var fee = Taxed(net.EarlyReductionFee, rate);
        var before = Taxed(net.RecurringBefore, rate);
        var after = Taxed(net.RecurringAfter, rate);
        return new RecapTables(
            new TotalsTable(none, before, none, none),
            new TotalsTable(setup, Difference(after, before, rate), firstPeriod, fee),
            new TotalsTable(setup, after, firstPeriod, fee),
            [
                rate.Reason,
                OfKind("SETUP", setup, rate, rule),
                OfKind("RECURRING", after, rate, rule),
                OfKind("FIRST_PERIOD", firstPeriod, rate, rule),
                OfKind("EARLY_REDUCTION_FEE", fee, rate, rule),
                Reasons.Of(Figure.Total, ReasonCodes.ChangeIsWholeLessInitial, rule,
                    Operand.Amount("after", after.Net), Operand.Amount("before", before.Net), Operand.Amount("amount", after.Net - before.Net)),
            ]);
    }

    private static Total Taxed(decimal net, VatRate rate)
    {
        var vat = Rounding.ToCent(net * rate.Percent / 100m);
        return new Total(net, [new VatAmount(rate.Percent, rate.Category, rate.Mention, net, vat)], net + vat);
    }

    /// <summary>Not taxed on its own, so that the tables add up.</summary>
    private static Total Difference(Total after, Total before, VatRate rate) => new(
        after.Net - before.Net,
        [new VatAmount(rate.Percent, rate.Category, rate.Mention, after.Net - before.Net, after.VatTotal - before.VatTotal)],
        after.Gross - before.Gross);

    private static Reason OfKind(string kind, Total total, VatRate rate, string rule) =>
        Reasons.Of(Figure.Vat, ReasonCodes.VatOfKind, rule,
            Operand.Code("kind", kind),
            Operand.Amount("net", total.Net),
            Operand.Percent("rate", rate.Percent),
            Operand.Amount("vat", total.VatTotal),
            Operand.Amount("gross", total.Gross));
}
