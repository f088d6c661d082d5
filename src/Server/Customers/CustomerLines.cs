using System.Text.Json.Nodes;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Customers;

/// <summary>Customers on their way to the importer.</summary>
internal static class CustomerLines
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

    /// <summary>The proto path of a path of the line.</summary>
    public static string FieldOf(string path) => Names.Of(path);

    /// <summary>A customer as the importer reads it.</summary>
    public static ImportLine Of(V1.Customer customer)
    {
        var line = new ImportLine();
        if (!line.HasFew("sites", customer.Sites.Count) || !line.HasFew("contacts", customer.Contacts.Count))
            return line;
        var id = line.Customer("name", customer.Name);
        if (customer.Identifier != 0 && id is not null && customer.Identifier != id)
            line.Add(FieldFaults.Malformed("identifier", Invariant($"{id}")));
        var json = line.Json;
        json["id"] = id;
        ImportLine.Text(json, "reseller", customer.Reseller);
        ImportLine.Text(json, "name", customer.CompanyName);
        ImportLine.Text(json, "account", customer.Account);
        ImportLine.Text(json, "reference", customer.Reference);
        ImportLine.Text(json, "siren", customer.Siren);
        ImportLine.Text(json, "siret", customer.Siret);
        ImportLine.Text(json, "vatNumber", customer.VatNumber);
        ImportLine.Text(json, "legalStatus", customer.Status);
        line.Choice(json, "state", customer.State, "state");
        ImportLine.Date(json, "createdOn", customer.CreatedOn);
        line.Choice(json, "size", customer.Size);
        json["protectionWaived"] = customer.ProtectionWaived;
        ImportLine.Text(json, "territory", customer.Territory);
        ImportLine.Text(json, "taxStatus", customer.TaxStatus);
        ImportLine.Text(json, "email", customer.Email);
        ImportLine.Text(json, "telephone", customer.Telephone);
        json["sites"] = new JsonArray([.. customer.Sites.Select((s, i) => Site(line, s, Invariant($"sites[{i}]"), id))]);
        json["contacts"] = new JsonArray([.. customer.Contacts.Select((c, i) => Contact(line, c, Invariant($"contacts[{i}]"), id))]);
        return line;
    }

    private static JsonObject Site(ImportLine line, V1.Site site, string path, long? customer)
    {
        var json = new JsonObject { ["number"] = line.Number($"{path}.name", site.Name, ResourceNames.Sites, customer) };
        var (address, complement) = (site.Address ?? new(), site.Complement ?? new());
        ImportLine.Text(json, "name", site.DisplayName);
        ImportLine.Text(json, "siret", site.Siret);
        ImportLine.Text(json, "street", address.Street);
        ImportLine.Text(json, "postalCode", address.PostalCode);
        ImportLine.Text(json, "city", address.City);
        ImportLine.Text(json, "inseeCode", address.InseeCode);
        ImportLine.Text(json, "complement", complement.Text);
        ImportLine.Text(json, "building", complement.Building);
        ImportLine.Text(json, "staircase", complement.Staircase);
        ImportLine.Text(json, "floor", complement.Floor);
        ImportLine.Text(json, "door", complement.Door);
        ImportLine.Text(json, "accessNote", complement.AccessNote);
        ImportLine.Text(json, "telephone", site.Telephone);

        // The line would take an absent country as France: on the wire nothing is taken for granted.
        json["countryCode"] = address.CountryCode;
        return json;
    }

    private static JsonObject Contact(ImportLine line, V1.Contact contact, string path, long? customer)
    {
        var json = new JsonObject
        {
            ["number"] = line.Number($"{path}.name", contact.Name, ResourceNames.Contacts, customer),
            ["telephone"] = contact.Telephone,
        };
        ImportLine.Text(json, "name", contact.DisplayName);
        ImportLine.Text(json, "email", contact.Email);
        ImportLine.Text(json, "accessHours", contact.AccessHours);
        ImportLine.Text(json, "role", contact.Role);
        return json;
    }
}
