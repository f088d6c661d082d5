using MyOpenIP.Server.Amendments;

namespace MyOpenIP.Server.Quotes;

/// <summary>Until when a quote binds.</summary>
internal static class QuoteValidity
{
    /// <summary>The instant from which a quote no longer binds: the start of that day in Paris.</summary>
    /// <param name="priced">The price quoted.</param>
    /// <param name="validityDays">Days for which a quote binds.</param>
    public static DateTimeOffset EndOf(Priced priced, int validityDays) =>
        ParisClock.StartOf(Pricing.QuoteValidity.FirstDayOut(priced.Request.Contract.Policies, priced.Outcome, validityDays));
}
