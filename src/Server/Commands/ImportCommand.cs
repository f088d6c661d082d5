using System.CommandLine;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage.Sqlite;

namespace MyOpenIP.Server.Commands;

/// <summary>The command line <c>import catalogue|customers|contracted-offers FILE [--dry-run]</c>.</summary>
internal static class ImportCommand
{
    private const int Refused = 1;

    /// <summary>The command.</summary>
    /// <param name="open">Opens the database and gives the services; called once the arguments are right.</param>
    /// <param name="output">Where it reports.</param>
    public static Command Create(Func<CancellationToken, Task<IServiceProvider>> open, TextWriter output) => new("import", "Imports a data file. One fault in it and nothing is imported.")
    {
        Create("catalogue", "Imports a catalogue (JSON) and makes it the current one.", open, output, ImportCatalogueAsync),
        Create("customers", "Imports customers with sites and contacts (JSON lines).", open, output, ImportRecordsAsync<CustomerImporter, Customer>),
        Create("contracted-offers", "Imports contracted offers with lots and commitment (JSON lines).", open, output, ImportRecordsAsync<ContractedOfferImporter, ContractedOfferRecord>),
    };

    private static Command Create(
        string name,
        string description,
        Func<CancellationToken, Task<IServiceProvider>> open,
        TextWriter output,
        Func<IServiceProvider, string, bool, TextWriter, CancellationToken, Task> import)
    {
        var file = new Argument<FileInfo>("file") { Description = "The file." };
        file.AcceptExistingOnly();
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would change, change nothing." };
        var command = new Command(name, description) { file, dryRun };
        command.SetAction(async (arguments, cancellation) =>
        {
            var services = await open(cancellation);
            try
            {
                await import(services, arguments.GetRequiredValue(file).FullName, arguments.GetValue(dryRun), output, cancellation);
                return 0;
            }
            catch (DataFaultsException refusal)
            {
                foreach (var fault in refusal.Faults)
                    await output.WriteLineAsync(fault.ToString());
                await output.WriteLineAsync($"{refusal.Faults.Count} faults, nothing imported");
                return Refused;
            }
            catch (Exception thrown) when (DatabaseOpening.RefusalOf(thrown, services.GetRequiredService<DatabaseFile>().Path) is { } refusal)
            {
                await output.WriteLineAsync($"Nothing imported. {refusal}");
                return Refused;
            }
            catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
            {
                await output.WriteLineAsync($"Nothing imported. {thrown.Message} Name a file that can be read.");
                return Refused;
            }
        });
        return command;
    }

    private static async Task ImportCatalogueAsync(
        IServiceProvider services, string path, bool dryRun, TextWriter output, CancellationToken cancellation)
    {
        var importer = services.GetRequiredService<CatalogueImporter>();
        var file = await CatalogueImporter.ReadAsync(path, cancellation);
        await output.WriteLineAsync($"checked: {file.Offers.Count} offers, {file.Offers.Sum(o => o.Products.Count)} products");
        var changes = await importer.CompareAsync(file, cancellation);
        foreach (var line in changes.Lines)
            await output.WriteLineAsync(line.English);
        await output.WriteLineAsync($"{changes.Lines.Count} changes from {changes.From ?? "no catalogue"} to {changes.To}");
        if (dryRun)
            return;
        var version = await importer.StoreAsync(file, products => output.WriteLine($"stored: {products} products"), cancellation);
        await output.WriteLineAsync($"current catalogue: {version}");
    }

    private static async Task ImportRecordsAsync<TImporter, T>(
        IServiceProvider services, string path, bool dryRun, TextWriter output, CancellationToken cancellation)
        where TImporter : RecordImporter<T>
        where T : class
    {
        var importer = services.GetRequiredService<TImporter>();
        var counts = await importer.ImportAsync(
            Actor.Command, importer.OfFile(path), dryRun, (step, soFar) => output.WriteLine($"{step}: {soFar}"), cancellation);
        foreach (var warning in counts.Warnings)
            await output.WriteLineAsync($"warning: {warning}");
        await output.WriteLineAsync(dryRun ? $"would import {counts}" : $"imported {counts}");
    }
}
