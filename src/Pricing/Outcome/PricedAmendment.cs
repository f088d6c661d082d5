namespace MyOpenIP.Pricing;

/// <summary>
/// A priced amendment: everything that anyone shows of it, and for every figure the reasons for it.
/// All amounts are net (HT) in <see cref="Currency"/>, two decimals, unless a member says otherwise.
/// </summary>
public sealed record PricedAmendment
{
    /// <summary>ISO 4217 code of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>The day it was priced.</summary>
    public required DateOnly PricingDate { get; init; }

    /// <summary>The effective date: the one asked for, else the pricing date.</summary>
    public required DateOnly EffectiveDate { get; init; }

    /// <summary>One line per product of the offer, in the catalogue's order, then products the catalogue no longer has, by code.</summary>
    public required IReadOnlyList<PricedLine> Lines { get; init; }

    /// <summary>The VAT rates of its charges: the customer's first, then others by rate, category and mention.</summary>
    public required IReadOnlyList<VatRate> VatRates { get; init; }

    /// <summary>The offer before the amendment; what only the amendment brings (setup, first period, fee) is 0.00.</summary>
    public required TotalsTable InitialTotals { get; init; }

    /// <summary>What the amendment changes: the whole less the initial, component by component.</summary>
    public required TotalsTable ChangeTotals { get; init; }

    /// <summary>The whole offer, changes included.</summary>
    public required TotalsTable WholeTotals { get; init; }

    /// <summary>What stands against the amendment, in order of precedence, then by product code (ordinal).</summary>
    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>Manual discounts above the asker's ceiling, still to be granted or granted already.</summary>
    public required IReadOnlyList<DiscountApproval> Approvals { get; init; }

    /// <summary>What the customer has to accept with the quote.</summary>
    public required IReadOnlyList<AcceptanceCondition> AcceptanceConditions { get; init; }

    /// <summary>The commitment and the remaining contract value, before and after.</summary>
    public required CommitmentEffect Commitment { get; init; }

    /// <summary>Net monthly amount of the whole offer from each date on which it moves, by ascending date.</summary>
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    /// <summary>Monthly after less monthly before, of the whole offer.</summary>
    public required decimal MonthlyRecurringRevenueChange { get; init; }

    /// <summary>Why the totals are what they are.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>The contract as it will be once the amendment is delivered.</summary>
    public required Contract ContractAfter { get; init; }

    /// <summary>Version of the catalogue that priced it.</summary>
    public required string CatalogueVersion { get; init; }

    /// <summary>Version of the tax table that priced it.</summary>
    public required string TaxTableVersion { get; init; }

    /// <summary>Version of the rule set that priced it.</summary>
    public required string RuleSetVersion { get; init; }

    /// <summary>Whether no violation blocks the quote.</summary>
    public bool CanBeQuoted => Violations.All(v => v.Blocks != Blocks.Quote);
}

/// <summary>One line of a priced amendment.</summary>
public sealed record PricedLine
{
    /// <summary>The product's code.</summary>
    public required string ProductCode { get; init; }

    /// <summary>The product's name; its code when the catalogue does not have it.</summary>
    public required string ProductName { get; init; }

    /// <summary>Units before.</summary>
    public required int InitialQuantity { get; init; }

    /// <summary>Units added (positive) or taken (negative).</summary>
    public required int ChangeQuantity { get; init; }

    /// <summary>Units after.</summary>
    public required int FinalQuantity { get; init; }

    /// <summary>Today's setup price per unit; none: no tariff is valid.</summary>
    public required decimal? SetupUnitPrice { get; init; }

    /// <summary>Today's list price per unit and month, of the first unit that the amendment would add; none: no tariff is valid.</summary>
    public required decimal? RecurringUnitPrice { get; init; }

    /// <summary>Combined setup discount on the added units, in percent.</summary>
    public required decimal SetupDiscountPercent { get; init; }

    /// <summary>Combined recurring discount on the units priced by this amendment, in percent, on the day the line takes effect.</summary>
    public required decimal RecurringDiscountPercent { get; init; }

    /// <summary>Lasting net price per unit and month of the units priced by this amendment (four decimals at most shown, after the last discount step); none: it prices none.</summary>
    public required decimal? NetUnitPrice { get; init; }

