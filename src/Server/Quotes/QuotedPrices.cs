using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Formats;

namespace MyOpenIP.Server.Quotes;

/// <summary>
/// The prices that quotes froze. What they share with others is kept once, and read once: bytes under their digest are what
/// they are, whoever wrote them.
/// </summary>
internal sealed class QuotedPrices(ReadCache cache)
{
    // Few: an offer of the catalogue for each reseller with discounts of its own, and the tables.
    private readonly ConcurrentDictionary<string, byte[]> known = new();
    private readonly ConcurrentDictionary<string, bool> committed = new();

    /// <summary>Keeps what a price shares with others, in the write that keeps the price.</summary>
    public async Task KeepSharedAsync(StorageContext context, Priced priced, CancellationToken cancellation)
    {
        SharedContent[] contents =
        [
            SharedContent.Of(priced.Request.Catalogue), SharedContent.Of(priced.Request.Taxes), SharedContent.Of(priced.Request.Law),
        ];
        foreach (var content in contents)
            known.TryAdd(content.Key, content.Bytes);
        if (Array.TrueForAll(contents, c => committed.ContainsKey(c.Key)))
            return;
        var (offer, taxes, law) = (contents[0], contents[1], contents[2]);
        var added = await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "SharedDocuments" ("Digest", "Kind", "Content")
            VALUES ({offer.Key}, {offer.Kind}, {offer.Bytes}), ({taxes.Key}, {taxes.Kind}, {taxes.Bytes}), ({law.Key}, {law.Kind}, {law.Bytes})
            ON CONFLICT ("Digest") DO NOTHING
            """,
            cancellation);
        // What this write adds may be rolled back with it; what was there is there for good.
        if (added == 0)
            foreach (var content in contents)
                committed.TryAdd(content.Key, true);
    }

    /// <summary>The price that a quote froze.</summary>
    /// <param name="context">The database.</param>
    /// <param name="quote">The quote.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="offer">The contracted offer, when it is at hand: its terms may be known already. None: null.</param>
    public async Task<Priced> ReadAsync(StorageContext context, Quote quote, CancellationToken cancellation, ContractedOffer? offer = null)
    {
        var stored = StoredValues.Read(StoredPrice.Parser, quote.Price);
        var parts = new SharedParts(
            StoredValues.Read(StoredTerms.Parser, await TermsAsync(context, quote, stored.Request, offer, cancellation)),
            StoredValues.Read(StoredCatalogueOffer.Parser, await SharedAsync(context, stored.Request.CatalogueOffer.ToByteArray(), cancellation)),
            StoredValues.Read(StoredTaxTable.Parser, await SharedAsync(context, stored.Request.TaxTable.ToByteArray(), cancellation)),
            StoredValues.Read(StoredLegalTable.Parser, await SharedAsync(context, stored.Request.LegalTable.ToByteArray(), cancellation)));
        var request = RequestFormat.ToRequest(stored.Request, parts);
        return Priced.Frozen(request, OutcomeReading.ToOutcome(stored.Outcome, request.Contract), quote.Fingerprint);
    }

    private async Task<byte[]> TermsAsync(
        StorageContext context, Quote quote, StoredRequest request, ContractedOffer? offer, CancellationToken cancellation)
    {
        if (offer is not null && cache.Version(offer, offer.CurrentVersion)?.Version is { } current && request.Terms.Span.SequenceEqual(current.TermsDigest))
            return current.Terms;
        var (reference, digest) = (request.Reference, request.Terms.ToByteArray());
        return await context.ContractVersions
            .Where(v => v.Reseller == quote.Reseller && v.OfferReference == reference && v.TermsDigest == digest)
            .Select(v => v.Terms).FirstAsync(cancellation);
    }

    private async ValueTask<byte[]> SharedAsync(StorageContext context, byte[] digest, CancellationToken cancellation)
    {
        var key = Convert.ToHexStringLower(digest);
        return known.TryGetValue(key, out var content)
            ? content
            : known.GetOrAdd(key, await context.SharedDocuments.AsNoTracking().Where(d => d.Digest == key).Select(d => d.Content).SingleAsync(cancellation));
    }
}
