using System.Text.Json.Serialization;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Customers;

/// <summary>An end customer of a reseller. Aggregate of its sites and contacts. Files of customers hold it in this shape.</summary>
internal sealed class Customer : IVersioned
{
    /// <summary>Code of the reseller (tenant) it belongs to.</summary>
    public required string Reseller { get; set; }

    /// <summary>Identifier, such as 44660; unique over all resellers.</summary>
    public required long Id { get; set; }

    /// <summary>Company name (raison sociale).</summary>
    public required string Name
    {
        get;
        set => (field, SearchName) = (value, FoldedText.Fold(value));
    }

    /// <summary><see cref="Name"/> as searched and sorted: see <see cref="FoldedText"/>. Set with the name.</summary>
    [JsonIgnore]
    public string SearchName { get; private set; } = "";

    /// <summary>Account (compte client); empty: none.</summary>
    public string Account
    {
        get;
        set => (field, SearchAccount) = (value, FoldedText.Fold(value));
    } = "";

    /// <summary><see cref="Account"/> as filtered. Set with it.</summary>
    [JsonIgnore]
    public string SearchAccount { get; private set; } = "";

    /// <summary>The reseller's own reference of it (réf. client final); empty: none.</summary>
    public string Reference
    {
        get;
        set => (field, SearchReference) = (value, FoldedText.Fold(value));
    } = "";

    /// <summary><see cref="Reference"/> as filtered. Set with it.</summary>
    [JsonIgnore]
    public string SearchReference { get; private set; } = "";

    /// <summary>SIREN, 9 digits; empty: not registered in France.</summary>
    public string Siren { get; set; } = "";

    /// <summary>SIRET of the head office, 14 digits; empty: not known.</summary>
    public string Siret { get; set; } = "";

    /// <summary>VAT number with its country prefix; empty: none.</summary>
    public string VatNumber { get; set; } = "";

    /// <summary>E-mail address that quotes go to; empty: none.</summary>
    public string Email { get; set; } = "";

    /// <summary>Telephone, E.164; empty: none.</summary>
    public string Telephone { get; set; } = "";

    /// <summary>Legal status as the portal shows it, such as "Autres".</summary>
    public string LegalStatus
    {
        get;
        set => (field, SearchLegalStatus) = (value, FoldedText.Fold(value));
    } = "";

    /// <summary><see cref="LegalStatus"/> as filtered and sorted. Set with it.</summary>
    [JsonIgnore]
    public string SearchLegalStatus { get; private set; } = "";

    /// <summary>Whether it may order.</summary>
    public CustomerState State { get; set; } = CustomerState.Active;

    /// <summary>The day its account was created.</summary>
    public required DateOnly CreatedOn { get; set; }

    /// <summary>Size class, decides the protection of the law.</summary>
    public required CustomerSize Size { get; set; }

    /// <summary>Whether it expressly waived that protection (C. conso. L224-26-2).</summary>
    public bool ProtectionWaived { get; set; }

    /// <summary>Territory where it is established, a code of the tax table.</summary>
    public required string Territory { get; set; }

    /// <summary>Tax status, a code of the tax table.</summary>
    public required string TaxStatus { get; set; }

    /// <inheritdoc/>
    [JsonIgnore]
    public int RowVersion { get; set; }

    /// <summary>Its sites.</summary>
    public List<Site> Sites { get; init; } = [];

    /// <summary>Its contacts.</summary>
    public List<Contact> Contacts { get; init; } = [];
}

/// <summary>States of a customer.</summary>
internal enum CustomerState
{
    /// <summary>Activé(e).</summary>
    Active,

    /// <summary>Suspended: consulted, not amended.</summary>
    Suspended,

    /// <summary>Closed.</summary>
    Closed,
}

/// <summary>A site of a customer: an address with its complement. NF Z10-011: lines of 38 characters.</summary>
internal sealed class Site
{
    /// <summary>Code of the reseller (tenant).</summary>
    [JsonIgnore]
    public string Reseller { get; set; } = "";

    /// <summary>The customer.</summary>
    [JsonIgnore]
    public long CustomerId { get; set; }

    /// <summary>Number within the customer, from 1.</summary>
    public required int Number { get; set; }

    /// <summary>Name, such as "Siège Social".</summary>
    public required string Name { get; set; }

    /// <summary>SIRET of the establishment, 14 digits; empty: none.</summary>
    public string Siret { get; set; } = "";

    /// <summary>Number and street.</summary>
    public required string Street { get; set; }

    /// <summary>Postal code.</summary>
    public required string PostalCode { get; set; }

    /// <summary>Town, as printed.</summary>
    public required string City
    {
        get;
        set => (field, SearchCity) = (value, FoldedText.Fold(value));
    }

    /// <summary><see cref="City"/> as filtered and sorted. Set with it.</summary>
    [JsonIgnore]
    public string SearchCity { get; private set; } = "";

    /// <summary>ISO 3166-1 alpha-2 code of the country or territory.</summary>
    public string CountryCode { get; set; } = "FR";

    /// <summary>INSEE code of the commune, the key of copper closures; empty: unknown.</summary>
    public string InseeCode { get; set; } = "";

    /// <summary>The complement, as one line: estate, zone, company that hosts; empty: none.</summary>
    public string Complement { get; set; } = "";

    /// <summary>Building; empty: none.</summary>
    public string Building { get; set; } = "";

    /// <summary>Staircase; empty: none.</summary>
    public string Staircase { get; set; } = "";

    /// <summary>Floor; empty: none.</summary>
    public string Floor { get; set; } = "";

    /// <summary>Door; empty: none.</summary>
    public string Door { get; set; } = "";

    /// <summary>How to get in: code, hours, reception; empty: none.</summary>
    public string AccessNote { get; set; } = "";

    /// <summary>Telephone, E.164; empty: none.</summary>
    public string Telephone { get; set; } = "";

    /// <summary>Whether any part of the complement is given.</summary>
    public bool HasComplement =>
        Complement.Length + Building.Length + Staircase.Length + Floor.Length + Door.Length > 0;
}

/// <summary>A person of a customer whom suppliers may call.</summary>
internal sealed class Contact
{
    /// <summary>Code of the reseller (tenant).</summary>
    [JsonIgnore]
    public string Reseller { get; set; } = "";

    /// <summary>The customer.</summary>
    [JsonIgnore]
    public long CustomerId { get; set; }

    /// <summary>Number within the customer, from 1.</summary>
    public required int Number { get; set; }

    /// <summary>First name and name.</summary>
    public required string Name { get; set; }

    /// <summary>Telephone, E.164.</summary>
    public required string Telephone { get; set; }

    /// <summary>E-mail address; empty: none.</summary>
    public string Email { get; set; } = "";

    /// <summary>Hours at which the premises can be entered, in words; empty: not said.</summary>
    public string AccessHours { get; set; } = "";

    /// <summary>Role at the customer, in words; empty: not said.</summary>
    public string Role { get; set; } = "";
}