    /// <summary>The discounts that reach its kept units, combined, from the day the line takes effect on; empty: none does.</summary>
    public required IReadOnlyList<DiscountStep> KeptDiscounts { get; init; }

    /// <summary>All that it is charged, in the order of <see cref="ChargeKind.Shown"/>, then by code.</summary>
    public required IReadOnlyList<Charge> Charges { get; init; }

    /// <summary>Setup fee, discount deducted.</summary>
    public decimal Setup => NetOf(ChargeKind.Setup);

    /// <summary>Net monthly amount before.</summary>
    public decimal MonthlyBefore => Of(ChargeKind.Recurring)?.Before ?? 0m;

    /// <summary>Net monthly amount after, on the day the line takes effect.</summary>
    public decimal MonthlyAfter => NetOf(ChargeKind.Recurring);

    /// <summary>Monthly after less monthly before.</summary>
    public decimal MonthlyChange => MonthlyAfter - MonthlyBefore;

    /// <summary>The day on which the line takes effect.</summary>
    public required DateOnly TakesEffectOn { get; init; }

    /// <summary>What is due (or credited, negative) beside the ordinary invoices; null on a line that does not change or cannot be priced.</summary>
    public required FirstPeriod? FirstPeriod { get; init; }

    /// <summary>Early-reduction fee.</summary>
    public decimal EarlyReductionFee => NetOf(ChargeKind.EarlyReductionFee);

    /// <summary>Remaining contract value before, from the effective date.</summary>
    public required decimal RemainingValueBefore { get; init; }

    /// <summary>Remaining contract value after, from the effective date, as if every change took effect then.</summary>
    public required decimal RemainingValueAfter { get; init; }

    /// <summary>The lots before.</summary>
    public required IReadOnlyList<Lot> LotsBefore { get; init; }

    /// <summary>The lots after delivery: kept, new, and those that leave until their day.</summary>
    public required IReadOnlyList<Lot> LotsAfter { get; init; }

    /// <summary>Why each figure is what it is.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>Its charge of a kind; null: none.</summary>
    public Charge? Of(ChargeKind kind)
    {
        for (var i = 0; i < Charges.Count; i++)
            if (Charges[i].Kind == kind)
                return Charges[i];
        return null;
    }

    private decimal NetOf(ChargeKind kind) => Of(kind)?.Net ?? 0m;
}

/// <summary>The amount of the billing period that an amendment cuts.</summary>
/// <param name="Start">First day of the period.</param>
/// <param name="End">First day of the next period.</param>
/// <param name="RemainingShare">Share of the period that remains from the day the line takes effect.</param>
/// <param name="Amount">What is due, or credited when negative.</param>
/// <param name="IsEstimate">Whether delivery computes it again (policy DELIVERY_DATE).</param>
public sealed record FirstPeriod(DateOnly Start, DateOnly End, Fraction RemainingShare, decimal Amount, bool IsEstimate);

/// <summary>The totals of a table of the recap, by kind of charge.</summary>
/// <param name="Kinds">Those of <see cref="ChargeKind.Shown"/>, in that order, then any other that a line is charged, by its code.</param>
public sealed record TotalsTable(IReadOnlyList<KindTotal> Kinds)
{
    /// <summary>Setup fees, one-off.</summary>
    public Total Setup => Of(ChargeKind.Setup);

    /// <summary>Recurring charge, per month.</summary>
    public Total Recurring => Of(ChargeKind.Recurring);

    /// <summary>First period, one-off, credit when negative.</summary>
    public Total FirstPeriod => Of(ChargeKind.FirstPeriod);

    /// <summary>Early-reduction fee, one-off.</summary>
    public Total EarlyReductionFee => Of(ChargeKind.EarlyReductionFee);

    /// <summary>The total of a kind; 0.00 without VAT where nothing is charged.</summary>
    public Total Of(ChargeKind kind)
    {
        foreach (var total in Kinds)
            if (total.Kind == kind)
                return total.Total;
        return Total.None;
    }
}

/// <summary>The total of one kind of charge.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Total">Its total.</param>
public sealed record KindTotal(ChargeKind Kind, Total Total);

