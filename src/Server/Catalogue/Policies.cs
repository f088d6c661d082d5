using System.Text.Json.Nodes;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;

namespace MyOpenIP.Server.Catalogue;

/// <summary>The operator's policies: what new contracts take over, ceilings, validity of quotes, contractual documents.</summary>
internal sealed record Policies
{
    /// <summary>Name of this state of the policies.</summary>
    public required string Version { get; init; }

    /// <summary>The policies of a contract whose offer says nothing else.</summary>
    public required JsonObject Contract { get; init; }

    /// <summary>How much each role may give away by itself.</summary>
    public required DiscountAuthority Authority { get; init; }

    /// <summary>Days for which a quote binds.</summary>
    public required int QuoteValidityDays { get; init; }

    /// <summary>Days after which an untouched draft expires.</summary>
    public required int DraftExpiryDays { get; init; }

    /// <summary>The documents that go with every quote.</summary>
    public required IReadOnlyList<ContractualDocument> Documents { get; init; }

    /// <summary>The default policies with some of them replaced.</summary>
    public ContractPolicies Merge(params IEnumerable<JsonObject?> replacements)
    {
        var merged = (JsonObject)Contract.DeepClone();
        foreach (var (name, value) in replacements.OfType<JsonObject>().SelectMany(r => r))
            merged[name] = value?.DeepClone();
        return DataJson.Read<ContractPolicies>(merged.ToJsonString());
    }

    /// <summary>Reads and checks the policies file; the digest of each document is that of its file.</summary>
    /// <exception cref="DataFaultsException">It has faults: all of them, with their lines.</exception>
    public static async Task<Policies> ReadFileAsync(string path, CancellationToken cancellation)
    {
        var document = await DataDocument.ReadFileAsync(path, "policies", cancellation);
        PolicyChecks.Check(document, document.Root.Child("contract"));
        CatalogueChecks.CheckUnique(document, document.Root.Objects("documents"), "code");
        foreach (var named in document.Root.Objects("documents"))
        {
            if (named.Text("file") is not { } name)
                continue;
            var file = Path.Combine(Path.GetDirectoryName(path)!, "documents", name);
            if (!File.Exists(file))
                document.Refuse(named["file"]!, new("il n'y a pas ce fichier dans documents/", "there is no such file in documents/"));
            else if (await ContractualDocument.DigestAsync(file, cancellation) is var digest && named.Text("sha256") is { } said && said != digest)
                document.Refuse(named["sha256"]!, new($"le SHA-256 du fichier est {digest}", $"the file's SHA-256 is {digest}"));
        }
        return document.Read<Policies>();
    }
}

/// <summary>A contractual document (C. civ. 1119: it binds only if supplied and accepted).</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its title, in French.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">SHA-256 of its file, 64 lower-case hexadecimal digits.</param>
/// <param name="File">Name of its file in data/documents.</param>
internal sealed record ContractualDocument(string Code, string Title, string Version, string Sha256, string File)
{
    /// <summary>SHA-256 of a file, 64 lower-case hexadecimal digits.</summary>
    public static async Task<string> DigestAsync(string file, CancellationToken cancellation)
    {
        await using var content = System.IO.File.OpenRead(file);
        return Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(content, cancellation));
    }
}
