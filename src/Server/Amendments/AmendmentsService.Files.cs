using Google.Protobuf;
using Grpc.Core;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <content>Quotes as files.</content>
internal sealed partial class AmendmentsService
{
    private const int ChunkBytes = 64 * 1024;

    public override async Task DownloadQuote(DownloadQuoteRequest request, IServerStreamWriter<DownloadQuoteResponse> responseStream, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var (name, revision) = checks.Quote("name", request.Name);
        checks.ThrowIfFaulty();

        var file = await quoteFiles.ReadAsync(Caller.Of(context), name, revision, request.Format is QuoteFormat.Html, context.CancellationToken);
        await responseStream.WriteAsync(
            new() { File = new() { FileName = file.Name, ContentType = file.ContentType, SizeBytes = file.Content.Length, Sha256 = file.Sha256 } },
            context.CancellationToken);
        for (var at = 0; at < file.Content.Length; at += ChunkBytes)
            await responseStream.WriteAsync(
                new() { Content = ByteString.CopyFrom(file.Content.AsSpan(at, Math.Min(ChunkBytes, file.Content.Length - at))) }, context.CancellationToken);
    }
}
