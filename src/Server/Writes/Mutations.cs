using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Writes;

/// <summary>
/// Every write of the API: the effect, its audit entry and the answer kept under the request id are one transaction. The
/// same request of the same caller gets the first answer again, also after a restart; failures are not recorded.
/// </summary>
internal sealed class Mutations(StorageWriter writer, ParisClock clock, ILogger<Mutations> logger)
{
    /// <summary>Runs a write once.</summary>
    /// <param name="call">The call: its method and caller bound the request id.</param>
    /// <param name="request">The request, whose content is bound to the request id.</param>
    /// <param name="requestId">The request id in canonical form.</param>
    /// <param name="validateOnly">Whether to answer as if done and to store nothing.</param>
    /// <param name="work">Does it; must record its subject.</param>
    /// <exception cref="Fault">REQUEST_ID_REUSED, and what <paramref name="work"/> refuses.</exception>
    public Task<TResponse> RunAsync<TResponse>(
        ServerCallContext call, IMessage request, string requestId, bool validateOnly, Func<Mutation, Task<TResponse>> work)
        where TResponse : class, IMessage<TResponse>, new() =>
        RunAsync(call, SHA256.HashData(request.ToByteArray()), requestId, validateOnly, work);

    /// <summary>Runs a write once whose content came in several messages.</summary>
    /// <param name="call">The call: its method and caller bound the request id.</param>
    /// <param name="digest">SHA-256 of the content, which is bound to the request id.</param>
    /// <param name="requestId">The request id in canonical form.</param>
    /// <param name="validateOnly">Whether to answer as if done and to store nothing.</param>
    /// <param name="work">Does it; must record its subject.</param>
    /// <exception cref="Fault">REQUEST_ID_REUSED, and what <paramref name="work"/> refuses.</exception>
    public async Task<TResponse> RunAsync<TResponse>(
        ServerCallContext call, byte[] digest, string requestId, bool validateOnly, Func<Mutation, Task<TResponse>> work)
        where TResponse : class, IMessage<TResponse>, new()
    {
        var caller = Caller.Of(call);
        try
        {
            var (response, done) = await writer.WriteAsync(
                async (context, cancellation) =>
                {
                    var mutation = new Mutation(context, caller, requestId, clock.Now, cancellation);
                    if (await FirstAnswerAsync<TResponse>(context, call, requestId, digest, cancellation) is { } first)
                        return (first, (Mutation?)null);
                    var answer = await work(mutation);
                    await mutation.SaveAsync();
                    if (validateOnly)
                        throw new OnlyValidated(answer);
                    await mutation.RecordAsync(call.Method, digest, answer);
                    return (answer, (Mutation?)mutation);
                },
                call.CancellationToken);
            if (done is not null)
                logger.Committed(done.Action, done.Subject, caller.Identifier, requestId);
            return response;
        }
        catch (OnlyValidated validated)
        {
            return (TResponse)validated.Answer;
        }
    }

    /// <summary>The first answer to a request of this id; none: null. For a write that checks much before its transaction.</summary>
    /// <exception cref="Fault">REQUEST_ID_REUSED.</exception>
    public static async Task<TResponse?> FirstAnswerAsync<TResponse>(
        StorageContext context, ServerCallContext call, string requestId, byte[] digest, CancellationToken cancellation)
        where TResponse : class, IMessage<TResponse>, new()
    {
        var caller = Caller.Of(call);
        var reseller = caller.Reseller ?? "";
        var first = await context.IdempotencyRecords.AsNoTracking().SingleOrDefaultAsync(
            r => r.Reseller == reseller && r.Caller == caller.Identifier && r.Method == call.Method && r.RequestId == requestId, cancellation);
        if (first is null)
            return null;
        if (!first.ContentDigest.AsSpan().SequenceEqual(digest))
            throw Fault.InvalidField(
                ErrorReason.RequestIdReused,
                FieldFaults.Refused("request_id", FaultMessages.Of(ErrorReason.RequestIdReused, [("request_id", requestId)])),
                ("request_id", requestId));
        var response = new TResponse();
        response.MergeFrom(first.Response);
        return response;
    }

    /// <summary>Leaves the transaction without committing it.</summary>
    private sealed class OnlyValidated(IMessage answer) : Exception("Nothing is stored: validate_only.")
    {
        public IMessage Answer => answer;
    }
}

/// <summary>A write under way.</summary>
/// <param name="Context">The context of its transaction.</param>
/// <param name="Caller">Who does it.</param>
/// <param name="RequestId">Its request id.</param>
/// <param name="Now">The instant at which it is done.</param>
/// <param name="Cancellation">Stops it.</param>
internal sealed record Mutation(
    StorageContext Context, Caller Caller, string RequestId, DateTimeOffset Now, CancellationToken Cancellation)
{
    /// <summary>What was done; see <see cref="TellAsync"/>.</summary>
    public string Action { get; private set; } = "";

    /// <summary>Name of the resource it was done to.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Saves what was changed so far, so that the answer shows the new etags.</summary>
    public Task SaveAsync() => Context.SaveChangesAsync(Cancellation);

    /// <summary>Says what is done to which resource: kept in the audit.</summary>
    /// <param name="reseller">Code of the reseller whose resource it is; empty: shared by all.</param>
    /// <param name="action">What is done.</param>
    /// <param name="subject">Name of the resource.</param>
    /// <param name="details">What changes, as JSON; empty: the action says it all.</param>
    public async Task TellAsync(string reseller, string action, string subject, string details = "")
    {
        (Action, Subject) = (action, subject);
        await Context.AppendAuditAsync(
            new AuditEntry
            {
                Reseller = reseller,
                At = Now,
                Actor = Caller.Identifier,
                Role = Caller.Role.ToString(),
                Action = action,
                Subject = subject,
                RequestId = RequestId,
                Details = details,
            },
            Cancellation);
    }

    /// <summary>Appends a step to the history of an amendment or an order.</summary>
    public Task TellStateAsync<TState>(string reseller, string subject, TState? from, TState to, string action, string reason = "")
        where TState : struct, Enum =>
        Context.AppendStateChangeAsync(
            new StateChange
            {
                Reseller = reseller,
                Subject = subject,
                From = from?.ToString() ?? "",
                To = to.ToString(),
                Action = action,
                Actor = Caller.Identifier,
                Reason = reason,
                At = Now,
                RequestId = RequestId,
            },
            Cancellation);

    /// <summary>Keeps the answer under the request id.</summary>
    public Task RecordAsync(string method, byte[] digest, IMessage answer)
    {
        Context.IdempotencyRecords.Add(new IdempotencyRecord
        {
            Reseller = Caller.Reseller ?? "",
            Caller = Caller.Identifier,
            Method = method,
            RequestId = RequestId,
            ContentDigest = digest,
            Response = answer.ToByteArray(),
            Subject = Subject.Length > 0 ? Subject : throw new InvalidOperationException($"{method} does not say what it did."),
            At = Now,
        });
        return SaveAsync();
    }
}
