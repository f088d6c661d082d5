using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Amendments;

/// <summary>What a caller wants of an amendment, as read from a request: well formed, not yet compared with any data.</summary>
internal sealed record Wish
{
    /// <summary>The final quantities.</summary>
    public IReadOnlyList<Wished<WantedQuantity>> Quantities { get; init; } = [];

    /// <summary>The manual discounts.</summary>
    public IReadOnlyList<Wished<WishedDiscount>> Discounts { get; init; } = [];

    /// <summary>The effective date; none: the pricing date.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>Name of the installation site; none: the contracted offer's.</summary>
    public Wished<string>? InstallationSite { get; init; }

    /// <summary>Name of the billing site; none: the contracted offer's.</summary>
    public Wished<string>? BillingSite { get; init; }

    /// <summary>The on-site contacts.</summary>
    public IReadOnlyList<Wished<V1.Contact>> Contacts { get; init; } = [];

    /// <summary>The comment.</summary>
    public string Comment { get; init; } = "";
}

/// <summary>A value with the field that gave it, to be named when the data refuses it.</summary>
/// <param name="Field">Path of the field.</param>
/// <param name="Value">The value.</param>
internal readonly record struct Wished<T>(string Field, T Value);

/// <summary>A manual discount asked for.</summary>
/// <param name="ProductCode">The product.</param>
/// <param name="SetupPercent">Setup discount, in percent.</param>
/// <param name="RecurringPercent">Recurring discount, in percent.</param>
/// <param name="Scope">Which units it reaches.</param>
internal sealed record WishedDiscount(string ProductCode, decimal SetupPercent, decimal RecurringPercent, DiscountScope Scope);
