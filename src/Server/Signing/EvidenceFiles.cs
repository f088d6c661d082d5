using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Signing;

/// <summary>What is kept of acceptances, as files to download.</summary>
internal static class EvidenceFiles
{
    /// <summary>A file of the acceptance of a quote.</summary>
    /// <param name="context">The database, as the caller sees it.</param>
    /// <param name="name">Name of the amendment.</param>
    /// <param name="revision">Revision of the quote.</param>
    /// <param name="kind">Which file.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND: also where that file is not made, or not yet.</exception>
    public static async Task<EvidenceFile> EvidenceFileAsync(this StorageContext context, PartName name, int revision, EvidenceKind kind, CancellationToken cancellation)
    {
        var amendment = await context.AmendmentAsync(name, cancellation);
        var evidence = context.SignatureEvidences.AsNoTracking().Where(e => e.Reseller == amendment.Reseller && e.AmendmentNumber == amendment.Number && e.Revision == revision);
        var seal = context.SignatureSeals.AsNoTracking().Where(s => s.Reseller == amendment.Reseller && s.AmendmentNumber == amendment.Number && s.Revision == revision);
        var (part, type, found) = kind switch
        {
            EvidenceKind.Pdf => (EvidencePart, Pdf, evidence.Select(e => new Content(e.Pdf, e.PdfSha256))),
            EvidenceKind.Json => (RecordPart, Json, evidence.Select(e => new Content(e.Json, e.JsonSha256))),
            EvidenceKind.Certificate => (CertificatePart, Pdf, evidence.Select(e => new Content(e.Certificate, e.CertificateSha256))),
            EvidenceKind.SealedQuote => ("sealed.pdf", Pdf, seal.Select(s => new Content(s.SealedPdf, s.SealedSha256))),
            EvidenceKind.Timestamp => ("evidence.tst", "application/vnd.etsi.timestamp-token", seal.Select(s => new Content(s.Timestamp, s.TimestampSha256))),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A file of no known kind."),
        };
        return await found.SingleOrDefaultAsync(cancellation) is { Bytes.Length: > 0 } content
            ? new(NameOf(amendment.Number, revision, part), type, content.Bytes, content.Sha256)
            : throw Fault.NotFound($"{name.Name}/evidence");
    }

    /// <summary>What both parties get by mail: certificate, where there is one, and evidence.</summary>
    public static IEnumerable<EvidenceFile> ForParties(SignatureEvidence evidence)
    {
        if (evidence.Certificate.Length > 0)
            yield return new(NameOf(evidence.AmendmentNumber, evidence.Revision, CertificatePart), Pdf, evidence.Certificate, evidence.CertificateSha256);
        yield return new(NameOf(evidence.AmendmentNumber, evidence.Revision, EvidencePart), Pdf, evidence.Pdf, evidence.PdfSha256);
        yield return new(NameOf(evidence.AmendmentNumber, evidence.Revision, RecordPart), Json, evidence.Json, evidence.JsonSha256);
    }

    private const string Pdf = "application/pdf";
    private const string Json = "application/json";
    private const string EvidencePart = "evidence.pdf";
    private const string RecordPart = "evidence.json";
    private const string CertificatePart = "certificate.pdf";

    private static string NameOf(string amendment, int revision, string part) => Invariant($"{amendment}-{revision}-{part}");

    private sealed record Content(byte[] Bytes, string Sha256);
}

/// <summary>A file that is kept of an acceptance.</summary>
internal enum EvidenceKind
{
    /// <summary>The evidence, for persons.</summary>
    Pdf,

    /// <summary>The evidence, for programs.</summary>
    Json,

    /// <summary>The certificate of completion.</summary>
    Certificate,

    /// <summary>The sealed copy of the quote.</summary>
    SealedQuote,

    /// <summary>The time stamp over the evidence.</summary>
    Timestamp,
}

/// <summary>A file of an acceptance.</summary>
/// <param name="Name">Name to keep it under.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Sha256">SHA-256 of its bytes, 64 lower-case hexadecimal digits.</param>
internal sealed record EvidenceFile(string Name, string ContentType, byte[] Content, string Sha256);
