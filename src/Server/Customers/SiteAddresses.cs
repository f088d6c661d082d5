using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Customers;

/// <summary>
/// Writes sites. The INSEE code decides where copper is still sold, so a reseller does not give it: the operator does, or the
/// copper data where it knows one commune of that name and postcode. Where neither does, a site keeps the code that it has.
/// </summary>
internal static class SiteAddresses
{
    private static readonly ActorRole[] MayGiveInseeCode = [ActorRole.Operator, ActorRole.InternalSystem];

    /// <summary>Writes a site.</summary>
    /// <param name="patch">What is written.</param>
    /// <param name="site">The site.</param>
    /// <param name="actor">Who writes it.</param>
    /// <param name="closures">The copper data.</param>
    /// <exception cref="Fault">PERMISSION_DENIED: the INSEE code is not the actor's to give.</exception>
    public static void Apply(this PartPatch<Site> patch, Site site, Actor actor, CopperClosures closures)
    {
        var (code, before) = (patch.ValueOf(PartFields.InseeCode) ?? "", (site.City, site.PostalCode));
        if (code.Length > 0 && code != site.InseeCode)
            RequireMayGiveInseeCode(actor, PartFields.InseeCode);
        patch.Apply(site, except: actor.IsOperatorOrInternal ? null : PartFields.InseeCode);
        if (code.Length == 0 && (site.InseeCode.Length == 0 || before != (site.City, site.PostalCode))
            && site.CountryCode == "FR" && closures.CommuneOf(site.City, site.PostalCode) is { } commune)
            site.InseeCode = commune;
    }

    /// <summary>Refuses who may not give the INSEE code of a site.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, with the roles that may.</exception>
    public static void RequireMayGiveInseeCode(Actor actor, string field)
    {
        if (!actor.IsOperatorOrInternal)
            throw Fault.RoleNotAllowed(field, MayGiveInseeCode);
    }

    /// <summary>Refuses a SIRET that is no establishment of the customer's.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT.</exception>
    public static void RequireOwnSiret(Site site, Customer customer)
    {
        if (site.Siret.Length > 0 && customer.Siren.Length > 0 && !site.Siret.StartsWith(customer.Siren, StringComparison.Ordinal))
            throw Fault.InvalidArgument(FieldFaults.NotOfSiren("site.siret"));
    }
}
