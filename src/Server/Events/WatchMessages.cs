using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage.Sqlite;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Events;

/// <summary>Events as the messages of a call that watches.</summary>
internal sealed class WatchMessages(Watching watching, PageTokens tokens, LetInStill letIn, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>Longest time for which a message waits to be read.</summary>
    private static readonly TimeSpan Unread = TimeSpan.FromSeconds(60);

    /// <summary>Answers a call until it ends.</summary>
    /// <param name="request">The request.</param>
    /// <param name="resumeToken">Its token.</param>
    /// <param name="untilNow">Whether it ends once all is told.</param>
    /// <param name="watched">What it is about.</param>
    /// <param name="stream">Where its answers go.</param>
    /// <param name="answer">Makes an answer of an event and what it is called, or of none, and of the token to go on with.</param>
    /// <param name="call">The call.</param>
    /// <exception cref="Fault">PAGE_TOKEN_INVALID, LIMIT_EXCEEDED, UNAUTHENTICATED, UNAVAILABLE.</exception>
    public async Task AnswerAsync<TAnswer>(
        IMessage request, string resumeToken, bool untilNow, Watched watched, IServerStreamWriter<TAnswer> stream,
        Func<V1.Event?, string, string, TAnswer> answer, ServerCallContext call)
    {
        var caller = Caller.Of(call);
        long? after = tokens.Read(caller, request, resumeToken, "resume_token") is { } place ? long.Parse(place, CultureInfo.InvariantCulture) : null;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, lifetime.ApplicationStopping);
        var writer = new TimedWriter<TAnswer>(stream, Unread, time, ends.Token);
        try
        {
            await foreach (var (told, at) in watching.FollowAsync(watched, after, untilNow, ends.Token))
            {
                await letIn.RequireAsync(call);
                await writer.WriteAsync(answer(told is null ? null : Event(told), told is null ? "" : Invariant($"{told.Id}"), tokens.Write(caller, request, Invariant($"{at}"))));
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !call.CancellationToken.IsCancellationRequested)
        {
            throw Fault.Unavailable(StorageFaults.RetryAfter);
        }
    }

    /// <summary>An event.</summary>
    public static V1.Event Event(Event told) => new()
    {
        Resource = told.Subject,
        Kind = RecordedEvents.KindOf(told.Kind),
        FormerState = RecordedEvents.KindOf(told.FormerState),
        State = RecordedEvents.KindOf(told.State),
        Reason = told.Reason,
        Actor = told.Actor,
        ActorRole = RecordedEvents.KindOf(told.Role),
        EventTime = WireValues.Timestamp(told.At),
        RequestId = told.RequestId,
    };
}
