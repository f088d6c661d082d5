using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>The first and the last effective date that an amendment may have.</summary>
internal readonly record struct EffectiveDateBounds(DateOnly Earliest, DateOnly Latest)
{
    /// <summary>
    /// Not before the delivery of the offer, the latest <c>since</c> of its lots that stay, the day from which units priced anew
    /// cost what their lots say, the period of the pricing date, or the pricing date less the back-dating policy; not after the
    /// horizon.
    /// </summary>
    public static EffectiveDateBounds Of(Amendment amendment)
    {
        var contract = amendment.Contract;
        var earliest = Later(
            amendment.PricingDate.AddDays(-contract.Policies.BackDatingDays),
            BillingCalendar.PeriodOf(contract.Billing, amendment.PricingDate).Start);
        if (contract.DeliveredOn is { } delivered)
            earliest = Later(earliest, delivered);
        foreach (var line in contract.Lines)
        {
            foreach (var lot in line.Lots)
                if (lot.LeavingOn is null)
                    earliest = Later(earliest, lot.Since);
            // What was added in advance may be taken back; the others have their new price from that day all the same, and their
            // former one is no longer known of each.
            if (line.Former is { } former && !LotAmounts.Tell(line.Lots, former, amendment.EffectiveDate))
                earliest = Later(earliest, former.Until);
        }
        return new EffectiveDateBounds(earliest, amendment.PricingDate.AddMonths(contract.Policies.HorizonMonths));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
