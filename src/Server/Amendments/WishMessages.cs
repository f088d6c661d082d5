using Google.Protobuf.Collections;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Amendments;

/// <summary>Reads what a request asks of an amendment, checking what can be checked without data and is not in the protos.</summary>
internal static class WishMessages
{
    private const string OfAmendment = "amendment.";

    /// <summary>The change that a preview asks for.</summary>
    public static Wish Wish(V1.PreviewAmendmentRequest request, RequestChecks checks) => new()
    {
        Quantities = Quantities("", request.Lines, checks),
        Discounts = Discounts("", request.Discounts, checks),
        EffectiveDate = checks.Date("effective_date", request.EffectiveDate),
        InstallationSite = SiteName("installation_site", request.InstallationSite, checks),
        BillingSite = SiteName("billing_site", request.BillingSite, checks),
        Contacts = Contacts("", request.Contacts, checks),
    };

    /// <summary>The change that an amendment asks for; of a masked one, only the fields of the mask are read later.</summary>
    public static Wish Wish(V1.Amendment amendment, RequestChecks checks) => new()
    {
        Prefix = OfAmendment,
        Quantities = Quantities(OfAmendment, amendment.Lines, checks),
        Discounts = Discounts(OfAmendment, amendment.Discounts, checks),
        EffectiveDate = checks.Date("amendment.effective_date", amendment.EffectiveDate),
        InstallationSite = SiteName("amendment.installation_site", amendment.InstallationSite, checks),
        BillingSite = SiteName("amendment.billing_site", amendment.BillingSite, checks),
        Contacts = Contacts(OfAmendment, amendment.Contacts, checks),
        Comment = checks.Text("amendment.comment", amendment.Comment, TextKinds.Comment),
    };

    /// <summary>The grants that a request asks for.</summary>
    public static List<DiscountGrant> Grants(V1.ApproveDiscountsRequest request, Actor actor, RequestChecks checks)
    {
        var seen = new Dictionary<string, string>();
        var read = new List<DiscountGrant>(request.Grants.Count);
        foreach (var (grant, i) in request.Grants.Select((grant, i) => (grant, i)))
        {
            var path = Invariant($"grants[{i}]");
            if (!seen.TryAdd(grant.Product, path))
                checks.Add(FieldFaults.Repeated($"{path}.product", seen[grant.Product]));
            read.Add(new(
                grant.Product, grant.FinalQuantity,
                checks.Percent($"{path}.setup_percent", grant.SetupPercent),
                checks.Percent($"{path}.recurring_percent", grant.RecurringPercent),
                actor.Identifier));
        }
        return read;
    }

    private static WantedQuantity[] Quantities(string prefix, RepeatedField<V1.WantedLine> lines, RequestChecks checks)
    {
        var seen = new Dictionary<string, int>(lines.Count);
        var read = new WantedQuantity[lines.Count];
        for (var i = 0; i < read.Length; i++)
        {
            var product = lines[i].Product;
            Product($"{prefix}lines", i, product, seen, checks);
            read[i] = new WantedQuantity(product, lines[i].FinalQuantity);
        }
        return read;
    }

    private static WishedDiscount[] Discounts(string prefix, RepeatedField<V1.RequestedDiscount> discounts, RequestChecks checks)
    {
        var seen = new Dictionary<string, int>(discounts.Count);
        var read = new WishedDiscount[discounts.Count];
        for (var i = 0; i < read.Length; i++)
        {
            var discount = discounts[i];
            var path = Invariant($"{prefix}discounts[{i}]");
            Product($"{prefix}discounts", i, discount.Product, seen, checks);
            read[i] = new WishedDiscount(
                discount.Product,
                checks.Percent($"{path}.setup_percent", discount.SetupPercent),
                checks.Percent($"{path}.recurring_percent", discount.RecurringPercent),
                discount.Scope is V1.DiscountScope.WholeLine ? DiscountScope.WholeLine : DiscountScope.AddedUnits);
        }
        return read;
    }

    private static void Product(string list, int i, string product, Dictionary<string, int> seen, RequestChecks checks)
    {
        if (!seen.TryAdd(product, i))
            checks.Add((list, i, First: seen[product]), static at => FieldFaults.Repeated(
                Invariant($"{at.list}[{at.i}].product"), Invariant($"{at.list}[{at.First}]")));
    }

    private static List<WishedContact> Contacts(string prefix, RepeatedField<V1.Contact> contacts, RequestChecks checks) =>
        [.. contacts.Select((contact, i) => Contact(Invariant($"{prefix}contacts[{i}]"), contact, checks))];

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
            Role = contact.Role,
            AccessHours = contact.AccessHours,
        };
    }

    private static string SiteName(string field, string name, RequestChecks checks)
    {
        if (name.Length > 0)
            checks.Part(field, name, ResourceNames.Sites);
        return name;
    }
}
