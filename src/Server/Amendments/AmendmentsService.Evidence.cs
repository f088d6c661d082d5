using Grpc.Core;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Signing;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <content>The evidence of acceptances, and whether a file is ours.</content>
internal sealed partial class AmendmentsService
{
    public override async Task DownloadEvidence(DownloadEvidenceRequest request, IServerStreamWriter<DownloadEvidenceResponse> responseStream, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var (name, revision) = checks.Quote("name", request.Name);
        checks.ThrowIfFaulty();

        await using var storage = await contexts.OpenAsync(Caller.Of(context), context.CancellationToken);
        var file = await storage.EvidenceFileAsync(name, revision, SameName.Or(request.Format, EvidenceKind.Pdf), context.CancellationToken);
        var download = new TimedWriter<DownloadEvidenceResponse>(responseStream, uploads.Limits.Unread, time, context.CancellationToken);
        await download.WriteAsync(new() { File = new() { FileName = file.Name, ContentType = file.ContentType, SizeBytes = file.Content.Length, Sha256 = file.Sha256 } });
        await download.WriteAsync(file.Content, piece => new() { Content = piece });
    }

    public override async Task<VerifySignatureResponse> VerifySignature(VerifySignatureRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        if (request.FileCase is VerifySignatureRequest.FileOneofCase.None)
            checks.Add(FieldFaults.Required("file"));
        checks.ThrowIfFaulty();

        var held = request.FileCase is VerifySignatureRequest.FileOneofCase.Sha256 ? HeldFile.Of(request.Sha256) : HeldFile.Of(request.Content.Span);
        var verified = await verifyFile.RunAsync(held, context.CancellationToken);
        return new VerifySignatureResponse { File = verified is null ? null : SignatureMessages.VerifiedFile(verified) };
    }
}
