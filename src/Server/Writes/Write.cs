using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Writes;

/// <summary>A write under way.</summary>
/// <param name="context">The context of its transaction.</param>
/// <param name="actor">Who does it.</param>
/// <param name="requestId">Its request id; empty: it has none.</param>
/// <param name="now">The instant at which it is done.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class Write(StorageContext context, Actor actor, string requestId, DateTimeOffset now, CancellationToken cancellation)
{
    private readonly List<StateChange> history = [];
    private readonly List<(AuditEntry Entry, string Payload)> audit = [];
    private readonly List<OutboxRow> outbox = [];

    /// <summary>The context of its transaction.</summary>
    public StorageContext Context => context;

    /// <summary>Who does it.</summary>
    public Actor Actor => actor;

    /// <summary>The instant at which it is done.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Stops it.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>What was done last; empty: nothing yet.</summary>
    public string Action => audit is [.., var (last, _)] ? last.Action : "";

    /// <summary>Name of the resource it was done to.</summary>
    public string Subject => audit is [.., var (last, _)] ? last.Subject : "";

    /// <summary>Says what is done to which resource: kept in the audit.</summary>
    /// <param name="reseller">Code of the reseller whose resource it is; empty: shared by all.</param>
    /// <param name="action">What is done.</param>
    /// <param name="subject">Name of the resource.</param>
    /// <param name="payload">What changes, as JSON; empty: the action says it all.</param>
    public void Tell(string reseller, string action, string subject, string payload = "") => Tell(actor, reseller, action, subject, payload);

    /// <summary>Whether anything is to be sent.</summary>
    public bool HasEnqueued => outbox.Count > 0;

    /// <summary>Has a message sent once this write is committed, at least once; none of a write that is not.</summary>
    /// <param name="reseller">Code of the reseller whose message it is; empty: nobody's.</param>
    /// <param name="kind">Its kind: <see cref="IOutboxConsumer.Kind"/> of who sends it.</param>
    /// <param name="key">What makes it the same message however often it is sent: unique within its kind and reseller, without names or addresses.</param>
    /// <param name="payload">What its kind needs to make it.</param>
    /// <param name="receiver">To whom it goes, for its kind; empty: all messages of the reseller go to one.</param>
    /// <param name="notBefore">When it may be sent; null: at once.</param>
    public void Enqueue(string reseller, string kind, string key, byte[] payload, string receiver = "", DateTimeOffset? notBefore = null) => outbox.Add(new OutboxRow
    {
        Reseller = reseller,
        Kind = kind,
        Key = key,
        Receiver = receiver,
        Payload = payload,
        NotBefore = notBefore ?? now,
        At = now,
        ChangedAt = now,
    });

    /// <summary>Says what somebody else than the actor does within this write.</summary>
    internal void Tell(Actor by, string reseller, string action, string subject, string payload = "") => audit.Add((
        new AuditEntry
        {
            Reseller = reseller,
            At = now,
            Actor = by.Identifier,
            Role = by.Role.ToString(),
            Action = action,
            Subject = subject,
            RequestId = requestId,
            PayloadDigest = payload.Length == 0 ? [] : SHA256.HashData(Encoding.UTF8.GetBytes(payload)),
        },
        payload));

    /// <summary>A step of a state: kept in the history of its subject.</summary>
    internal void Remember(Actor by, string reseller, string subject, string from, string to, string action, string reason) => history.Add(new StateChange
    {
        Reseller = reseller,
        Subject = subject,
        From = from,
        To = to,
        Action = action,
        Actor = by.Identifier,
        Reason = reason,
        At = now,
        RequestId = requestId,
    });

    /// <summary>Appends what was told, in the transaction: a statement for each kind.</summary>
    internal async Task AppendAsync()
    {
        await context.AppendAsync(history, cancellation);
        await context.AppendAsync([.. audit.Select(a => a.Entry)], cancellation);
        foreach (var told in audit.GroupBy(a => a.Entry.Reseller).Where(group => group.Any(a => a.Payload.Length > 0)))
        {
            var last = await context.AuditEntries.Where(e => e.Reseller == told.Key).MaxAsync(e => e.Sequence, cancellation);
            foreach (var (position, (_, payload)) in told.Index())
                if (payload.Length > 0)
                    context.Add(new AuditPayload { Reseller = told.Key, Sequence = last - told.Count() + 1 + position, Payload = payload });
        }
        await context.AppendAsync(outbox, cancellation);
        history.Clear();
    }
}
