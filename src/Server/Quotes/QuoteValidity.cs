using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;

namespace MyOpenIP.Server.Quotes;

/// <summary>Until when a quote binds.</summary>
internal static class QuoteValidity
{
    /// <summary>
    /// The instant from which a quote no longer binds: after the days of the policy, at midnight in Paris; and where a
    /// reduction waits for the end of a period, when it takes effect: accepted later, it could not any more.
    /// </summary>
    /// <param name="priced">The price quoted.</param>
    /// <param name="validityDays">Days for which a quote binds.</param>
    public static DateTimeOffset EndOf(Priced priced, int validityDays)
    {
        var firstDayOut = priced.Outcome.PricingDate.AddDays(validityDays + 1);
        if (priced.Request.Contract.Policies.ReductionCredit is ReductionCredit.EndOfPeriod)
            foreach (var line in priced.Outcome.Lines)
                if (line.ChangeQuantity < 0 && line.TakesEffectOn < firstDayOut)
                    firstDayOut = line.TakesEffectOn;
        return ParisClock.StartOf(firstDayOut);
    }
}
