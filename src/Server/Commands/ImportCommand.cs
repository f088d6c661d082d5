using System.CommandLine;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage.Sqlite;

namespace MyOpenIP.Server.Commands;

/// <summary>The command line <c>import catalogue|customers|contracted-offers FILE [--dry-run]</c>.</summary>
internal static class ImportCommand
{
    /// <summary>Lines of changes that a dry run prints; more would not be read.</summary>
    private const int MostTold = 2_000;

    /// <summary>The command.</summary>
    /// <param name="open">Opens the database and gives the services; called once the arguments are right.</param>
    /// <param name="output">Where it reports.</param>
    public static Command Create(Func<ParseResult, CancellationToken, Task<IServiceProvider>> open, TextWriter output) => new(
        "import", "Imports a data file: first the catalogue, then customers, then contracted offers. One fault in it and nothing is imported; it makes the database when there is none.")
    {
        Create("catalogue", "Imports a catalogue (JSON, data/schemas/catalogue.schema.json) and makes it the current one.", open, output, ImportCatalogueAsync),
        Create("customers", "Imports customers with sites and contacts (JSON lines, data/schemas/customer.schema.json).", open, output, ImportRecordsAsync<CustomerImporter, Customer>),
        Create("contracted-offers", "Imports contracted offers with lots and commitment (JSON lines, data/schemas/contracted-offer.schema.json).", open, output, ImportRecordsAsync<ContractedOfferImporter, ContractedOfferRecord>),
    };

    private static Command Create(
        string name,
        string description,
        Func<ParseResult, CancellationToken, Task<IServiceProvider>> open,
        TextWriter output,
        Func<IServiceProvider, string, bool, TextWriter, CancellationToken, Task> import)
    {
        var file = new Argument<FileInfo>("file") { Description = "The file." };
        file.AcceptExistingOnly();
        var dryRun = new Option<bool>("--dry-run") { Description = "Say field by field what would change, change nothing." };
        var command = new Command(name, description) { file, dryRun };
        command.SetAction(async (arguments, cancellation) =>
        {
            var services = await open(arguments, cancellation);
            try
            {
                await import(services, arguments.GetRequiredValue(file).FullName, arguments.GetValue(dryRun), output, cancellation);
                return CommandTree.Done;
            }
            catch (DataFaultsException refusal)
            {
                foreach (var fault in refusal.Faults)
                    await output.WriteLineAsync(fault.ToString());
                await output.WriteLineAsync($"{refusal.Faults.Count} {(refusal.Faults.Count == 1 ? "fault" : "faults")}, nothing imported");
                return CommandTree.Refused;
            }
            catch (Exception thrown) when (DatabaseOpening.RefusalOf(thrown, services.GetRequiredService<DatabaseFile>().Path) is { } refusal)
            {
                await output.WriteLineAsync($"Nothing imported. {refusal}");
                return CommandTree.Refused;
            }
            catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
            {
                await output.WriteLineAsync($"Nothing imported. {thrown.Message} Name a file that can be read.");
                return CommandTree.Refused;
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
        if (dryRun || changes.From == changes.To)
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
        if (dryRun)
            foreach (var line in Told(counts))
                await output.WriteLineAsync(line);
        await output.WriteLineAsync(dryRun ? $"would import {counts}" : $"imported {counts}");
    }

    /// <summary>A line for each record that is new, and one for each value that changes.</summary>
    private static IEnumerable<string> Told(ImportCounts counts)
    {
        var lines = counts.Changes.SelectMany(IEnumerable<string> (change) => change.Fields is null
            ? [$"+ {change.Key}"]
            : change.Fields.SelectMany(f => JsonDifferences.Between(f.Path, f.Before, f.After)).Select(difference => $"~ {change.Key} {difference}"));
        return lines.Take(MostTold + 1).Select((line, index) => index < MostTold ? line : "and more");
    }
}
