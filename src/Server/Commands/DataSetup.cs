using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.PriceLists;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Commands;

/// <summary>The data files at start: read and checked before anything is served, stored where prices must find them again.</summary>
internal static class DataSetup
{
    /// <summary>Reads the policies, the copper closures, the legal values, the VAT table and the sellers, and adds what reads and imports data.</summary>
    /// <exception cref="DataFaultsException">A file has faults: all of them, with their lines.</exception>
    public static async Task<IServiceCollection> AddDataAsync(this IServiceCollection services, string folder, CancellationToken cancellation)
    {
        var policies = await Policies.ReadFileAsync(Path.Combine(folder, "policies.json"), cancellation);
        var closures = await CopperClosures.ReadFileAsync(Path.Combine(folder, "copper-closures.json"), cancellation);
        var taxes = await TaxTables.ReadFileAsync(Path.Combine(folder, "tax.json"), cancellation);
        var law = await LegalTables.ReadFileAsync(Path.Combine(folder, "law.json"), cancellation);
        var sellers = await Sellers.ReadFileAsync(Path.Combine(folder, "sellers.json"), cancellation);
        return services
            .AddSingleton(policies)
            .AddSingleton(sellers)
            .AddSingleton(law)
            .AddSingleton(closures)
            .AddSingleton(new TaxFile(taxes))
            .AddSingleton<TaxTables>()
            .AddSingleton<Catalogues>()
            .AddSingleton<DrawPriceList>((title, version, offers) => PriceListPdf.Of(PriceListSheets.Of(title, version, offers, sellers.Of(""))))
            .AddSingleton<KeepPriceList>()
            .AddSingleton<CatalogueImporter>()
            .AddSingleton<CustomersChanged>(CustomerColumns.FollowAsync)
            .AddSingleton<AmendmentsUnderWay>(AmendmentAccess.UnderWayAsync)
            .AddSingleton<CustomerImporter>()
            .AddSingleton<WriteSites>()
            .AddSingleton<ContractedOfferImporter>()
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<DemonstrationData>(provider, folder));
    }

    /// <summary>Keeps the contractual documents and the price list in force; call it once the database is open.</summary>
    public static Task StoreDocumentsAsync(IServiceProvider services, string folder, CancellationToken cancellation) =>
        StoreAsync(
            services, "KeepDocuments", "documents/-",
            async write =>
            {
                await DocumentRows.KeepAsync(write.Context, services.GetRequiredService<Policies>(), Path.Combine(folder, DocumentChecks.Folder), write.Cancellation);
                await services.GetRequiredService<KeepPriceList>().OfVersionInForceAsync(write.Context, write.Cancellation);
            },
            cancellation);

    /// <summary>Stores the VAT table in force; call it once the database is open.</summary>
    public static Task StoreTaxesAsync(IServiceProvider services, CancellationToken cancellation) =>
        StoreAsync(
            services, "StoreTaxTable", "taxTables/-",
            write => TaxTables.StoreAsync(write.Context, services.GetRequiredService<TaxFile>().Content, write.Now, write.Cancellation),
            cancellation);

    /// <summary>Stores what a file holds; what is stored already is told to nobody.</summary>
    private static Task<bool> StoreAsync(IServiceProvider services, string action, string subject, Func<Write, Task> store, CancellationToken cancellation) =>
        services.GetRequiredService<Operations>().RunAsync(
            Actor.Service,
            async write =>
            {
                await store(write);
                if (!write.Context.ChangeTracker.HasChanges())
                    return false;
                write.Tell("", action, subject);
                return true;
            },
            cancellation);

    /// <summary>The VAT table in force, without insignificant white space.</summary>
    private sealed record TaxFile(string Content);
}
