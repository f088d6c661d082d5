using MyOpenIP.Server.Customers;
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
        return part.Length > 0 && (isBilling ? read.Billing : read.Installation).Read(part, given, root, PartFields.OfSites, checks);
    }
}
