using Grpc.Core;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;
using static MyOpenIP.Server.Wire.WireValues;

namespace MyOpenIP.Server.Amendments;

/// <content>What was done.</content>
internal sealed partial class AmendmentsService
{
    public override async Task<ListEventsResponse> ListEvents(ListEventsRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var ofAmendment = request.Parent.Contains("/amendments/", StringComparison.Ordinal);
        var name = ofAmendment ? checks.Part("parent", request.Parent, ResourceNames.Amendments) : default;
        var customer = ofAmendment ? null : checks.Customer("parent", request.Parent);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        var filter = RecordedEvents.Filters.Read(request.Filter);
        var (size, after) = (PageTokens.Size(request.PageSize), pageTokens.Read(caller, request, request.PageToken));
        await using var storage = await contexts.OpenAsync(caller, context.CancellationToken);
        var entries = ofAmendment
            ? await storage.EventsOfAmendmentAsync(name, context.CancellationToken)
            : await storage.EventsOfCustomerAsync(customer, context.CancellationToken);
        var page = await storage.PageOfEventsAsync(entries.Where(filter), after, size, context.CancellationToken);
        var answer = new ListEventsResponse { NextPageToken = page.NextKey is { } next ? pageTokens.Write(caller, request, next) : "" };
        answer.Events.AddRange(page.Rows.Select(Event));
        return answer;
    }

    private static Event Event(RecordedEvent recorded) => new()
    {
        Resource = recorded.Entry.Subject,
        Kind = RecordedEvents.KindOf(recorded.Entry.Action),
        FormerState = RecordedEvents.KindOf(recorded.Step?.From ?? ""),
        State = RecordedEvents.KindOf(recorded.Step?.To ?? ""),
        Reason = recorded.Step?.Reason ?? "",
        Actor = recorded.Entry.Actor,
        ActorRole = RecordedEvents.KindOf(recorded.Entry.Role),
        EventTime = Timestamp(recorded.Entry.At),
        RequestId = recorded.Entry.RequestId,
    };
}
