namespace MyOpenIP.Pricing;

/// <summary>Until when a quote binds.</summary>
public static class QuoteValidity
{
    /// <summary>
    /// The first day on which a quote no longer binds: after its days of validity; and where a reduction waits for the end of a
    /// period, the day on which it takes effect: accepted later, it could not any more.
    /// </summary>
    /// <param name="policies">The policies of the contract.</param>
    /// <param name="priced">The price that is quoted.</param>
    /// <param name="validityDays">Days for which a quote binds, that of the pricing not counted; 0 or more.</param>
    public static DateOnly FirstDayOut(ContractPolicies policies, PricedAmendment priced, int validityDays)
    {
        var first = priced.PricingDate.AddDays(validityDays + 1);
        if (policies.ReductionCredit == ReductionCredit.EndOfPeriod)
            foreach (var line in priced.Lines)
                if (line.ChangeQuantity < 0 && line.TakesEffectOn < first)
                    first = line.TakesEffectOn;
        return first;
    }
}
