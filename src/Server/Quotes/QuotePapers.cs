using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Attachments;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Formats;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Quotes;

/// <summary>
/// Quotes as documents. The PDF is made with the quote, in its transaction, and kept: the bytes that were read are those that
/// are signed, whatever a later release draws. One of release 0.2 is made when it is first asked for, and kept from then on.
/// </summary>
internal sealed class QuotePapers(Operations operations, QuotedPrices quotedPrices, TimeProvider time)
{
    /// <summary>The paper of a quote that is issued now.</summary>
    public static QuotePaper Make(Quote quote, Priced priced, StoredParties? parties, IReadOnlyList<Attachment> attachments, DateTimeOffset now)
    {
        var pdf = QuotePdf.Of(QuoteSheets.Of(quote, priced, parties, attachments));
        return new QuotePaper
        {
            Reseller = quote.Reseller,
            AmendmentNumber = quote.AmendmentNumber,
            Revision = quote.Revision,
            Parties = parties is null ? [] : StoredValues.Bytes(parties),
            Pdf = pdf,
            PdfSha256 = Sha256Hex.Of(pdf),
            MadeAt = now,
        };
    }

    /// <summary>The paper of a quote, whose PDF is always the same bytes.</summary>
    public async Task<QuotePaper> ReadAsync(StorageContext context, Quote quote, CancellationToken cancellation)
    {
        if (await PaperAsync(context, quote, cancellation) is { } paper)
            return paper;
        var made = Make(
            quote, await quotedPrices.ReadAsync(context, quote, cancellation), parties: null, await AttachedAsync(context, quote, cancellation), time.GetUtcNow());
        return await operations.RunAsync(
            Actor.Service,
            async write =>
            {
                // Whoever asked at the same moment may have been first: what stands is what counts.
                if (await PaperAsync(write.Context, quote, write.Cancellation) is { } first)
                    return first;
                var customer = await write.Context.Amendments.Where(a => a.Reseller == quote.Reseller && a.Number == quote.AmendmentNumber)
                    .Select(a => a.CustomerId).SingleAsync(write.Cancellation);
                write.Context.Add(made);
                write.Tell(quote.Reseller, "KeepQuotePaper", ResourceNames.Quote(customer, quote.AmendmentNumber, quote.Revision));
                return made;
            },
            cancellation);
    }

    /// <summary>The paper of a quote, within a write that needs it to stand: it is made where it was not yet.</summary>
    public static async Task<QuotePaper> KeptAsync(Write write, Quote quote, Priced priced)
    {
        if (await PaperAsync(write.Context, quote, write.Cancellation) is { } kept)
            return kept;
        var made = Make(quote, priced, parties: null, await AttachedAsync(write.Context, quote, write.Cancellation), write.Now);
        write.Context.Add(made);
        return made;
    }

    /// <summary>The sheet of a quote, as its PDF has it: in French, or in another language for who reads it besides.</summary>
    public async Task<QuoteSheet> SheetAsync(StorageContext context, Quote quote, CancellationToken cancellation, Printed? printed = null) => QuoteSheets.Of(
        quote, await quotedPrices.ReadAsync(context, quote, cancellation), await PartiesAsync(context, quote, cancellation), await AttachedAsync(context, quote, cancellation), printed);

    /// <summary>What a quote was issued with.</summary>
    public static Task<IReadOnlyList<Attachment>> AttachedAsync(StorageContext context, Quote quote, CancellationToken cancellation) =>
        context.AttachmentsAsync(quote.Reseller, quote.AmendmentNumber, quote.Revision, cancellation);

    /// <summary>Whom and what a quote named; it froze its price alone: null.</summary>
    public static async Task<StoredParties?> PartiesAsync(StorageContext context, Quote quote, CancellationToken cancellation)
    {
        var stored = await OfQuote(context, quote).Select(p => p.Parties).SingleOrDefaultAsync(cancellation);
        return stored is { Length: > 0 } ? StoredValues.Read(StoredParties.Parser, stored) : null;
    }

    private static Task<QuotePaper?> PaperAsync(StorageContext context, Quote quote, CancellationToken cancellation) =>
        OfQuote(context, quote).SingleOrDefaultAsync(cancellation);

    private static IQueryable<QuotePaper> OfQuote(StorageContext context, Quote quote) => context.QuotePapers.AsNoTracking()
        .Where(p => p.Reseller == quote.Reseller && p.AmendmentNumber == quote.AmendmentNumber && p.Revision == quote.Revision);
}
