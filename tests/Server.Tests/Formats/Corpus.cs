using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using MyOpenIP.Bench.Requests;
using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Tests.Cases;
using MyOpenIP.Server.Storage.Formats;

namespace MyOpenIP.Server.Tests.Formats;

/// <summary>
/// Stored bytes as builds wrote them, committed: one file for each version that was released, each line a message with its
/// kind, its bytes and what <c>show</c> prints of it. Bytes in a file are never changed; a release adds one.
/// </summary>
internal static class Corpus
{
    private const int MostProducts = 6;
    private const ulong GeneratedPrices = 20;

    /// <summary>The file of the version under way: written anew by RENEW_CORPUS=1 until it is released.</summary>
    public const string Current = "0.2.jsonl";

    /// <summary>The database of the version under way, written anew likewise.</summary>
    public const string CurrentDatabase = "0.2.db.gz";

    /// <summary>Every kind of message that is stored by itself.</summary>
    public static readonly IReadOnlyDictionary<string, MessageParser> Kinds = new MessageParser[]
    {
        StoredTerms.Parser, StoredPrice.Parser, StoredCatalogueOffer.Parser, StoredTaxTable.Parser, StoredLegalTable.Parser,
    }.ToDictionary(p => p.ParseFrom(Array.Empty<byte>()).Descriptor.Name);

    /// <summary>The files of every version.</summary>
    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder(), "*.jsonl").Order(StringComparer.Ordinal);

    /// <summary>The messages of a file.</summary>
    public static IEnumerable<(string Kind, byte[] Bytes, JsonNode Shown)> Read(string file) => File.ReadLines(file).Select(line =>
    {
        var entry = JsonNode.Parse(line)!;
        return ((string)entry["kind"]!, Convert.FromBase64String((string)entry["bytes"]!), entry["shown"]!);
    });

    /// <summary>Writes the file of the version under way: the stories, and requests from the whole space.</summary>
    public static void Write()
    {
        var pricer = new AmendmentPricer();
        var requests = CaseFiles.Names.Select(CaseFiles.Request).Concat(
            Enumerable.Range(0, (int)GeneratedPrices).Select(seed => GeneratedRequest.Of((ulong)seed, MostProducts)));
        var seen = new HashSet<string>();
        File.WriteAllLines(Path.Combine(Folder(), Current), requests.SelectMany(r => Entries(r, pricer)).Where(seen.Add));
    }

    private static IEnumerable<string> Entries(PricingRequest request, AmendmentPricer pricer)
    {
        byte[][] parts = [TermsFormat.Bytes(request.Contract), SharedFormat.Bytes(request.Catalogue), SharedFormat.Bytes(request.Taxes), SharedFormat.Bytes(request.Law)];
        var digests = parts.Select(SHA256.HashData).ToArray();
        yield return Entry(StoredTerms.Parser, parts[0]);
        yield return Entry(StoredCatalogueOffer.Parser, parts[1]);
        yield return Entry(StoredTaxTable.Parser, parts[2]);
        yield return Entry(StoredLegalTable.Parser, parts[3]);
        yield return Entry(StoredPrice.Parser, PriceFormat.Bytes(request, new(digests[0], digests[1], digests[2], digests[3]), pricer.Price(request)));
    }

    private static string Entry(MessageParser parser, byte[] bytes)
    {
        var message = parser.ParseFrom(bytes);
        return new JsonObject
        {
            ["kind"] = message.Descriptor.Name,
            ["bytes"] = Convert.ToBase64String(bytes),
            ["shown"] = JsonNode.Parse(StoredJson.Of(message)),
        }.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Where they are.</summary>
    public static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "corpus");
}
