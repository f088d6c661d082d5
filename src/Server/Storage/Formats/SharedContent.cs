using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Google.Protobuf;
using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Storage.Formats;

/// <summary>What many requests share, as bytes under their digest. Made once for each object, for objects are never changed.</summary>
internal sealed class SharedContent
{
    private static readonly ConditionalWeakTable<object, SharedContent> Known = [];

    private static readonly Dictionary<string, Func<byte[], IMessage>> Kinds = new()
    {
        [nameof(StoredCatalogueOffer)] = bytes => StoredValues.Read(StoredCatalogueOffer.Parser, bytes),
        [nameof(StoredTaxTable)] = bytes => StoredValues.Read(StoredTaxTable.Parser, bytes),
        [nameof(StoredLegalTable)] = bytes => StoredValues.Read(StoredLegalTable.Parser, bytes),
    };

    private SharedContent(string kind, byte[] bytes)
    {
        Kind = kind;
        Bytes = bytes;
        Digest = SHA256.HashData(bytes);
        Key = Convert.ToHexStringLower(Digest);
    }

    /// <summary>Name of the message that it is.</summary>
    public string Kind { get; }

    /// <summary>The bytes that are stored.</summary>
    public byte[] Bytes { get; }

    /// <summary>Their SHA-256.</summary>
    public byte[] Digest { get; }

    /// <summary>Their SHA-256 as 64 lower-case hexadecimal digits, under which they are kept.</summary>
    public string Key { get; }

    /// <summary>The message that some content is.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged, or of a kind that this build does not know.</exception>
    public static IMessage Read(string kind, byte[] bytes) => Kinds.TryGetValue(kind, out var read)
        ? read(bytes)
        : throw new InvalidDataException($"{kind} is no kind of content that this build knows.");

    /// <summary>An offer of the catalogue.</summary>
    public static SharedContent Of(CatalogueOffer offer) => Known.GetValue(offer, static o => new(nameof(StoredCatalogueOffer), SharedFormat.Bytes((CatalogueOffer)o)));

    /// <summary>A VAT table.</summary>
    public static SharedContent Of(TaxTable table) => Known.GetValue(table, static t => new(nameof(StoredTaxTable), SharedFormat.Bytes((TaxTable)t)));

    /// <summary>The values of law.</summary>
    public static SharedContent Of(LegalTable table) => Known.GetValue(table, static t => new(nameof(StoredLegalTable), SharedFormat.Bytes((LegalTable)t)));
}
