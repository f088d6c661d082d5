using MyOpenIP.Pricing;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;

namespace MyOpenIP.Server.Catalogue;

/// <summary>The values that the law fixes, as the file in force says them. A price keeps those that it was made from in its request.</summary>
internal static class LegalTables
{
    /// <summary>Reads and checks the file of legal values.</summary>
    /// <exception cref="DataFaultsException">It has faults: all of them, with their lines.</exception>
    public static async Task<LegalTable> ReadFileAsync(string path, CancellationToken cancellation)
    {
        var document = await DataDocument.ReadFileAsync(path, "law", cancellation);
        foreach (var value in document.Root.Objects("values"))
            CatalogueChecks.CheckSpan(document, value);
        var table = document.Read<LegalTable>();
        document.Refuse("", InputFaults.Of(table));
        document.ThrowIfFaulty();
        return table;
    }
}
