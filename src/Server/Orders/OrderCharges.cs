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
    public static IEnumerable<OrderCharge> Of(PricedAmendment priced) => priced.Lines.SelectMany(line => Of(priced, line)).Select(Charge);

    private static IEnumerable<Entry> Of(PricedAmendment priced, PricedLine line)
    {
        foreach (var charge in line.Charges)
            if (Of(line, KindOf(charge.Kind), charge.Net, priced.VatRates[charge.Vat]) is { } entry)
                yield return entry;
    }

    private static Entry? Of(PricedLine line, ChargeKind kind, decimal net, VatRate vat)
    {
        var (quantity, from) = (line.ChangeQuantity, line.TakesEffectOn);
        return kind switch
        {
            ChargeKind.Recurring => line.FinalQuantity > 0 ? new(kind, line, line.FinalQuantity, net, vat, from) { PeriodStart = from } : null,
            ChargeKind.FirstPeriod when line.FirstPeriod is { } first => net != 0m || first.IsEstimate
                ? new(kind, line, Signed(quantity, net), net, vat, from) { PeriodStart = from, PeriodEnd = first.End, IsEstimate = first.IsEstimate }
                : null,
            ChargeKind.Setup => net != 0m ? new(kind, line, quantity, net, vat, from) : null,
            _ => net != 0m ? new(kind, line, Signed(Math.Abs(quantity), net), net, vat, from) : null,
        };
    }

    /// <summary>The kind as orders have it: one of the core's that they do not know is refused, not lost.</summary>
    private static ChargeKind KindOf(Pricing.ChargeKind kind) =>
        Kinds.TryGetValue(kind, out var known) ? known : throw new ArgumentOutOfRangeException(nameof(kind), kind.Code, "A charge of no known kind.");

    private static readonly Dictionary<Pricing.ChargeKind, ChargeKind> Kinds = new()
    {
        [Pricing.ChargeKind.Setup] = ChargeKind.Setup,
        [Pricing.ChargeKind.Recurring] = ChargeKind.Recurring,
        [Pricing.ChargeKind.FirstPeriod] = ChargeKind.FirstPeriod,
        [Pricing.ChargeKind.EarlyReductionFee] = ChargeKind.EarlyReductionFee,
    };

    /// <summary>The sign of the money decides: a credit has a negative quantity.</summary>
    private static int Signed(int quantity, decimal net) => net == 0m ? quantity : Math.Max(1, Math.Abs(quantity)) * Math.Sign(net);

    private static OrderCharge Charge(Entry entry) => new()
    {
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

    private sealed record Entry(ChargeKind Kind, PricedLine Line, int Quantity, decimal Net, VatRate Vat, DateOnly DueFrom)
    {
        public DateOnly? PeriodStart { get; init; }

        public DateOnly? PeriodEnd { get; init; }

        public bool IsEstimate { get; init; }
    }
}
