using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <content>The evidence of acceptances.</content>
internal sealed partial class AmendmentsService
{
    public override async Task DownloadEvidence(DownloadEvidenceRequest request, IServerStreamWriter<DownloadEvidenceResponse> responseStream, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var (name, revision) = checks.Quote("name", request.Name);
        checks.ThrowIfFaulty();

        await using var storage = await contexts.OpenAsync(Caller.Of(context), context.CancellationToken);
        var amendment = await storage.AmendmentAsync(name, context.CancellationToken);
        var evidence = await storage.SignatureEvidences.AsNoTracking().SingleOrDefaultAsync(
            e => e.Reseller == amendment.Reseller && e.AmendmentNumber == amendment.Number && e.Revision == revision, context.CancellationToken)
            ?? throw Fault.NotFound($"{name.Name}/evidence");
        var (content, sha256, ending, type) = request.Format is EvidenceFormat.Json
            ? (evidence.Json, evidence.JsonSha256, "json", "application/json")
            : (evidence.Pdf, evidence.PdfSha256, "pdf", "application/pdf");
        var download = new TimedWriter<DownloadEvidenceResponse>(responseStream, uploads.Limits.Unread, time, context.CancellationToken);
        await download.WriteAsync(new() { File = new() { FileName = Invariant($"{amendment.Number}-{revision}-evidence.{ending}"), ContentType = type, SizeBytes = content.Length, Sha256 = sha256 } });
        await download.WriteAsync(content, piece => new() { Content = piece });
    }
}
