using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>What UpdateSites changes: which sites an offer has, and what is known of them.</summary>
internal sealed class SiteChanges
{
    /// <summary>The parts of a site that can be written, and how.</summary>
    private static readonly Dictionary<string, Field> Fields = new()
    {
        ["display_name"] = new(s => s.DisplayName, (site, v) => site.Name = v, TextKinds.Name, IsRequired: true),
        ["siret"] = new(s => s.Siret, (site, v) => site.Siret = v, TextKinds.Siret),
        ["telephone"] = new(s => s.Telephone, (site, v) => site.Telephone = v, TextKinds.Telephone),
        ["address.street"] = new(s => s.Address?.Street, (site, v) => site.Street = v, TextKinds.AddressLine, IsRequired: true),
        ["address.postal_code"] = new(s => s.Address?.PostalCode, (site, v) => site.PostalCode = v, TextKinds.PostalCode, IsRequired: true),
        ["address.city"] = new(s => s.Address?.City, (site, v) => site.City = v, TextKinds.City, IsRequired: true),
        ["address.country_code"] = new(s => s.Address?.CountryCode, (site, v) => site.CountryCode = v, TextKinds.CountryCode, IsRequired: true),
        ["address.insee_code"] = new(s => s.Address?.InseeCode, (site, v) => site.InseeCode = v, TextKinds.InseeCode),
        ["complement.text"] = new(s => s.Complement?.Text, (site, v) => site.Complement = v, TextKinds.AddressLine),
        ["complement.building"] = new(s => s.Complement?.Building, (site, v) => site.Building = v, TextKinds.AddressLine),
        ["complement.staircase"] = new(s => s.Complement?.Staircase, (site, v) => site.Staircase = v, TextKinds.AddressLine),
        ["complement.floor"] = new(s => s.Complement?.Floor, (site, v) => site.Floor = v, TextKinds.AddressLine),
        ["complement.door"] = new(s => s.Complement?.Door, (site, v) => site.Door = v, TextKinds.AddressLine),
        ["complement.access_note"] = new(s => s.Complement?.AccessNote, (site, v) => site.AccessNote = v, TextKinds.Note),
    };

    private readonly List<Change> changes = [];

    /// <summary>Reads and checks a request.</summary>
    public static SiteChanges Read(V1.UpdateSitesRequest request, RequestChecks checks)
    {
        var read = new SiteChanges();
        var paths = request.UpdateMask.Paths;
        if (paths.Count == 0)
            checks.Add(FieldFaults.Required("update_mask"));
        for (var i = 0; i < paths.Count; i++)
            if (!read.TryAdd(paths[i], request, checks))
                checks.Add(FieldFaults.NotWritable(Invariant($"update_mask.paths[{i}]")));
        return read;
    }

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

    private bool TryAdd(string path, V1.UpdateSitesRequest request, RequestChecks checks)
    {
        var (root, part) = path.Split('.', 2) is [var r, var p] ? (r, p) : (path, "");
        if (root is not ("installation_site" or "billing_site"))
            return false;
        var isBilling = root == "billing_site";
        var given = (isBilling ? request.BillingSite : request.InstallationSite) ?? new V1.Site();
        if (part == "name")
        {
            checks.Part(path, given.Name, ResourceNames.Sites);
            changes.Add(new(path, isBilling, null, given.Name));
            return true;
        }
        var fields = Fields.Where(f => f.Key == part || f.Key.StartsWith(part + ".", StringComparison.Ordinal)).ToList();
        foreach (var (name, field) in fields)
            changes.Add(new($"{root}.{name}", isBilling, field, Checked($"{root}.{name}", field, field.Read(given) ?? "", checks)));
        return fields.Count > 0;
    }

    private static string Checked(string path, Field field, string value, RequestChecks checks) =>
        field.IsRequired ? checks.RequiredText(path, value, field.Kind) : checks.Text(path, value, field.Kind);

    /// <param name="Path">Path of the field.</param>
    /// <param name="IsBilling">Whether it is of the billing site.</param>
    /// <param name="Field">The field; none: which site it is.</param>
    /// <param name="Value">The new value.</param>
    private sealed record Change(string Path, bool IsBilling, Field? Field, string Value);

    private sealed record Field(Func<V1.Site, string?> Read, Action<Site, string> Write, TextKind Kind, bool IsRequired = false);
}
