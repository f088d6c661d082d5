namespace MyOpenIP.Pricing;

/// <summary>An offer of the catalogue as it stands on the pricing date.</summary>
public sealed record CatalogueOffer
{
    /// <summary>Code of the offer.</summary>
    public required string Code { get; init; }

    /// <summary>Version of the catalogue it was read from.</summary>
    public required string Version { get; init; }

    /// <summary>ISO 4217 code of its prices.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>Whether the installation address needs its complement (Internet access, VGA).</summary>
    public bool RequiresSiteComplement { get; init; }

    /// <summary>Products of the offer, in the order in which they are shown.</summary>
    public required IReadOnlyList<CatalogueProduct> Products { get; init; }

    /// <summary>Discounts that hold without being asked for: agreed, promotions, volume.</summary>
    public IReadOnlyList<CatalogueDiscount> Discounts { get; init; } = [];
}

/// <summary>A product of an offer.</summary>
public sealed record CatalogueProduct
{
    /// <summary>Code, unique in the offer.</summary>
    public required string Code { get; init; }

    /// <summary>Name shown to the customer, in French.</summary>
    public required string Name { get; init; }

    /// <summary>Family, the target of some discounts; empty: none.</summary>
    public string Family { get; init; } = "";

    /// <summary>Whether it needs a copper line (VGA, xDSL).</summary>
    public bool IsCopper { get; init; }

    /// <summary>Whether its quantity may be reduced.</summary>
    public bool IsReducible { get; init; } = true;

    /// <summary>Whether the offer cannot be without it: then 0 is out of range.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>Lowest quantity other than 0.</summary>
    public int MinimumQuantity { get; init; } = 1;

    /// <summary>Highest quantity; none: unbounded.</summary>
    public int? MaximumQuantity { get; init; }

    /// <summary>Quantities are multiples of it, 1 or more.</summary>
    public int Step { get; init; } = 1;

    /// <summary>Products without which it cannot be in the basket.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Products with which it cannot be in the basket.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary>Lowest net price per unit and month, HT; none: no floor.</summary>
    public decimal? FloorPrice { get; init; }

    /// <summary>Its tariffs over time; they do not overlap.</summary>
    public IReadOnlyList<Tariff> Tariffs { get; init; } = [];
}

/// <summary>The price of a product for a span of time.</summary>
public sealed record Tariff
{
    /// <summary>First day of validity.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>First day on which it is no longer valid; none: it lasts.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>How the tiers price a quantity.</summary>
    public TariffModel Model { get; init; } = TariffModel.PerUnit;

    /// <summary>Setup fee per added unit, HT, four decimals at most.</summary>
    public required decimal SetupPrice { get; init; }

    /// <summary>Prices per unit and month, by ascending start, the first from 1; one tier for <see cref="TariffModel.PerUnit"/>.</summary>
    public required IReadOnlyList<Tier> Tiers { get; init; }
}

/// <summary>How the tiers of a tariff price a quantity.</summary>
public enum TariffModel
{
    /// <summary>One price for every unit.</summary>
    PerUnit,

    /// <summary>The tier of the final quantity prices every unit priced today.</summary>
    Volume,

    /// <summary>Unit number k is priced by the tier of k.</summary>
    Graduated,
}

/// <summary>A price from a number of units on.</summary>
/// <param name="From">First unit number or quantity of the tier, 1 or more.</param>
/// <param name="UnitPrice">Price per unit and month, HT, four decimals at most.</param>
public sealed record Tier(int From, decimal UnitPrice);

/// <summary>A discount that holds without being asked for.</summary>
public sealed record CatalogueDiscount
{
    /// <summary>Its code, unique in the offer.</summary>
    public required string Code { get; init; }

    /// <summary>Where it comes from: agreed, promotion or volume.</summary>
    public required DiscountSource Source { get; init; }

    /// <summary>Setup discount, in percent, 0 to 100, four decimals at most.</summary>
    public decimal SetupPercent { get; init; }

    /// <summary>Recurring discount, in percent, 0 to 100, four decimals at most.</summary>
    public decimal RecurringPercent { get; init; }

    /// <summary>The only product it reaches; none: see <see cref="Family"/>.</summary>
    public string? ProductCode { get; init; }

    /// <summary>The only family it reaches; none, and no product: all.</summary>
    public string? Family { get; init; }

    /// <summary>Which units it reaches.</summary>
    public DiscountScope Scope { get; init; } = DiscountScope.AddedUnits;

    /// <summary>First effective date for which it is given; none: always.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>First effective date for which it is no longer given; none: always.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Months for which it holds from the day the line takes effect; none: it lasts.</summary>
    public int? Months { get; init; }

    /// <summary>Lowest final quantity of the line for which a volume discount is given.</summary>
    public int FromQuantity { get; init; }
}

/// <summary>Where a discount comes from, in the order that breaks ties.</summary>
public enum DiscountSource
{
    /// <summary>Agreed with the reseller.</summary>
    Agreed,

    /// <summary>A promotion, for effective dates within its validity.</summary>
    Promotion,

    /// <summary>By the final quantity of the line.</summary>
    Volume,

    /// <summary>Asked for on this amendment.</summary>
    Manual,
}

/// <summary>Which units of a line a discount reaches.</summary>
public enum DiscountScope
{
    /// <summary>The units that the amendment adds.</summary>
    AddedUnits,

    /// <summary>The kept units too, on lines that the amendment changes.</summary>
    WholeLine,
}
