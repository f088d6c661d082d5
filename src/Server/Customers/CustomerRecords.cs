using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Customers;

/// <summary>Customers of the wire as records of an import.</summary>
internal static class CustomerRecords
{
    private static readonly FieldNames Names = new(new Dictionary<string, string>
    {
        ["id"] = "name",
        ["name"] = "company_name",
        ["legalStatus"] = "status",
        ["sites[].number"] = "name",
        ["sites[].name"] = "display_name",
        ["sites[].street"] = "address.street",
        ["sites[].postalCode"] = "address.postal_code",
        ["sites[].city"] = "address.city",
        ["sites[].countryCode"] = "address.country_code",
        ["sites[].inseeCode"] = "address.insee_code",
        ["sites[].complement"] = "complement.text",
        ["sites[].building"] = "complement.building",
        ["sites[].staircase"] = "complement.staircase",
        ["sites[].floor"] = "complement.floor",
        ["sites[].door"] = "complement.door",
        ["sites[].accessNote"] = "complement.access_note",
        ["contacts[].number"] = "name",
        ["contacts[].name"] = "display_name",
    });

    /// <summary>The proto path of a path of a record.</summary>
    public static string FieldOf(string path) => Names.Of(path);

    /// <summary>A customer as it is checked and stored. What is not given is empty: the checks of records judge it.</summary>
    public static Customer Read(V1.Customer customer, RequestChecks checks)
    {
        if (!ResourceNames.TryCustomer(customer.Name, out var id) || id is null)
            checks.Add(FieldFaults.Malformed("name", "customers/44660"));
        else if (customer.Identifier != 0 && customer.Identifier != id)
            checks.Add(FieldFaults.Malformed("identifier", Invariant($"{id}")));
        if (customer.State is V1.CustomerState.Unspecified)
            checks.Add(FieldFaults.Required("state"));
        if (customer.Size is V1.CustomerSize.Unspecified)
            checks.Add(FieldFaults.Required("size"));
        return new Customer
        {
            Reseller = customer.Reseller,
            Id = id ?? 0,
            Name = customer.CompanyName,
            Account = customer.Account,
            Reference = customer.Reference,
            Siren = customer.Siren,
            Siret = customer.Siret,
            VatNumber = customer.VatNumber,
            Email = customer.Email,
            Telephone = customer.Telephone,
            LegalStatus = customer.Status,
            State = SameName.Or(customer.State, CustomerState.Active),
            CreatedOn = checks.RequiredDate("created_on", customer.CreatedOn),
            Size = SameName.Or(customer.Size, Pricing.CustomerSize.Micro),
            ProtectionWaived = customer.ProtectionWaived,
            Territory = customer.Territory,
            TaxStatus = customer.TaxStatus,
            Sites = [.. customer.Sites.Select((s, i) => Read(s, Invariant($"sites[{i}]"), id, checks))],
            Contacts = [.. customer.Contacts.Select((c, i) => Read(c, Invariant($"contacts[{i}]"), id, checks))],
        };
    }

    private static Site Read(V1.Site site, string path, long? customer, RequestChecks checks)
    {
        var (address, complement) = (site.Address ?? new(), site.Complement ?? new());
        return new Site
        {
            Number = checks.PartNumber($"{path}.name", site.Name, ResourceNames.Sites, customer),
            Name = site.DisplayName,
            Siret = site.Siret,
            Street = address.Street,
            PostalCode = address.PostalCode,
            City = address.City,
            CountryCode = address.CountryCode,
            InseeCode = address.InseeCode,
            Complement = complement.Text,
            Building = complement.Building,
            Staircase = complement.Staircase,
            Floor = complement.Floor,
            Door = complement.Door,
            AccessNote = complement.AccessNote,
            Telephone = site.Telephone,
        };
    }

    private static Contact Read(V1.Contact contact, string path, long? customer, RequestChecks checks) => new()
    {
        Number = checks.PartNumber($"{path}.name", contact.Name, ResourceNames.Contacts, customer),
        Name = contact.DisplayName,
        Telephone = contact.Telephone,
        Email = contact.Email,
        AccessHours = contact.AccessHours,
        Role = contact.Role,
    };
}
