using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using MyOpenIP.Pricing.Rules;

namespace MyOpenIP.Pricing;

/// <summary>
/// What the delivery of an order computes again of its quote: under DELIVERY_DATE, for the lines that add, the day on which they
/// take effect, the first period, the start of their units and the ends of their promotions. Every other figure is the one that
/// was signed, whatever the rules have become since.
/// </summary>
public static class Delivery
{
    /// <summary>The days on which an order may be delivered: from its acceptance to today, or the day of the acceptance where the clock has been put back.</summary>
    /// <param name="acceptedOn">The day of the acceptance.</param>
    /// <param name="today">Today.</param>
    public static (DateOnly Earliest, DateOnly Latest) DaysOf(DateOnly acceptedOn, DateOnly today) =>
        (acceptedOn, today > acceptedOn ? today : acceptedOn);

    /// <summary>The outcome as it is delivered: the quoted one where no day was left open.</summary>
    /// <param name="request">The request that was quoted.</param>
    /// <param name="quoted">Its outcome as it was quoted.</param>
    /// <param name="day">The day of delivery; before the effective date the effective date counts.</param>
    public static PricedAmendment Compute(PricingRequest request, PricedAmendment quoted, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(quoted);
        if (!quoted.Lines.Any(IsOpen))
            return quoted;
        var amendment = new Amendment(request);
        var from = DaysOfEffect.OfAdditions(amendment, day, AdditionsTakeEffect.Title);
        var former = request.Contract.Lines.ToDictionary(l => l.ProductCode, l => l.Former, StringComparer.Ordinal);
        var after = quoted.ContractAfter.Lines.ToDictionary(l => l.ProductCode, StringComparer.Ordinal);
        var lines = new PricedLine[quoted.Lines.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            var line = quoted.Lines[i];
            lines[i] = IsOpen(line) ? DeliveredLine.Of(i, line, amendment, from) : line;
            if (IsOpen(line))
            {
                after[line.ProductCode] = new ContractLine(line.ProductCode, lines[i].LotsAfter)
                {
                    Former = LotChanges.FormerOf(line.LotsBefore, former.GetValueOrDefault(line.ProductCode), amendment, from.Day),
                };
            }
        }
        var net = ChargeSums.Of(lines, quoted.VatRates);
        // The first reason is that of the customer's rate: it stays as signed.
        var tables = RecapTotals.Of(net, new CustomerVat(quoted.VatRates[0], quoted.Reasons[0]), VatOfEachKind.Title);
        return quoted with
        {
            Lines = lines,
            InitialTotals = tables.Initial,
            ChangeTotals = tables.Change,
            WholeTotals = tables.Whole,
            Timeline = Timelines.Of(quoted.EffectiveDate, net.RecurringBefore, lines.Select((line, i) =>
                DeliveredLine.MovesOf(i, line, former.GetValueOrDefault(line.ProductCode), quoted.EffectiveDate))),
            MonthlyRecurringRevenueChange = tables.Change.Recurring.Net,
            Reasons = tables.Reasons,
            ContractAfter = quoted.ContractAfter with { Lines = [.. quoted.ContractAfter.Lines.Select(l => after[l.ProductCode])] },
        };
    }

    private static bool IsOpen(PricedLine line) => line.FirstPeriod is { IsEstimate: true };
}
