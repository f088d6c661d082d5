using Google.Protobuf.Collections;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Amendments;

/// <summary>Reads what a request asks of an amendment, checking what can be checked without data.</summary>
internal static class WishMessages
{
    /// <summary>Most lines or discounts of one amendment.</summary>
    public const int MostLines = ListBounds.MostLines;

    /// <summary>Most on-site contacts of one amendment.</summary>
    public const int MostContacts = ListBounds.MostContacts;

    /// <summary>Highest quantity that may be asked for.</summary>
    public const int HighestQuantity = 1_000_000;

    /// <summary>Longest code of a product that a catalogue has.</summary>
    private const int LongestCode = 64;

    /// <summary>The change that a preview asks for.</summary>
    public static Wish Wish(V1.PreviewAmendmentRequest request, RequestChecks checks) => new()
    {
        Quantities = Quantities("lines", request.Lines, checks),
        Discounts = Discounts("discounts", request.Discounts, checks),
        EffectiveDate = checks.Date("effective_date", request.EffectiveDate),
        InstallationSite = SiteName("installation_site", request.InstallationSite, checks),
        BillingSite = SiteName("billing_site", request.BillingSite, checks),
        Contacts = Contacts("contacts", request.Contacts, checks),
    };

    /// <summary>The change that an amendment asks for; of a masked one, only the fields of the mask are read later.</summary>
    public static Wish Wish(V1.Amendment amendment, RequestChecks checks) => new()
    {
        Quantities = Quantities("amendment.lines", amendment.Lines, checks),
        Discounts = Discounts("amendment.discounts", amendment.Discounts, checks),
        EffectiveDate = checks.Date("amendment.effective_date", amendment.EffectiveDate),
        InstallationSite = SiteName("amendment.installation_site", amendment.InstallationSite, checks),
        BillingSite = SiteName("amendment.billing_site", amendment.BillingSite, checks),
        Contacts = Contacts("amendment.contacts", amendment.Contacts, checks),
        Comment = checks.Text("amendment.comment", amendment.Comment, TextKinds.Comment),
    };

    /// <summary>The grants that a request asks for.</summary>
    public static List<DiscountGrant> Grants(V1.ApproveDiscountsRequest request, Actor actor, RequestChecks checks)
    {
        if (request.Grants.Count > MostLines)
            checks.Add(FieldFaults.TooMany("grants", MostLines));
        var seen = new Dictionary<string, string>();
        var read = new List<DiscountGrant>(request.Grants.Count);
        foreach (var (grant, i) in request.Grants.Select((grant, i) => (grant, i)))
        {
            var path = Invariant($"grants[{i}]");
            if (!seen.TryAdd(grant.Product, path))
                checks.Add(FieldFaults.Repeated($"{path}.product", seen[grant.Product]));
            if (grant.FinalQuantity is < 0 or > HighestQuantity)
                checks.Add(FieldFaults.OutOfRange($"{path}.final_quantity", "0", Invariant($"{HighestQuantity}")));
            read.Add(new(
                grant.Product, grant.FinalQuantity,
                checks.Percent($"{path}.setup_percent", grant.SetupPercent),
                checks.Percent($"{path}.recurring_percent", grant.RecurringPercent),
                actor.Identifier));
        }
        return read;
    }

    private static List<Wished<WantedQuantity>> Quantities(string field, RepeatedField<V1.WantedLine> lines, RequestChecks checks)
    {
        if (lines.Count > MostLines)
            checks.Add(FieldFaults.TooMany(field, MostLines));
        var seen = new Dictionary<string, string>();
        var read = new List<Wished<WantedQuantity>>(lines.Count);
        foreach (var (line, i) in lines.Select((line, i) => (line, i)))
        {
            var path = Invariant($"{field}[{i}]");
            if (line.FinalQuantity is < 0 or > HighestQuantity)
                checks.Add(line.FinalQuantity < 0
                    ? FieldFaults.Negative($"{path}.final_quantity")
                    : FieldFaults.OutOfRange($"{path}.final_quantity", "0", Invariant($"{HighestQuantity}")));
            checks.Text($"{path}.product", line.Product, LongestCode);
            Once(seen, line.Product, path, checks);
            read.Add(new($"{path}.product", new WantedQuantity(line.Product, line.FinalQuantity)));
        }
        return read;
    }

    private static List<Wished<WishedDiscount>> Discounts(
        string field, RepeatedField<V1.RequestedDiscount> discounts, RequestChecks checks)
    {
        if (discounts.Count > MostLines)
            checks.Add(FieldFaults.TooMany(field, MostLines));
        var seen = new Dictionary<string, string>();
        var read = new List<Wished<WishedDiscount>>(discounts.Count);
        foreach (var (discount, i) in discounts.Select((discount, i) => (discount, i)))
        {
            var path = Invariant($"{field}[{i}]");
            checks.Text($"{path}.product", discount.Product, LongestCode);
            Once(seen, discount.Product, path, checks);
            read.Add(new(
                $"{path}.product",
                new WishedDiscount(
                    discount.Product,
                    checks.Percent($"{path}.setup_percent", discount.SetupPercent),
                    checks.Percent($"{path}.recurring_percent", discount.RecurringPercent),
                    discount.Scope is V1.DiscountScope.WholeLine ? DiscountScope.WholeLine : DiscountScope.AddedUnits)));
        }
        return read;
    }

    private static List<Wished<WishedContact>> Contacts(string field, RepeatedField<V1.Contact> contacts, RequestChecks checks)
    {
        if (contacts.Count > MostContacts)
            checks.Add(FieldFaults.TooMany(field, MostContacts));
        return [.. contacts.Select((contact, i) => new Wished<WishedContact>(
            Invariant($"{field}[{i}].name"), Contact(Invariant($"{field}[{i}]"), contact, checks)))];
    }

    private static WishedContact Contact(string path, V1.Contact contact, RequestChecks checks)
    {
        if (contact.Name.Length > 0)
        {
            checks.Part($"{path}.name", contact.Name, ResourceNames.Contacts);
            return new() { Name = contact.Name };
        }
        checks.RequiredText($"{path}.display_name", contact.DisplayName, TextKinds.Name);
        checks.RequiredText($"{path}.telephone", contact.Telephone, TextKinds.Telephone);
        checks.Text($"{path}.email", contact.Email, TextKinds.Email);
        checks.Text($"{path}.role", contact.Role, TextKinds.Name);
        checks.Text($"{path}.access_hours", contact.AccessHours, TextKinds.Note);
        return new()
        {
            DisplayName = contact.DisplayName,
            Telephone = contact.Telephone,
            Email = contact.Email,
            AccessHours = contact.AccessHours,
            Role = contact.Role,
        };
    }

    private static Wished<string>? SiteName(string field, string name, RequestChecks checks)
    {
        if (name.Length == 0)
            return null;
        checks.Part(field, name, ResourceNames.Sites);
        return new(field, name);
    }

    private static void Once(Dictionary<string, string> seen, string product, string path, RequestChecks checks)
    {
        if (!seen.TryAdd(product, path))
            checks.Add(FieldFaults.Repeated($"{path}.product", seen[product]));
    }
}
