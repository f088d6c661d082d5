using System.Text;
using System.Text.Json.Nodes;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Signing.Sealing;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>Keeps the evidence of an acceptance and its certificate in its transaction, and tells the audit their digests.</summary>
internal sealed class KeepEvidence(Sellers sellers, SigningSite site, SealMeans means)
{
    /// <summary>Keeps it.</summary>
    /// <param name="write">The write that accepts.</param>
    /// <param name="accepted">What is accepted.</param>
    /// <param name="request">The signature that was asked for; null: an operator validates.</param>
    /// <param name="proof">What an operator attached to prove it; null: nothing.</param>
    /// <exception cref="InvalidOperationException">The PDF is not the one that was to be accepted.</exception>
    public void Run(Write write, AcceptedQuote accepted, SignatureRequest? request, EvidenceProof? proof = null)
    {
        var (quote, paper, seller) = (accepted.Quote, accepted.Paper, sellers.Of(accepted.Quote.Reseller));
        var (before, after) = (request?.QuoteSha256 ?? paper.PdfSha256, Sha256Hex.Of(paper.Pdf));
        if (before != after || after != paper.PdfSha256)
            throw new InvalidOperationException("The kept PDF is not the one that was to be accepted.");
        var record = EvidenceRecord.Of(write, accepted, request, proof);
        var json = Encoding.UTF8.GetBytes(DataJson.Write(record));
        var pdf = EvidencePdf.Of(record, seller, write.Now);
        var (jsonSha256, pdfSha256) = (Sha256Hex.Of(json), Sha256Hex.Of(pdf));
        var certificate = CertificatePdf.Of(record, new(before, after, jsonSha256, pdfSha256), seller, site.VerifyPage, write.Now);
        var evidence = new SignatureEvidence
        {
            Reseller = quote.Reseller,
            AmendmentNumber = quote.AmendmentNumber,
            Revision = quote.Revision,
            Json = json,
            JsonSha256 = jsonSha256,
            Pdf = pdf,
            PdfSha256 = pdfSha256,
            Certificate = certificate,
            CertificateSha256 = Sha256Hex.Of(certificate),
            MadeAt = write.Now,
        };
        write.Append(evidence);
        var digests = new JsonObject { ["jsonSha256"] = jsonSha256, ["pdfSha256"] = pdfSha256, ["certificateSha256"] = evidence.CertificateSha256 };
        if (proof is not null)
            digests["proofSha256"] = proof.Sha256;
        write.Tell(evidence.Reseller, nameof(KeepEvidence), $"{record.Quote}/evidence", digests.ToJsonString());
        if (means.Exist)
            SealConsumer.Enqueue(write, evidence);
    }
}
