using Grpc.Core;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <content>Quotes as files.</content>
internal sealed partial class AmendmentsService
{
    public override async Task DownloadQuote(DownloadQuoteRequest request, IServerStreamWriter<DownloadQuoteResponse> responseStream, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var (name, revision) = checks.Quote("name", request.Name);
        checks.ThrowIfFaulty();

        var file = await quoteFiles.ReadAsync(Caller.Of(context), name, revision, request.Format is QuoteFormat.Html, context.CancellationToken);
        var download = new TimedWriter<DownloadQuoteResponse>(responseStream, uploads.Limits.Unread, time, context.CancellationToken);
        await download.WriteAsync(new() { File = new() { FileName = file.Name, ContentType = file.ContentType, SizeBytes = file.Content.Length, Sha256 = file.Sha256 } });
        await download.WriteAsync(file.Content, piece => new() { Content = piece });
    }
}
