using Google.Protobuf;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Reads what UpdateSites asks for.</summary>
internal static class SiteChangeMessages
{
    /// <summary>Reads and checks a request.</summary>
    public static SiteChanges Read(V1.UpdateSitesRequest request, RequestChecks checks)
    {
        var read = new SiteChanges();
        var paths = request.UpdateMask.Paths;
        if (paths.Count == 0)
            checks.Add(FieldFaults.Required("update_mask"));
        for (var i = 0; i < paths.Count; i++)
            if (!TryRead(paths[i], request, read, checks))
                checks.Add(FieldFaults.NotWritable(Invariant($"update_mask.paths[{i}]")));
        return read;
    }

    private static bool TryRead(string path, V1.UpdateSitesRequest request, SiteChanges read, RequestChecks checks)
    {
        var (root, part) = path.Split('.', 2) is [var r, var p] ? (r, p) : (path, "");
        if (root is not ("installation_site" or "billing_site"))
            return false;
        var isBilling = root == "billing_site";
        var given = (isBilling ? request.BillingSite : request.InstallationSite) ?? new V1.Site();
        if (part == "name")
        {
            checks.Part(path, given.Name, ResourceNames.Sites);
            read.Choose(path, isBilling, given.Name);
            return true;
        }
        var fields = SiteChanges.Fields.Where(f => f.Key == part || f.Key.StartsWith(part + ".", StringComparison.Ordinal)).ToList();
        foreach (var (name, field) in fields)
            read.Set(isBilling, field, Checked($"{root}.{name}", field, TextAt(given, name), checks));
        return fields.Count > 0;
    }

    /// <summary>The text at a path of a message; in one that is not given: empty.</summary>
    private static string TextAt(IMessage message, string path)
    {
        object? value = message;
        foreach (var name in path.Split('.'))
            value = value is IMessage holder ? holder.Descriptor.FindFieldByName(name).Accessor.GetValue(holder) : null;
        return (string?)value ?? "";
    }

    private static string Checked(string path, SiteField field, string value, RequestChecks checks) =>
        field.IsRequired ? checks.RequiredText(path, value, field.Kind) : checks.Text(path, value, field.Kind);
}
