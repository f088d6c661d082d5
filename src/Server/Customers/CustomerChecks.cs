using MyOpenIP.Pricing;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Customers;

/// <summary>What an imported customer must be, whatever the door.</summary>
internal static class CustomerChecks
{
    private const long HighestId = 999_999_999_999;
    private const int HighestNumber = 100_000;
    private const int MostParts = 10_000;

    /// <summary>Adds every fault that can be seen without what is stored.</summary>
    public static void Check(ImportRecord record, Customer value)
    {
        record.Check("id", value.Id, HighestId);
        record.Check("reseller", value.Reseller, TextKinds.ResellerCode, isRequired: true);
        record.Check("name", value.Name, TextKinds.Name, isRequired: true);
        record.Check("account", value.Account, TextKinds.Reference);
        record.Check("reference", value.Reference, TextKinds.Reference);
        record.Check("siren", value.Siren, TextKinds.Siren);
        record.Check("siret", value.Siret, TextKinds.Siret);
        record.Check("vatNumber", value.VatNumber, TextKinds.VatNumber);
        record.Check("email", value.Email, TextKinds.Email);
        record.Check("telephone", value.Telephone, TextKinds.Telephone);
        record.Check("legalStatus", value.LegalStatus, TextKinds.Reference);
        record.Check("createdOn", value.CreatedOn);
        record.Check("territory", value.Territory, TextKinds.TaxCode, isRequired: true);
        record.Check("taxStatus", value.TaxStatus, TextKinds.TaxCode, isRequired: true);
        if (value.VatNumber.StartsWith("FR", StringComparison.Ordinal) && value.Siren.Length > 0 && !value.VatNumber.EndsWith(value.Siren, StringComparison.Ordinal))
            record.Refuse("vatNumber", new("n'est pas le numéro de TVA du SIREN", "is not the VAT number of the SIREN"));
        CheckEstablishment(record, "siret", value.Siret, value.Siren);
        if (value.Sites.Count == 0)
            record.Refuse("sites", FieldFaults.Required("").Description);
        CheckNumbers(record, "sites", value.Sites, s => s.Number);
        CheckNumbers(record, "contacts", value.Contacts, c => c.Number);
        foreach (var (index, site) in value.Sites.Take(MostParts).Index())
            Check(record, $"sites[{index}]", site, value.Siren);
        foreach (var (index, contact) in value.Contacts.Take(MostParts).Index())
            Check(record, $"contacts[{index}]", contact);
    }

    /// <summary>Adds the faults of its place in the VAT table.</summary>
    public static void Check(ImportRecord record, Customer value, TaxTable taxes) =>
        record.Refuse(InputFaults.Of(new CustomerSituation(value.Size, value.ProtectionWaived, value.Territory, value.TaxStatus), taxes));

    private static void Check(ImportRecord record, string path, Site site, string siren)
    {
        record.Check($"{path}.name", site.Name, TextKinds.Name, isRequired: true);
        record.Check($"{path}.siret", site.Siret, TextKinds.Siret);
        record.Check($"{path}.street", site.Street, TextKinds.AddressLine, isRequired: true);
        record.Check($"{path}.postalCode", site.PostalCode, TextKinds.PostalCode, isRequired: true);
        record.Check($"{path}.city", site.City, TextKinds.City, isRequired: true);
        record.Check($"{path}.countryCode", site.CountryCode, TextKinds.CountryCode, isRequired: true);
        record.Check($"{path}.inseeCode", site.InseeCode, TextKinds.InseeCode);
        record.Check($"{path}.complement", site.Complement, TextKinds.AddressLine);
        record.Check($"{path}.building", site.Building, TextKinds.AddressLine);
        record.Check($"{path}.staircase", site.Staircase, TextKinds.AddressLine);
        record.Check($"{path}.floor", site.Floor, TextKinds.AddressLine);
        record.Check($"{path}.door", site.Door, TextKinds.AddressLine);
        record.Check($"{path}.accessNote", site.AccessNote, TextKinds.Note);
        record.Check($"{path}.telephone", site.Telephone, TextKinds.Telephone);
        CheckEstablishment(record, $"{path}.siret", site.Siret, siren);
    }

    private static void Check(ImportRecord record, string path, Contact contact)
    {
        record.Check($"{path}.name", contact.Name, TextKinds.Name, isRequired: true);
        record.Check($"{path}.telephone", contact.Telephone, TextKinds.Telephone, isRequired: true);
        record.Check($"{path}.email", contact.Email, TextKinds.Email);
        record.Check($"{path}.accessHours", contact.AccessHours, TextKinds.Note);
        record.Check($"{path}.role", contact.Role, TextKinds.Name);
    }

    private static void CheckEstablishment(ImportRecord record, string path, string siret, string siren)
    {
        if (siret.Length > 0 && siren.Length > 0 && !siret.StartsWith(siren, StringComparison.Ordinal))
            record.Refuse(path, new("n'est pas un établissement du SIREN", "is not an establishment of the SIREN"));
    }

    private static void CheckNumbers<TPart>(ImportRecord record, string path, List<TPart> parts, Func<TPart, int> numberOf)
    {
        if (parts.Count > MostParts)
            record.Refuse(path, FieldFaults.TooMany("", MostParts).Description);
        var seen = new HashSet<int>();
        foreach (var (index, part) in parts.Take(MostParts).Index())
        {
            record.Check($"{path}[{index}].number", numberOf(part), HighestNumber);
            if (!seen.Add(numberOf(part)))
                record.Refuse($"{path}[{index}].number", new($"{numberOf(part)} y est deux fois", $"{numberOf(part)} is there twice"));
        }
    }
}
