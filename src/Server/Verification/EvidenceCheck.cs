using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Signing;
using MyOpenIP.Server.Signing.Sealing;

namespace MyOpenIP.Server.Verification;

/// <summary>Every acceptance that the audit was told evidence of still has it, and its certificate, seal and time stamp, with the bytes that were told.</summary>
internal static class EvidenceCheck
{
    /// <summary>The first evidence or seal that is not what the audit was told.</summary>
    public static async Task<Break?> FirstBreakAsync(Verified verified)
    {
        var (context, cancellation) = (verified.Context, verified.Cancellation);
        var (evidences, seals) = (0, 0);
        var entries =
            from entry in context.AuditEntries.AsNoTracking().Where(e => e.Action == nameof(KeepEvidence) || e.Action == nameof(KeepSeal))
            join payload in context.AuditPayloads on new { entry.Reseller, entry.Sequence } equals new { payload.Reseller, payload.Sequence } into payloads
            from payload in payloads.DefaultIfEmpty()
            orderby entry.Reseller, entry.Sequence
            select new Told(entry.Action, entry.Reseller, entry.Subject, entry.At, payload == null ? null : payload.Payload);
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            verified.See();
            var isSeal = entry.Action == nameof(KeepSeal);
            (evidences, seals) = isSeal ? (evidences, seals + 1) : (evidences + 1, seals);
            if ((isSeal ? await SealBreakAsync(verified, entry) : await EvidenceBreakAsync(verified, entry)) is { } what)
                return new(entry.Subject, what);
        }
        return await context.SignatureEvidences.CountAsync(cancellation) == evidences && await context.SignatureSeals.CountAsync(cancellation) == seals
            ? null
            : new("evidence", "there is some that the audit was not told of");
    }

    private static async Task<string?> EvidenceBreakAsync(Verified verified, Told entry)
    {
        var (number, revision) = QuoteOf(entry);
        var evidence = await verified.Context.SignatureEvidences.AsNoTracking().SingleOrDefaultAsync(
            e => e.Reseller == entry.Reseller && e.AmendmentNumber == number && e.Revision == revision, verified.Cancellation);
        return evidence is null
            ? "it is not there"
            : BreakOf(entry, evidence.MadeAt, (evidence.Json, evidence.JsonSha256), (evidence.Pdf, evidence.PdfSha256), (evidence.Certificate, evidence.CertificateSha256));
    }

    private static async Task<string?> SealBreakAsync(Verified verified, Told entry)
    {
        var (number, revision) = QuoteOf(entry);
        var seal = await verified.Context.SignatureSeals.AsNoTracking().SingleOrDefaultAsync(
            s => s.Reseller == entry.Reseller && s.AmendmentNumber == number && s.Revision == revision, verified.Cancellation);
        return seal is null ? "its seal is not there" : BreakOf(entry, seal.MadeAt, (seal.SealedPdf, seal.SealedSha256), (seal.Timestamp, seal.TimestampSha256)) is { } what ? $"of its seal: {what}" : null;
    }

    /// <summary>What is wrong with files that were told; a file that was not made is empty, and so is its digest.</summary>
    private static string? BreakOf(Told entry, DateTimeOffset madeAt, params IReadOnlyList<(byte[] Bytes, string Sha256)> files)
    {
        if (madeAt != entry.At || files.Any(f => f.Sha256 != (f.Bytes.Length == 0 ? "" : Sha256Hex.Of(f.Bytes))))
            return "it is not what its digests say, or of another instant";
        return entry.Payload is { } payload && !files.All(f => payload.Contains($"\"{f.Sha256}\"", StringComparison.Ordinal) || (f.Sha256.Length == 0 && IsOlder(entry.Action, payload)))
            ? "it is not what the audit was told"
            : null;
    }

    /// <summary>Evidence of before there were certificates.</summary>
    private static bool IsOlder(string action, string payload) => action == nameof(KeepEvidence) && !payload.Contains("certificateSha256", StringComparison.Ordinal);

    /// <summary>customers/ID/amendments/NUMBER/quotes/REVISION/evidence.</summary>
    private static (string Number, int Revision) QuoteOf(Told entry)
    {
        var parts = entry.Subject.Split('/');
        return (parts[3], int.Parse(parts[5], CultureInfo.InvariantCulture));
    }

    private sealed record Told(string Action, string Reseller, string Subject, DateTimeOffset At, string? Payload);
}