/// <summary>A total of one kind of charge: gross = net + VAT.</summary>
/// <param name="Net">Sum of the rounded lines, HT.</param>
/// <param name="Vat">VAT (TVA), one entry per rate and category, in the order of <see cref="PricedAmendment.VatRates"/>.</param>
/// <param name="Gross">Net and VAT together (TTC).</param>
public sealed record Total(decimal Net, IReadOnlyList<VatAmount> Vat, decimal Gross)
{
    /// <summary>Nothing is charged.</summary>
    public static Total None { get; } = new(0m, [], 0m);

    /// <summary>The VAT of all rates.</summary>
    public decimal VatTotal => Gross - Net;
}

/// <summary>VAT at one rate.</summary>
/// <param name="RatePercent">Rate in percent.</param>
/// <param name="Category">EN 16931 category code.</param>
/// <param name="Mention">Words that the law wants on the document; empty: none.</param>
/// <param name="Base">Net amount taxed.</param>
/// <param name="Amount">The tax.</param>
public sealed record VatAmount(decimal RatePercent, string Category, string Mention, decimal Base, decimal Amount);

/// <summary>From a date on, the net monthly amount of the whole offer.</summary>
/// <param name="From">First day.</param>
/// <param name="Monthly">Net amount per month.</param>
public sealed record TimelineEntry(DateOnly From, decimal Monthly);

/// <summary>What the amendment does to the commitment.</summary>
/// <param name="Before">The offer's commitment before; none: null.</param>
/// <param name="After">The offer's commitment after; none: null.</param>
/// <param name="Extension">The units that this amendment commits longer than the offer was before: an express consent is needed; none: null.</param>
/// <param name="LastDayBefore">Last committed day of any unit before; none: null.</param>
/// <param name="LastDayAfter">Last committed day of any unit after; none: null.</param>
/// <param name="RemainingValueBefore">Remaining contract value before: the sum of the lines.</param>
/// <param name="RemainingValueAfter">Remaining contract value after: the sum of the lines.</param>
/// <param name="ToleranceUsedAfter">The tolerance used once the amendment is delivered (see <see cref="Contract.ToleranceUsed"/>).</param>
/// <param name="Reasons">Why each figure is what it is.</param>
public sealed record CommitmentEffect(
    Commitment? Before,
    Commitment? After,
    CommitmentExtension? Extension,
    DateOnly? LastDayBefore,
    DateOnly? LastDayAfter,
    decimal RemainingValueBefore,
    decimal RemainingValueAfter,
    decimal ToleranceUsedAfter,
    IReadOnlyList<Reason> Reasons)
{
    /// <summary>Whether an express consent is needed.</summary>
    public bool IsExtended => Extension is not null;
}

/// <summary>A commitment that is longer than the offer's was: what an express consent names.</summary>
/// <param name="LastDay">The last committed day that this amendment gives these units, whatever others have.</param>
/// <param name="Units">The units, in the order of the lines.</param>
public sealed record CommitmentExtension(DateOnly LastDay, IReadOnlyList<ExtendedUnits> Units);

/// <summary>Units of one product that are then committed longer.</summary>
/// <param name="ProductCode">The product's code.</param>
/// <param name="ProductName">The product's name; its code when the catalogue does not have it.</param>
/// <param name="Quantity">How many, 1 or more.</param>
public sealed record ExtendedUnits(string ProductCode, string ProductName, int Quantity);

/// <summary>A manual discount above the asker's ceiling.</summary>
/// <param name="ProductCode">The product's code.</param>
/// <param name="FinalQuantity">The final quantity for which a grant would hold.</param>
/// <param name="SetupPercent">Setup discount asked for.</param>
/// <param name="RecurringPercent">Recurring discount asked for.</param>
/// <param name="CeilingSetupPercent">The asker's ceiling for setup.</param>
/// <param name="CeilingRecurringPercent">The asker's ceiling for recurring.</param>
/// <param name="GrantedBy">Who granted it; null: still to be granted.</param>
public sealed record DiscountApproval(
    string ProductCode,
    int FinalQuantity,
    decimal SetupPercent,
    decimal RecurringPercent,
    decimal CeilingSetupPercent,
    decimal CeilingRecurringPercent,
    string? GrantedBy);

/// <summary>Something that the customer accepts with the quote.</summary>
public enum AcceptanceCondition
{
    /// <summary>The contractual documents.</summary>
    Documents,

    /// <summary>A commitment that ends later than before.</summary>
    LongerCommitment,
}
