using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Amendments;

/// <summary>What a caller wants of an amendment, as read from a request: well formed, not yet compared with any data.</summary>
internal sealed record Wish
{
    /// <summary>What stands before the names of its fields in the request, such as "amendment."; empty: nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The final quantities, as they came.</summary>
    public IReadOnlyList<WantedQuantity> Quantities { get; init; } = [];

    /// <summary>The manual discounts, as they came.</summary>
    public IReadOnlyList<WishedDiscount> Discounts { get; init; } = [];

    /// <summary>The effective date; none: the pricing date.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>Name of the installation site; empty: the contracted offer's.</summary>
    public string InstallationSite { get; init; } = "";

    /// <summary>Name of the billing site; empty: the contracted offer's.</summary>
    public string BillingSite { get; init; } = "";

    /// <summary>The on-site contacts.</summary>
    public IReadOnlyList<WishedContact> Contacts { get; init; } = [];

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

/// <summary>An on-site contact: one of the customer's by its name, or one given for this amendment.</summary>
internal sealed record WishedContact
{
    /// <summary>Name of a contact of the customer; empty: the rest is given.</summary>
    public string Name { get; init; } = "";

    /// <summary>First name and name.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>Telephone, E.164.</summary>
    public string Telephone { get; init; } = "";

    /// <summary>E-mail address; empty: none.</summary>
    public string Email { get; init; } = "";

    /// <summary>Hours at which the premises can be entered; empty: not said.</summary>
    public string AccessHours { get; init; } = "";

    /// <summary>Role at the customer, in words; empty: not said.</summary>
    public string Role { get; init; } = "";
}
