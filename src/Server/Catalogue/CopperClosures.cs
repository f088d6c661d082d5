using System.Collections.Frozen;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Lists;

namespace MyOpenIP.Server.Catalogue;

/// <summary>Where no copper line is sold any more: whole communes, or single addresses.</summary>
internal sealed class CopperClosures(IReadOnlyList<CopperClosure> closures)
{
    private readonly FrozenDictionary<string, DateOnly> byCommune = Earliest(closures, c => c.InseeCode);
    private readonly FrozenDictionary<string, DateOnly> byAddress = Earliest(
        closures, c => c.Street is null ? null : AddressKey(c.Street, c.PostalCode!));

    private readonly FrozenDictionary<string, string> communes = closures.Where(c => c is { InseeCode: not null, Commune: not null })
        .SelectMany(c => (c.PostalCodes ?? []).Select(p => (Key: AddressKey(c.Commune!, p), c.InseeCode)))
        .GroupBy(c => c.Key, c => c.InseeCode!).Where(named => named.Distinct().Count() == 1).ToFrozenDictionary(named => named.Key, named => named.First());

    /// <summary>INSEE code of the one commune of a name and postcode that is known here; null: there is none, or more than one.</summary>
    public string? CommuneOf(string city, string postalCode) => communes.GetValueOrDefault(AddressKey(city, postalCode));

    /// <summary>First day on which no copper line is sold at a site; null: it is open.</summary>
    public DateOnly? ClosedSince(string inseeCode, string street, string postalCode)
    {
        var closed = new List<DateOnly>();
        if (byCommune.TryGetValue(inseeCode, out var commune))
            closed.Add(commune);
        if (byAddress.TryGetValue(AddressKey(street, postalCode), out var address))
            closed.Add(address);
        return closed.Count == 0 ? null : closed.Min();
    }

    /// <summary>Reads and checks the file of closures.</summary>
    /// <exception cref="DataFaultsException">It has faults: all of them, with their lines.</exception>
    public static async Task<CopperClosures> ReadFileAsync(string path, CancellationToken cancellation)
    {
        var document = await DataDocument.ReadFileAsync(path, "copper-closures", cancellation);
        foreach (var closure in document.Root.Objects("closures"))
            if (closure["inseeCode"] is null && (closure["street"] is null || closure["postalCode"] is null))
                document.Refuse(closure, new("une fermeture est celle d'un inseeCode, ou d'une street avec son postalCode", "a closure is of an inseeCode, or of a street with its postalCode"));
        return new(document.Read<CopperClosureFile>().Closures);
    }

    private static string AddressKey(string street, string postalCode) => $"{FoldedText.Fold(street.Trim())}|{postalCode}";

    private static FrozenDictionary<string, DateOnly> Earliest(IReadOnlyList<CopperClosure> closures, Func<CopperClosure, string?> key) =>
        closures.Where(c => !string.IsNullOrEmpty(key(c))).GroupBy(c => key(c)!).ToFrozenDictionary(g => g.Key, g => g.Min(c => c.ValidFrom));

    private sealed record CopperClosureFile(IReadOnlyList<CopperClosure> Closures);
}

/// <summary>A closure of copper to new sales.</summary>
/// <param name="InseeCode">The commune; null: a single address.</param>
/// <param name="Street">Number and street; null: the whole commune.</param>
/// <param name="PostalCode">Postal code of the address.</param>
/// <param name="ValidFrom">First day on which no line is sold.</param>
/// <param name="Commune">Name of the commune, to know it by; null: it is not given.</param>
/// <param name="PostalCodes">The postcodes of the commune; null: they are not given.</param>
internal sealed record CopperClosure(
    string? InseeCode, string? Street, string? PostalCode, DateOnly ValidFrom, string? Commune = null, IReadOnlyList<string>? PostalCodes = null);
