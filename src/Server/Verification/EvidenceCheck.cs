using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Signing;

namespace MyOpenIP.Server.Verification;

/// <summary>Every acceptance that the audit was told evidence of still has it, with the bytes that were told.</summary>
internal static class EvidenceCheck
{
    /// <summary>The first evidence that is not what the audit was told.</summary>
    public static async Task<Break?> FirstBreakAsync(Verified verified)
    {
        var (context, cancellation) = (verified.Context, verified.Cancellation);
        var told = 0;
        var entries =
            from entry in context.AuditEntries.AsNoTracking().Where(e => e.Action == nameof(KeepEvidence))
            join payload in context.AuditPayloads on new { entry.Reseller, entry.Sequence } equals new { payload.Reseller, payload.Sequence } into payloads
            from payload in payloads.DefaultIfEmpty()
            orderby entry.Reseller, entry.Sequence
            select new { entry.Reseller, entry.Subject, entry.At, Payload = payload == null ? null : payload.Payload };
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            verified.See();
            told++;

            // customers/ID/amendments/NUMBER/quotes/REVISION/evidence
            var parts = entry.Subject.Split('/');
            var (number, revision) = (parts[3], int.Parse(parts[5], System.Globalization.CultureInfo.InvariantCulture));
            var evidence = await context.SignatureEvidences.AsNoTracking().SingleOrDefaultAsync(
                e => e.Reseller == entry.Reseller && e.AmendmentNumber == number && e.Revision == revision, cancellation);
            if (evidence is null)
                return new(entry.Subject, "it is not there");
            if (Sha256Hex.Of(evidence.Json) != evidence.JsonSha256 || Sha256Hex.Of(evidence.Pdf) != evidence.PdfSha256 || evidence.MadeAt != entry.At)
                return new(entry.Subject, "it is not what its digests say, or of another instant");
            if (entry.Payload is { } payload && !(payload.Contains(evidence.JsonSha256, StringComparison.Ordinal) && payload.Contains(evidence.PdfSha256, StringComparison.Ordinal)))
                return new(entry.Subject, "it is not what the audit was told");
        }
        return await context.SignatureEvidences.CountAsync(cancellation) == told ? null : new("evidence", "there is some that the audit was not told of");
    }
}
