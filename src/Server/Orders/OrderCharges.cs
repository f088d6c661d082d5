using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Orders;

/// <summary>
/// The invoice lines to come of a price: the setup fees, the recurring charge of the whole offer, the first periods and the
/// early-reduction fees. Their sums by kind are the totals of the whole offer. A credit is a negative quantity at a positive
/// price (EN 16931).
/// </summary>
internal static class OrderCharges
{
    /// <summary>The charges of an order.</summary>
    public static IEnumerable<OrderCharge> Of(PricedAmendment priced, Order order) =>
        priced.Lines.SelectMany(line => Of(priced, line)).Select((charge, position) => Row(charge, position, order));

    private static IEnumerable<Entry> Of(PricedAmendment priced, PricedLine line)
    {
        var totals = priced.WholeTotals;
        var (quantity, from) = (line.ChangeQuantity, line.TakesEffectOn);
        if (line.Setup != 0m)
            yield return new(ChargeKind.Setup, line, quantity, line.Setup, totals.Setup.Vat[0], from);
        if (line.FinalQuantity > 0)
            yield return new(ChargeKind.Recurring, line, line.FinalQuantity, line.MonthlyAfter, totals.Recurring.Vat[0], from) { PeriodStart = from };
        if (line.FirstPeriod is { } first && (first.Amount != 0m || first.IsEstimate))
            yield return new(ChargeKind.FirstPeriod, line, Signed(quantity, first.Amount), first.Amount, totals.FirstPeriod.Vat[0], from)
            {
                PeriodStart = from,
                PeriodEnd = first.End,
                IsEstimate = first.IsEstimate,
            };
        if (line.EarlyReductionFee != 0m)
            yield return new(ChargeKind.EarlyReductionFee, line, Math.Abs(quantity), line.EarlyReductionFee, totals.EarlyReductionFee.Vat[0], from);
    }

    /// <summary>The sign of the money decides: a credit has a negative quantity.</summary>
    private static int Signed(int quantity, decimal net) => net == 0m ? quantity : Math.Max(1, Math.Abs(quantity)) * Math.Sign(net);

    private static OrderCharge Row(Entry entry, int position, Order order) => new()
    {
        Reseller = order.Reseller,
        OrderNumber = order.Number,
        Position = position,
        Kind = entry.Kind,
        ProductCode = entry.Line.ProductCode,
        ProductName = entry.Line.ProductName,
        Quantity = entry.Quantity,
        UnitPrice = UnitPrice(entry),
        PeriodStart = entry.PeriodStart,
        PeriodEnd = entry.PeriodEnd,
        Net = entry.Net,
        VatRatePercent = entry.Vat.RatePercent,
        VatCategory = entry.Vat.Category,
        VatMention = entry.Vat.Mention,
        DueFrom = entry.DueFrom,
        IsEstimate = entry.IsEstimate,
    };

    /// <summary>The one price of all units; none where they do not share one of four decimals.</summary>
    private static decimal? UnitPrice(Entry entry)
    {
        if (entry.Quantity == 0)
            return null;
        var price = entry.Net / entry.Quantity;
        return Rounding.ToFourDecimals(price) == price ? price : null;
    }

    private sealed record Entry(ChargeKind Kind, PricedLine Line, int Quantity, decimal Net, VatAmount Vat, DateOnly DueFrom)
    {
        public DateOnly? PeriodStart { get; init; }

        public DateOnly? PeriodEnd { get; init; }

        public bool IsEstimate { get; init; }
    }
}
