using Grpc.Core;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Orders;

/// <content>Orders as files.</content>
internal sealed partial class OrdersService
{
    public override async Task DownloadOrder(DownloadOrderRequest request, IServerStreamWriter<DownloadOrderResponse> responseStream, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("name", request.Name, ResourceNames.Orders);
        checks.ThrowIfFaulty();

        var file = await files.ReadAsync(Caller.Of(context), name, context.CancellationToken);
        var download = new TimedWriter<DownloadOrderResponse>(responseStream, uploads.Limits.Unread, time, context.CancellationToken);
        await download.WriteAsync(new() { File = new() { FileName = file.Name, ContentType = file.ContentType, SizeBytes = file.Content.Length, Sha256 = file.Sha256 } });
        await download.WriteAsync(file.Content, piece => new() { Content = piece });
    }
}
