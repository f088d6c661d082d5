using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Signing;

/// <summary>
/// Tells whether a file that somebody holds is ours, and what became of its quote. By its digest alone, which nobody guesses:
/// so it is asked of the files of all resellers, and tells nothing that the file does not but where its quote stands.
/// </summary>
internal sealed class VerifyFile(StorageContexts contexts, ParisClock clock)
{
    /// <summary>Looks for it.</summary>
    /// <returns>What it is; null: none of ours.</returns>
    public async Task<VerifiedFile?> RunAsync(HeldFile held, CancellationToken cancellation)
    {
        await using var context = await contexts.OpenAsync(Actor.Service, cancellation);
        string[] digests = [.. held.Digests.Select(d => d.Sha256)];
        var found = await FoundAsync(context, digests, cancellation);

        // The whole first; then the longest beginning that is ours.
        foreach (var part in held.Digests.OrderByDescending(d => d.Length))
            if (found.FirstOrDefault(f => f.Sha256 == part.Sha256) is { } file)
                return await VerifiedAsync(context, file, held.Length - part.Length, cancellation);
        return null;
    }

    private static async Task<List<Found>> FoundAsync(StorageContext context, string[] digests, CancellationToken cancellation) =>
    [
        .. await context.QuotePapers.Where(p => digests.Contains(p.PdfSha256))
            .Select(p => new Found(FileOfOurs.Quote, p.PdfSha256, p.Reseller, p.AmendmentNumber, p.Revision)).ToListAsync(cancellation),
        .. await context.SignatureSeals.Where(s => digests.Contains(s.SealedSha256))
            .Select(s => new Found(FileOfOurs.SealedQuote, s.SealedSha256, s.Reseller, s.AmendmentNumber, s.Revision)).ToListAsync(cancellation),
        .. await context.SignatureEvidences.Where(e => digests.Contains(e.PdfSha256))
            .Select(e => new Found(FileOfOurs.Evidence, e.PdfSha256, e.Reseller, e.AmendmentNumber, e.Revision)).ToListAsync(cancellation),
        .. await context.SignatureEvidences.Where(e => digests.Contains(e.JsonSha256))
            .Select(e => new Found(FileOfOurs.EvidenceRecord, e.JsonSha256, e.Reseller, e.AmendmentNumber, e.Revision)).ToListAsync(cancellation),
        .. await context.SignatureEvidences.Where(e => digests.Contains(e.CertificateSha256))
            .Select(e => new Found(FileOfOurs.Certificate, e.CertificateSha256, e.Reseller, e.AmendmentNumber, e.Revision)).ToListAsync(cancellation),
    ];

    private async Task<VerifiedFile> VerifiedAsync(StorageContext context, Found file, long appended, CancellationToken cancellation)
    {
        var row = await (
            from quote in context.Quotes.AsNoTracking().Where(q => q.Reseller == file.Reseller && q.AmendmentNumber == file.Amendment && q.Revision == file.Revision)
            join amendment in context.Amendments.AsNoTracking() on new { quote.Reseller, Number = quote.AmendmentNumber } equals new { amendment.Reseller, amendment.Number }
            select new
            {
                quote.IssuedAt,
                quote.ExpiresAt,
                Amendment = amendment,
                Accepted = context.Orders.Where(o => o.Reseller == quote.Reseller && o.AmendmentNumber == quote.AmendmentNumber && o.QuoteRevision == quote.Revision)
                    .Select(o => (DateTimeOffset?)o.AcceptedAt).FirstOrDefault(),
                Asked = context.SignatureRequests.Where(r => r.Reseller == quote.Reseller && r.AmendmentNumber == quote.AmendmentNumber && r.Revision == quote.Revision)
                    .Select(r => new { r.Answer, r.AnsweredAt }).FirstOrDefault(),
            }).SingleAsync(cancellation);
        var (state, answered) = (row.Asked?.Answer, row.Accepted) switch
        {
            (SignatureAnswer.Signed, _) => (VerifiedState.Signed, row.Asked!.AnsweredAt),
            (SignatureAnswer.Declined, _) => (VerifiedState.Declined, row.Asked!.AnsweredAt),
            (_, { } accepted) => (VerifiedState.Validated, (DateTimeOffset?)accepted),
            _ => (StateOf(row.Amendment, file.Revision), null),
        };
        return new(
            file.Kind, appended, file.Sha256, ResourceNames.PrintedQuote(file.Amendment, file.Revision), state, row.IssuedAt, row.ExpiresAt, answered);
    }

    /// <summary>Where a quote stands that nobody answered.</summary>
    private VerifiedState StateOf(Amendment amendment, int revision) => AmendmentStates.AsOf(amendment, clock.Now) switch
    {
        _ when amendment.LatestRevision != revision => VerifiedState.Superseded,
        AmendmentState.Expired => VerifiedState.Expired,
        AmendmentState.Cancelled => VerifiedState.Cancelled,
        _ => amendment.QuotedRevision == revision ? VerifiedState.Open : VerifiedState.Superseded,
    };

    private sealed record Found(FileOfOurs Kind, string Sha256, string Reseller, string Amendment, int Revision);
}

/// <summary>A file of ours that somebody holds.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="AppendedBytes">Bytes behind it that are not ours; 0: it is unchanged.</param>
/// <param name="Sha256">SHA-256 of the file of ours.</param>
/// <param name="PrintedQuote">Printed number and revision of its quote.</param>
/// <param name="State">What became of that revision.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="ExpiresAt">The instant from which it no longer binds unless it is accepted.</param>
/// <param name="AnsweredAt">When it was signed, validated or refused; null: it was not.</param>
internal sealed record VerifiedFile(
    FileOfOurs Kind, long AppendedBytes, string Sha256, string PrintedQuote, VerifiedState State, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, DateTimeOffset? AnsweredAt);

/// <summary>What a file of ours is.</summary>
internal enum FileOfOurs
{
    /// <summary>The PDF of a quote.</summary>
    Quote,

    /// <summary>A sealed copy of it.</summary>
    SealedQuote,

    /// <summary>The evidence of an acceptance, as PDF.</summary>
    Evidence,

    /// <summary>The same as JSON.</summary>
    EvidenceRecord,

    /// <summary>The certificate of completion.</summary>
    Certificate,
}

/// <summary>What became of a revision of a quote.</summary>
internal enum VerifiedState
{
    /// <summary>It is open.</summary>
    Open,

    /// <summary>Signed by the customer.</summary>
    Signed,

    /// <summary>Validated by the operator.</summary>
    Validated,

    /// <summary>Refused by the customer.</summary>
    Declined,

    /// <summary>Another revision takes its place, or will.</summary>
    Superseded,

    /// <summary>It ran out of time.</summary>
    Expired,

    /// <summary>It was given up.</summary>
    Cancelled,
}
