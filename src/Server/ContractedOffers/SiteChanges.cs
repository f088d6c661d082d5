using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>What UpdateSites changes: which sites an offer has, and what is known of them.</summary>
internal sealed class SiteChanges
{
    private readonly List<Change> changes = [];

    /// <summary>The parts of a site that can be written, by their paths on the wire, and how.</summary>
    public static IReadOnlyDictionary<string, SiteField> Fields { get; } = new Dictionary<string, SiteField>
    {
        ["display_name"] = new((site, v) => site.Name = v, TextKinds.Name, IsRequired: true),
        ["siret"] = new((site, v) => site.Siret = v, TextKinds.Siret),
        ["telephone"] = new((site, v) => site.Telephone = v, TextKinds.Telephone),
        ["address.street"] = new((site, v) => site.Street = v, TextKinds.AddressLine, IsRequired: true),
        ["address.postal_code"] = new((site, v) => site.PostalCode = v, TextKinds.PostalCode, IsRequired: true),
        ["address.city"] = new((site, v) => site.City = v, TextKinds.City, IsRequired: true),
        ["address.country_code"] = new((site, v) => site.CountryCode = v, TextKinds.CountryCode, IsRequired: true),
        ["address.insee_code"] = new((site, v) => site.InseeCode = v, TextKinds.InseeCode),
        ["complement.text"] = new((site, v) => site.Complement = v, TextKinds.AddressLine),
        ["complement.building"] = new((site, v) => site.Building = v, TextKinds.AddressLine),
        ["complement.staircase"] = new((site, v) => site.Staircase = v, TextKinds.AddressLine),
        ["complement.floor"] = new((site, v) => site.Floor = v, TextKinds.AddressLine),
        ["complement.door"] = new((site, v) => site.Door = v, TextKinds.AddressLine),
        ["complement.access_note"] = new((site, v) => site.AccessNote = v, TextKinds.Note),
    };

    /// <summary>The offer has another site.</summary>
    /// <param name="path">Path of the field that says so, to be named when the customer has no such site.</param>
    /// <param name="isBilling">Whether it is the billing site.</param>
    /// <param name="name">Name of the site.</param>
    public void Choose(string path, bool isBilling, string name) => changes.Add(new(path, isBilling, null, name));

    /// <summary>A part of a site that the offer then has is another.</summary>
    /// <param name="isBilling">Whether it is of the billing site.</param>
    /// <param name="field">The part, of <see cref="Fields"/>.</param>
    /// <param name="value">The new value.</param>
    public void Set(bool isBilling, SiteField field, string value) => changes.Add(new("", isBilling, field, value));

    /// <summary>Changes the offer, then its customer's sites.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT: a site that the customer does not have.</exception>
    public void Apply(ContractedOffer offer, Customer customer)
    {
        foreach (var change in changes.OrderBy(c => c.Field is null ? 0 : 1))
            if (change.Field is null)
                Choose(offer, customer, change);
            else
                change.Field.Write(
                    customer.Sites.Single(s => s.Number == (change.IsBilling ? offer.BillingSiteNumber : offer.InstallationSiteNumber)),
                    change.Value);
    }

    private static void Choose(ContractedOffer offer, Customer customer, Change change)
    {
        var site = customer.Sites.SingleOrDefault(s => ResourceNames.Site(s.CustomerId, s.Number) == change.Value)
            ?? throw Fault.InvalidArgument(FieldFaults.Unknown(change.Path, change.Value));
        if (change.IsBilling)
            offer.BillingSiteNumber = site.Number;
        else
            offer.InstallationSiteNumber = site.Number;
    }

    /// <param name="Path">Path of the field.</param>
    /// <param name="IsBilling">Whether it is of the billing site.</param>
    /// <param name="Field">The field; none: which site it is.</param>
    /// <param name="Value">The new value.</param>
    private sealed record Change(string Path, bool IsBilling, SiteField? Field, string Value);
}

/// <summary>A part of a site that can be written.</summary>
/// <param name="Write">Writes it.</param>
/// <param name="Kind">What it may be.</param>
/// <param name="IsRequired">Whether it may not be empty.</param>
internal sealed record SiteField(Action<Site, string> Write, TextKind Kind, bool IsRequired = false);
