using System.Text.Json.Serialization;
using MyOpenIP.Pricing.Canonical;

namespace MyOpenIP.Pricing;

/// <summary>Something that a line is charged. Why it is that much stands among the reasons of the line.</summary>
/// <param name="Kind">What it is charged for. Of one kind a line has at most one.</param>
/// <param name="Before">Net amount (HT) before the amendment; 0 of what only the amendment brings.</param>
/// <param name="Net">Net amount (HT) with the amendment, two decimals; a credit is negative.</param>
/// <param name="Vat">The rate at which it is taxed: position in <see cref="PricedAmendment.VatRates"/>.</param>
public sealed record Charge(ChargeKind Kind, decimal Before, decimal Net, int Vat);

/// <summary>What something is charged for. Kinds never mix in a total.</summary>
/// <param name="Code">Stable code, UPPER_SNAKE.</param>
[JsonConverter(typeof(ChargeKindConverter))]
public sealed record ChargeKind(string Code)
{
    /// <summary>Setup fee, one-off.</summary>
    public static ChargeKind Setup { get; } = new("SETUP");

    /// <summary>Recurring charge, per month.</summary>
    public static ChargeKind Recurring { get; } = new("RECURRING");

    /// <summary>First period, one-off, a credit when negative.</summary>
    public static ChargeKind FirstPeriod { get; } = new("FIRST_PERIOD");

    /// <summary>Early-reduction fee, one-off.</summary>
    public static ChargeKind EarlyReductionFee { get; } = new("EARLY_REDUCTION_FEE");

    /// <summary>The kinds that every total shows, in the order in which they are shown; any other follows, by its code.</summary>
    public static IReadOnlyList<ChargeKind> Shown { get; } = [Setup, Recurring, FirstPeriod, EarlyReductionFee];

    /// <summary>The kind of a code.</summary>
    public static ChargeKind Of(string code)
    {
        foreach (var kind in Shown)
            if (kind.Code == code)
                return kind;
        return new ChargeKind(code);
    }
}

/// <summary>A VAT rate (TVA) at which charges are taxed.</summary>
/// <param name="RatePercent">Rate in percent.</param>
/// <param name="Category">EN 16931 category code: S, AE, E, O or G.</param>
/// <param name="Mention">Words that the law wants on the document; empty: none.</param>
public sealed record VatRate(decimal RatePercent, string Category, string Mention);
