using MyOpenIP.Pricing.Calculations;

namespace MyOpenIP.Pricing.Facts;

/// <summary>A discount that reaches a line.</summary>
/// <param name="Code">Its code; that of the product for a manual one.</param>
/// <param name="SetupPercent">On the setup fee.</param>
/// <param name="RecurringPercent">On the recurring charge.</param>
/// <param name="Scope">Which units it reaches.</param>
/// <param name="Months">Months for which it holds; none: it lasts.</param>
/// <param name="FromQuantity">Lowest final quantity of the line for which it is given.</param>
internal sealed record Discount(
    string Code, decimal SetupPercent, decimal RecurringPercent, DiscountScope Scope, int? Months, int FromQuantity = 0);

/// <summary>The discounts of one source that reach a line; of them only the highest counts.</summary>
/// <param name="line">Number of the line.</param>
/// <param name="source">The source.</param>
/// <param name="discounts">The discounts.</param>
internal sealed class SourceDiscount(int line, DiscountSource source, IReadOnlyList<Discount> discounts) : LineFact(line)
{
    public DiscountSource Source { get; } = source;

    public IReadOnlyList<Discount> Discounts { get; } = discounts;

    protected override bool IsOfSameKind(LineFact other) => Source == ((SourceDiscount)other).Source;
}

/// <summary>The discounts of one source in the catalogue, by what they reach.</summary>
internal sealed record SourceCatalogue(DiscountSource Source, DiscountIndex Index)
{
    public bool Equals(SourceCatalogue? other) => other is not null && Source == other.Source;

    public override int GetHashCode() => (int)Source;
}

/// <summary>A manual discount asked for, with the line that it names and what is known of it.</summary>
/// <param name="Asked">As asked for.</param>
/// <param name="Line">Number of its line; none: the amendment has no such product.</param>
/// <param name="AddedUnits">Units that the line adds.</param>
/// <param name="KeptUnits">Units of a changed line that stay.</param>
/// <param name="FinalQuantity">Final quantity of the line.</param>
internal sealed record ManualDiscountRequest(ManualDiscount Asked, int? Line, int AddedUnits, int KeptUnits, int FinalQuantity)
{
    public string ProductCode => Asked.ProductCode;

    /// <summary>Whether a part of it that is not 0 % reaches a unit. Only added units owe a setup fee.</summary>
    public bool ReachesUnits =>
        (Asked.SetupPercent > 0m && AddedUnits > 0)
        || (Asked.RecurringPercent > 0m && AddedUnits + (Asked.Scope == DiscountScope.WholeLine ? KeptUnits : 0) > 0);

    public bool Equals(ManualDiscountRequest? other) => other is not null && ProductCode == other.ProductCode;

    public override int GetHashCode() => ProductCode.GetHashCode(StringComparison.Ordinal);
}
