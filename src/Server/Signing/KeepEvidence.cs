using System.Text;
using System.Text.Json.Nodes;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>Keeps the evidence of an acceptance in its transaction, and tells the audit its digests.</summary>
internal sealed class KeepEvidence(Sellers sellers)
{
    /// <summary>Keeps it.</summary>
    /// <param name="write">The write that accepts.</param>
    /// <param name="accepted">What is accepted.</param>
    /// <param name="request">The signature that was asked for; null: an operator validates.</param>
    public void Run(Write write, AcceptedQuote accepted, SignatureRequest? request)
    {
        var record = EvidenceRecord.Of(write, accepted, request);
        var json = Encoding.UTF8.GetBytes(DataJson.Write(record));
        var pdf = EvidencePdf.Of(record, sellers.Of(accepted.Quote.Reseller), write.Now);
        var evidence = new SignatureEvidence
        {
            Reseller = accepted.Quote.Reseller,
            AmendmentNumber = accepted.Quote.AmendmentNumber,
            Revision = accepted.Quote.Revision,
            Json = json,
            JsonSha256 = Sha256Hex.Of(json),
            Pdf = pdf,
            PdfSha256 = Sha256Hex.Of(pdf),
            MadeAt = write.Now,
        };
        write.Append(evidence);
        write.Tell(
            evidence.Reseller, nameof(KeepEvidence), $"{record.Quote}/evidence",
            new JsonObject { ["jsonSha256"] = evidence.JsonSha256, ["pdfSha256"] = evidence.PdfSha256 }.ToJsonString());
    }
}
