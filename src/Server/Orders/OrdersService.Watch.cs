using Grpc.Core;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Events;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Orders;

/// <content>What happens to orders.</content>
internal sealed partial class OrdersService
{
    public override async Task WatchOrders(
        WatchOrdersRequest request, IServerStreamWriter<WatchOrdersResponse> responseStream, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var parent = checks.Customer("parent", request.Parent);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        await using (var storage = await contexts.OpenAsync(caller, context.CancellationToken))
            await storage.RequireCustomerAsync(parent, context.CancellationToken);
        await watches.AnswerAsync(
            request, request.ResumeToken, request.UntilNow, new Watched(caller, ResourceNames.Orders, parent), responseStream,
            (told, id, token) => new WatchOrdersResponse { Event = told, EventId = id, ResumeToken = token }, context);
    }
}
