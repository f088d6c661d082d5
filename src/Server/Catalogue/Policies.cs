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

    /// <summary>How customers are asked to sign.</summary>
    public SignaturePolicy Signature { get; init; } = new();

    /// <summary>The documents that go with quotes, in all their versions.</summary>
    public required IReadOnlyList<ContractualDocument> Documents { get; init; }

    /// <summary>The document whose versions are the price lists of the catalogue; none: null.</summary>
    public ContractualDocument? PriceList => Documents.FirstOrDefault(d => d.Source is DocumentSource.Catalogue);

    /// <summary>The documents that go with a quote of a day: of each the version in force, in the order of the file.</summary>
    /// <param name="day">The day.</param>
    /// <param name="priceList">The price list of the catalogue that the quote is priced by; the policies want none: null.</param>
    public IReadOnlyList<ContractualDocument> DocumentsOn(DateOnly day, ContractualDocument? priceList) =>
    [
        .. from document in Documents
           where document.IsValidOn(day)
           group document by document.Code into versions
           select versions.MaxBy(d => d.ValidFrom ?? DateOnly.MinValue) is { Source: DocumentSource.File } filed ? filed : priceList!,
    ];

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
        await DocumentChecks.CheckAsync(document, Path.Combine(Path.GetDirectoryName(path)!, DocumentChecks.Folder), cancellation);
        return document.Read<Policies>();
    }
}

/// <summary>How customers are asked to sign.</summary>
internal sealed record SignaturePolicy
{
    /// <summary>Days after a link was made on which its signer is reminded, in order.</summary>
    public IReadOnlyList<int> ReminderDays { get; init; } = [3, 10];

    /// <summary>Who may hand links on itself; the signer then needs a code that is sent to its mailbox.</summary>
    public IReadOnlyList<LinkPermission> LinksByRequester { get; init; } = [];

    /// <summary>Whether a reseller may hand links for an offer of the catalogue on.</summary>
    public bool LetsHandOn(string reseller, string offer) => LinksByRequester.Any(p => p.Reseller == reseller && (p.Offer is null || p.Offer == offer));
}

/// <summary>Lets a reseller hand links on.</summary>
/// <param name="Reseller">Code of the reseller.</param>
/// <param name="Offer">Code of the offer of the catalogue; none: all.</param>
internal sealed record LinkPermission(string Reseller, string? Offer = null);

/// <summary>A version of a contractual document (C. civ. 1119: it binds only if supplied and accepted).</summary>
internal sealed record ContractualDocument
{
    /// <summary>Code of the document.</summary>
    public required string Code { get; init; }

    /// <summary>Its title, in French.</summary>
    public required string Title { get; init; }

    /// <summary>Where its content is from.</summary>
    public DocumentSource Source { get; init; }

    /// <summary>The version; of price lists that of the catalogue, so none stands in the policies: empty.</summary>
    public string Version { get; init; } = "";

    /// <summary>SHA-256 of its content, 64 lower-case hexadecimal digits; none stands in the policies: empty.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Name of its file in data/documents; it is no file: empty.</summary>
    public string File { get; init; } = "";

    /// <summary>First day on which it is in force; none: since ever.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Whether it, or a later version, is in force on a day.</summary>
    public bool IsValidOn(DateOnly day) => ValidFrom is not { } first || first <= day;
}

/// <summary>Where the content of a contractual document is from.</summary>
internal enum DocumentSource
{
    /// <summary>A file of data/documents.</summary>
    File,

    /// <summary>The catalogue in force: a price list is made of each of its versions.</summary>
    Catalogue,
}
