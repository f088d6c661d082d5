using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Customers;

/// <summary>Adds and corrects the sites of a customer.</summary>
/// <param name="closures">The copper data.</param>
/// <param name="changed">Told of the customers that changed, in the transaction.</param>
internal sealed class WriteSites(CopperClosures closures, CustomersChanged changed)
{
    /// <summary>Adds one.</summary>
    /// <param name="write">The write.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="patch">The site.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, INVALID_ARGUMENT, LIMIT_EXCEEDED.</exception>
    public async Task<WrittenPart<Site>> AddAsync(Write write, long customer, PartPatch<Site> patch)
    {
        var (context, owner) = (write.Context, await write.CustomerForAsync(customer));
        var site = new Site
        {
            Reseller = owner.Reseller,
            CustomerId = owner.Id,
            Number = await write.NextNumberAsync(context.Sites.Where(s => s.Reseller == owner.Reseller && s.CustomerId == owner.Id).Select(s => s.Number)),
            Name = "",
            Street = "",
            PostalCode = "",
            City = "",
        };
        patch.Apply(site, write.Actor, closures);
        SiteAddresses.RequireOwnSiret(site, owner);
        context.Add(site);
        write.Tell(owner.Reseller, "CreateSite", ResourceNames.Site(owner.Id, site.Number));
        return new(site, owner);
    }

    /// <summary>Corrects one.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Its customer and its number.</param>
    /// <param name="etag">The etag of the customer as the actor saw it.</param>
    /// <param name="patch">What changes.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND, ETAG_MISMATCH, INVALID_ARGUMENT.</exception>
    public async Task<WrittenPart<Site>> CorrectAsync(Write write, NumberedPart name, string etag, PartPatch<Site> patch)
    {
        var (context, owner) = (write.Context, await write.CustomerForAsync(name.Customer, etag));
        var site = await context.Sites.SingleOrDefaultAsync(
            s => s.Reseller == owner.Reseller && s.CustomerId == owner.Id && s.Number == name.Number, write.Cancellation)
            ?? throw Fault.NotFound(ResourceNames.Site(name.Customer, name.Number));
        patch.Apply(site, write.Actor, closures);
        SiteAddresses.RequireOwnSiret(site, owner);
        write.Tell(owner.Reseller, "UpdateSite", ResourceNames.Site(owner.Id, site.Number));

        // What keeps a copy of the town reads it from the table.
        await write.SaveAsync();
        await changed(context, [owner.Id], write.Cancellation);
        return new(site, owner);
    }
}
