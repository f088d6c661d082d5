using Grpc.Core;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Events;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <content>What happens to amendments.</content>
internal sealed partial class AmendmentsService
{
    public override async Task WatchAmendments(
        WatchAmendmentsRequest request, IServerStreamWriter<WatchAmendmentsResponse> responseStream, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var parent = checks.Customer("parent", request.Parent);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        await using (var storage = await contexts.OpenAsync(caller, context.CancellationToken))
            await storage.RequireCustomerAsync(parent, context.CancellationToken);
        await watches.AnswerAsync(
            request, request.ResumeToken, request.UntilNow, new Watched(caller, ResourceNames.Amendments, parent), responseStream,
            (told, id, token) => new WatchAmendmentsResponse { Event = told, EventId = id, ResumeToken = token }, context);
    }
}
