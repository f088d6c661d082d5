namespace MyOpenIP.Pricing;

/// <summary>
/// The codes of the reasons. Each says which operands come with it, by name and in order; "for each" operands repeat
/// together; those in brackets are left out where they are none or 0.
/// </summary>
public static class ReasonCodes
{
    /// <summary>Added units take today's list price. For each price: <c>quantity</c>, <c>unit_price</c>.</summary>
    public const string ListPriceAddedUnits = "LIST_PRICE_ADDED_UNITS";

    /// <summary>All units take today's list price. For each price: <c>quantity</c>, <c>unit_price</c>.</summary>
    public const string ListPriceAllUnits = "LIST_PRICE_ALL_UNITS";

    /// <summary>The units that a reduction takes, in order. For each lot: <c>quantity</c>, <c>unit_price</c>, <c>since</c>.</summary>
    public const string ReductionOrder = "REDUCTION_ORDER";

    /// <summary>Setup fee: <c>quantity</c>, <c>unit_price</c>, [<c>discount</c>], <c>amount</c>.</summary>
    public const string SetupAddedUnits = "SETUP_ADDED_UNITS";

    /// <summary>The highest discount on the setup fee: [<c>agreed</c>], [<c>promotion</c>], [<c>volume</c>], [<c>manual</c>] (percent each), <c>combined</c>.</summary>
    public const string SetupDiscountBestOf = "SETUP_DISCOUNT_BEST_OF";

    /// <summary>The discounts on the setup fee, each on what the others left: as <see cref="SetupDiscountBestOf"/>.</summary>
    public const string SetupDiscountStacked = "SETUP_DISCOUNT_STACKED";

    /// <summary>
    /// The highest discount on the recurring charge, with the percentages of the sources on the first day: [<c>agreed</c>],
    /// [<c>promotion</c>], [<c>volume</c>], [<c>manual</c>]; then for each step <c>combined</c> and its end [<c>until</c>], first day no longer in.
    /// </summary>
    public const string RecurringDiscountBestOf = "RECURRING_DISCOUNT_BEST_OF";

    /// <summary>The discounts on the recurring charge, each on what the others left: as <see cref="RecurringDiscountBestOf"/>.</summary>
    public const string RecurringDiscountStacked = "RECURRING_DISCOUNT_STACKED";

    /// <summary>Monthly amount. For each lot: <c>quantity</c>, <c>unit_price</c>, [<c>discount</c>]; then <c>amount</c>.</summary>
    public const string MonthlyOfLots = "MONTHLY_OF_LOTS";

    /// <summary>The line takes effect on the effective date: <c>effective_date</c>.</summary>
    public const string TakesEffectOnEffectiveDate = "TAKES_EFFECT_ON_EFFECTIVE_DATE";

    /// <summary>Added units take effect with their delivery: <c>effective_date</c>, <c>delivered_on</c>.</summary>
    public const string TakesEffectOnDelivery = "TAKES_EFFECT_ON_DELIVERY";

    /// <summary>A reduction takes effect at the end of a period: <c>effective_date</c>, <c>pricing_date</c>, <c>boundary</c>.</summary>
    public const string TakesEffectAtBoundary = "TAKES_EFFECT_AT_BOUNDARY";

    /// <summary>
    /// First period: <c>months</c> of the period; for each move of the change <c>from</c>, <c>monthly_change</c>, <c>share</c> of the
    /// period that is counted from then on; then <c>amount</c>.
    /// </summary>
    public const string FirstPeriodProrated = "FIRST_PERIOD_PRORATED";

    /// <summary>The ordinary invoice of that day carries the change, nothing is due beside it: <c>boundary</c>.</summary>
    public const string FirstPeriodOnInvoice = "FIRST_PERIOD_ON_INVOICE";

    /// <summary>The policy gives nothing back: <c>monthly_change</c>.</summary>
    public const string FirstPeriodNotCredited = "FIRST_PERIOD_NOT_CREDITED";

    /// <summary>
    /// Early-reduction fee: <c>rate</c>; for each lot taken while committed <c>quantity</c>, <c>unit_price</c>, [<c>discount</c>] on the first day,
    /// <c>months</c> whole left, [<c>last_month</c>] share; then, where a tolerance goes free, <c>reduced</c> R and <c>allowance</c> A; then <c>amount</c>.
    /// </summary>
    public const string EarlyReductionFee = "EARLY_REDUCTION_FEE";

    /// <summary>No fee within the tolerance, at list price per month: <c>reduced</c>, <c>allowance</c>.</summary>
    public const string EarlyReductionWithinTolerance = "EARLY_REDUCTION_WITHIN_TOLERANCE";

    /// <summary>Remaining contract value: <c>from</c>, then <c>amount</c>.</summary>
    public const string RemainingValueOfLots = "REMAINING_VALUE_OF_LOTS";

    /// <summary>Nothing is added, the commitment stays: no operand, or <c>last_day</c>.</summary>
    public const string CommitmentUnchanged = "COMMITMENT_UNCHANGED";

    /// <summary>The added units end with the offer: no operand, or <c>last_day</c>.</summary>
    public const string CommitmentCoTerm = "COMMITMENT_CO_TERM";

    /// <summary>The offer starts its term again: <c>months</c>, <c>start</c>, <c>last_day</c>.</summary>
    public const string CommitmentRestarted = "COMMITMENT_RESTARTED";

    /// <summary>The added units have a term of their own: <c>months</c>, <c>start</c>, <c>last_day</c>.</summary>
    public const string CommitmentOwnTerm = "COMMITMENT_OWN_TERM";

    /// <summary>VAT rate of the table: <c>territory</c>, <c>status</c>, <c>rate</c>, <c>category</c>.</summary>
    public const string VatRateOfTable = "VAT_RATE_OF_TABLE";

    /// <summary>VAT of a kind of charge of the whole offer at one rate: <c>kind</c> (SETUP, RECURRING, FIRST_PERIOD, EARLY_REDUCTION_FEE or another), <c>net</c>, <c>rate</c>, <c>vat</c>, <c>gross</c>.</summary>
    public const string VatOfKind = "VAT_OF_KIND";

    /// <summary>The change of the recurring charge is the whole after less the whole before: <c>after</c>, <c>before</c>, <c>amount</c> (net).</summary>
    public const string ChangeIsWholeLessInitial = "CHANGE_IS_WHOLE_LESS_INITIAL";
}
