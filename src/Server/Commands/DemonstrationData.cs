using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Commands;

/// <summary>The demonstration: a catalogue, the customer of the portal's guide, and made-up customers. For development only.</summary>
internal sealed class DemonstrationData(
    string folder,
    StorageContexts contexts,
    StorageWriter writer,
    CatalogueImporter catalogues,
    CustomerImporter customers,
    ContractedOfferImporter offers)
{
    /// <summary>The last amendment number before the one on the portal's screens, DEV 000050763.</summary>
    private const long LastAmendmentNumber = 50_762;

    /// <summary>The last order number before those made here: the screens show COM32623.</summary>
    private const long LastOrderNumber = 40_000;

    /// <summary>Loads the demonstration into an empty database; a database with other data, or one that has it, is left as it is.</summary>
    /// <returns>Whether it was loaded.</returns>
    public async Task<bool> LoadIntoEmptyAsync(CancellationToken cancellation)
    {
        var catalogue = await CatalogueImporter.ReadAsync(System.IO.Path.Combine(folder, "catalogue.json"), cancellation);
        if (!await IsWantedAsync(CatalogueImporter.VersionOf(catalogue), cancellation))
            return false;
        await catalogues.StoreAsync(catalogue, null, cancellation);
        // The tests check these lines.
        foreach (var part in (string[])["portal", "generated"])
        {
            await customers.StoreAsync(Actor.Command, customers.OfFile(Path(part, "customers")), null, cancellation);
            await offers.StoreAsync(Actor.Command, offers.OfFile(Path(part, "contracted-offers")), null, cancellation);
        }

        // Last, so that a load that was cut short is done again.
        await writer.WriteAsync(
            Actor.Command,
            async (context, token) =>
            {
                await context.SkipToAsync("COM", LastOrderNumber, token);
                await context.SkipToAsync("DEV", LastAmendmentNumber, token);
            },
            cancellation);
        return true;
    }

    private async Task<bool> IsWantedAsync(string catalogue, CancellationToken cancellation)
    {
        await using var context = await contexts.OpenAsync(Actor.Command, cancellation);
        if (await context.NumberSequences.AnyAsync(s => s.Name == "DEV", cancellation))
            return false;
        var current = await Catalogues.CurrentVersionAsync(context, cancellation);
        return current is null ? !await context.Customers.AnyAsync(cancellation) : current == catalogue;
    }

    private string Path(string part, string kind) => System.IO.Path.Combine(folder, "demonstration", $"{part}-{kind}.jsonl");
}
