using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Files;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <content>The contractual documents that go with quotes.</content>
internal sealed partial class AmendmentsService
{
    public override async Task DownloadDocument(
        DownloadDocumentRequest request, IServerStreamWriter<DownloadDocumentResponse> responseStream, ServerCallContext context)
    {
        RequestChecks.Of(context).ThrowIfFaulty();
        var cancellation = context.CancellationToken;

        // They are nobody's in particular: the service reads them for whoever asks.
        await using var storage = await contexts.OpenAsync(Actor.Service, cancellation);
        var document = await storage.Documents.AsNoTracking().SingleOrDefaultAsync(d => d.Sha256 == request.Sha256, cancellation)
            ?? throw Fault.NotFound($"documents/{request.Sha256}");
        var download = new TimedWriter<DownloadDocumentResponse>(responseStream, uploads.Limits.Unread, time, cancellation);
        await download.WriteAsync(new()
        {
            File = new()
            {
                Document = new() { Code = document.Code, Title = document.Title, Version = document.Version, Sha256 = document.Sha256 },
                FileName = document.FileName,
                MediaType = document.MediaType,
                SizeBytes = document.Size,
            },
        });
        await foreach (var bytes in storage.ReadAsync("", document.Sha256, cancellation))
            await download.WriteAsync(new() { Content = UnsafeByteOperations.UnsafeWrap(bytes) });
    }
}
