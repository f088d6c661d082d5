using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>The tables of the recap: net, VAT and gross of each kind of charge, VAT per rate.</summary>
internal static class RecapTotals
{
    public static RecapTables Of(NetAmounts net, CustomerVat customer, string rule)
    {
        var rates = RatesOf(net.Kinds, customer.Rate);
        var kinds = ChargeKind.Shown.Count;
        var (initial, change, whole) = (new List<KindTotal>(kinds), new List<KindTotal>(kinds), new List<KindTotal>(kinds));
        var reasons = new List<Reason>(kinds + 2) { customer.Reason };
        for (var (first, end) = (0, 0); first < net.Kinds.Count; first = end)
        {
            var kind = net.Kinds[first].Kind;
            for (end = first + 1; end < net.Kinds.Count && net.Kinds[end].Kind == kind;)
                end++;
            // A kind that is wholly taxed at other rates owes nothing at the customer's.
            if (end - first > 1 && net.Kinds[first] is { Vat: null, Before: 0m, Net: 0m })
                first++;
            var (before, after, difference) = (new VatAmount[end - first], new VatAmount[end - first], new VatAmount[end - first]);
            for (var i = 0; i < before.Length; i++)
            {
                var sum = net.Kinds[first + i];
                var rate = sum.Vat ?? customer.Rate;
                before[i] = Taxed(sum.Before, rate);
                after[i] = Taxed(sum.Net, rate);
                difference[i] = Less(after[i], before[i]);
                reasons.Add(Because(kind, after[i], rule));
            }
            initial.Add(new KindTotal(kind, Sum(before)));
            whole.Add(new KindTotal(kind, Sum(after)));
            change.Add(new KindTotal(kind, Sum(difference)));
        }
        var (monthlyBefore, monthlyAfter) = (new TotalsTable(initial).Recurring.Net, new TotalsTable(whole).Recurring.Net);
        reasons.Add(Reasons.Of(Figure.Total, ReasonCodes.ChangeIsWholeLessInitial, rule,
            Operand.Amount("after", monthlyAfter), Operand.Amount("before", monthlyBefore), Operand.Amount("amount", monthlyAfter - monthlyBefore)));
        return new RecapTables(rates, new TotalsTable(initial), new TotalsTable(change), new TotalsTable(whole), reasons);
    }

    private static List<VatRate> RatesOf(IReadOnlyList<NetOfKind> kinds, VatRate customer)
    {
        var rates = new List<VatRate>(1) { customer };
        for (var i = 0; i < kinds.Count; i++)
            if (kinds[i].Vat is { } vat && !rates.Contains(vat))
                rates.Add(vat);
        if (rates.Count > 2)
            rates.Sort(1, rates.Count - 1, Comparer<VatRate>.Create(ChargeSums.Compare));
        return rates;
    }

    private static VatAmount Taxed(decimal net, VatRate rate) =>
        new(rate.RatePercent, rate.Category, rate.Mention, net, Rounding.ToCent(net * rate.RatePercent / 100m));

    /// <summary>Not taxed on its own, so that the tables add up.</summary>
    private static VatAmount Less(VatAmount after, VatAmount before) =>
        after with { Base = after.Base - before.Base, Amount = after.Amount - before.Amount };

    private static Total Sum(VatAmount[] vat)
    {
        var (net, tax) = (0m, 0m);
        foreach (var amount in vat)
        {
            net += amount.Base;
            tax += amount.Amount;
        }
        return new Total(net, vat, net + tax);
    }

    private static Reason Because(ChargeKind kind, VatAmount vat, string rule) =>
        Reasons.Of(Figure.Vat, ReasonCodes.VatOfKind, rule,
            Operand.Code("kind", kind.Code),
            Operand.Amount("net", vat.Base),
            Operand.Percent("rate", vat.RatePercent),
            Operand.Amount("vat", vat.Amount),
            Operand.Amount("gross", vat.Base + vat.Amount));
}
