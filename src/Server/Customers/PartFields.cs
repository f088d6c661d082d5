using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Customers;

/// <summary>The parts of sites and contacts that callers write, by their paths on the wire.</summary>
internal static class PartFields
{
    /// <summary>The path of the INSEE code of a site.</summary>
    public const string InseeCode = "address.insee_code";

    /// <summary>Those of a site.</summary>
    public static IReadOnlyDictionary<string, PartField<Site>> OfSites { get; } = new Dictionary<string, PartField<Site>>
    {
        ["display_name"] = new((site, v) => site.Name = v, TextKinds.Name, IsRequired: true),
        ["siret"] = new((site, v) => site.Siret = v, TextKinds.Siret),
        ["telephone"] = new((site, v) => site.Telephone = v, TextKinds.Telephone),
        ["address.street"] = new((site, v) => site.Street = v, TextKinds.AddressLine, IsRequired: true),
        ["address.postal_code"] = new((site, v) => site.PostalCode = v, TextKinds.PostalCode, IsRequired: true),
        ["address.city"] = new((site, v) => site.City = v, TextKinds.City, IsRequired: true),
        ["address.country_code"] = new((site, v) => site.CountryCode = v, TextKinds.CountryCode, IsRequired: true),
        [InseeCode] = new((site, v) => site.InseeCode = v, TextKinds.InseeCode),
        ["complement.text"] = new((site, v) => site.Complement = v, TextKinds.AddressLine),
        ["complement.building"] = new((site, v) => site.Building = v, TextKinds.AddressLine),
        ["complement.staircase"] = new((site, v) => site.Staircase = v, TextKinds.AddressLine),
        ["complement.floor"] = new((site, v) => site.Floor = v, TextKinds.AddressLine),
        ["complement.door"] = new((site, v) => site.Door = v, TextKinds.AddressLine),
        ["complement.access_note"] = new((site, v) => site.AccessNote = v, TextKinds.Note),
    };

    /// <summary>Those of a contact.</summary>
    public static IReadOnlyDictionary<string, PartField<Contact>> OfContacts { get; } = new Dictionary<string, PartField<Contact>>
    {
        ["display_name"] = new((contact, v) => contact.Name = v, TextKinds.Name, IsRequired: true),
        ["telephone"] = new((contact, v) => contact.Telephone = v, TextKinds.Telephone, IsRequired: true),
        ["email"] = new((contact, v) => contact.Email = v, TextKinds.Email),
        ["access_hours"] = new((contact, v) => contact.AccessHours = v, TextKinds.Note),
        ["role"] = new((contact, v) => contact.Role = v, TextKinds.Name),
    };
}
