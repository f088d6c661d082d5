using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing.Sealing;

/// <summary>
/// Seals acceptances after they are made, so that nobody who signs waits for an authority: as a message of the outbox, tried
/// again as the others are. Made again it is another seal of the same bytes; the first one that is kept is the one.
/// </summary>
internal sealed class SealConsumer(StorageContexts contexts, Operations operations, SealMeans means, Sealer sealer, TimestampAuthority authority, TimeProvider time) : IOutboxConsumer
{
    /// <summary>The kind of such messages.</summary>
    public const string OfKind = "seal";

    /// <inheritdoc/>
    public string Kind => OfKind;

    /// <summary>Has an acceptance sealed, once its write is committed.</summary>
    public static void Enqueue(Write write, SignatureEvidence evidence) =>
        write.Enqueue(evidence.Reseller, OfKind, Invariant($"{evidence.AmendmentNumber}/{evidence.Revision}"), []);

    /// <summary>The quote whose acceptance a message seals; null: its key is none of ours.</summary>
    public static (string Amendment, int Revision)? QuoteOf(string key) =>
        key.Split('/') is [var amendment, var revision] && int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var which) ? (amendment, which) : null;

    /// <inheritdoc/>
    public async Task SendAsync(OutboxRow row, CancellationToken cancellation)
    {
        if (!means.Exist)
            throw new UndeliverableException($"Neither {Settings.SealCertificate.Name} nor {Settings.SealAuthority.Name} is set any more: set them, and have the message sent again.");
        var (number, revision) = QuoteOf(row.Key) ?? throw new UndeliverableException("Its key names no quote.");
        if (await FindAsync(row.Reseller, number, revision, cancellation) is not { } accepted)
            return;
        var pdf = means.Certificate is null ? [] : await sealer.SealAsync(accepted.Pdf, time.GetUtcNow(), cancellation);
        var timestamp = means.Authority is null ? [] : await authority.StampAsync(Convert.FromHexString(accepted.JsonSha256), cancellation);
        var seal = new SignatureSeal
        {
            Reseller = row.Reseller,
            AmendmentNumber = number,
            Revision = revision,
            SealedPdf = pdf,
            SealedSha256 = pdf.Length == 0 ? "" : Sha256Hex.Of(pdf),
            Timestamp = timestamp,
            TimestampSha256 = timestamp.Length == 0 ? "" : Sha256Hex.Of(timestamp),
        };
        await operations.RunAsync(
            Actor.Service,
            async write =>
            {
                await KeepSeal.RunAsync(write, seal);
                return true;
            },
            CancellationToken.None);
    }

    /// <summary>The PDF that was accepted, and the digest of the evidence; null: they are sealed.</summary>
    private async Task<Accepted?> FindAsync(string reseller, string number, int revision, CancellationToken cancellation)
    {
        await using var context = await contexts.OpenAsync(Actor.Service, cancellation);
        return await (
            from evidence in context.SignatureEvidences.Where(e => e.Reseller == reseller && e.AmendmentNumber == number && e.Revision == revision)
            join paper in context.QuotePapers on new { evidence.Reseller, evidence.AmendmentNumber, evidence.Revision } equals new { paper.Reseller, paper.AmendmentNumber, paper.Revision }
            where !context.SignatureSeals.Any(s => s.Reseller == reseller && s.AmendmentNumber == number && s.Revision == revision)
            select new Accepted(paper.Pdf, evidence.JsonSha256)).SingleOrDefaultAsync(cancellation);
    }

    private sealed record Accepted(byte[] Pdf, string JsonSha256);
}
