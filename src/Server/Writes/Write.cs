using System.Security.Cryptography;
using System.Text;
using MyOpenIP.Server.Events;
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
    private readonly List<ToldAction> told = [];
    private readonly List<RowChange> saved = [];
    private readonly List<Action<AppendedRows>> appended = [];
    private readonly List<OutboxRow> outbox = [];
    private Event[] events = [];
    private int toldWebhooks;

    /// <summary>The context of its transaction.</summary>
    public StorageContext Context => context;

    /// <summary>Who does it.</summary>
    public Actor Actor => actor;

    /// <summary>The instant at which it is done.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Stops it.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>What was done last; empty: nothing yet.</summary>
    public string Action => told is [.., var last] ? last.Action : "";

    /// <summary>Name of the resource it was done to.</summary>
    public string Subject => told is [.., var last] ? last.Subject : "";

    /// <summary>Says what is done to which resource: kept in the audit, with the rows that change, before and after.</summary>
    /// <param name="reseller">Code of the reseller whose resource it is; empty: shared by all.</param>
    /// <param name="action">What is done.</param>
    /// <param name="subject">Name of the resource.</param>
    /// <param name="details">What the rows do not say, as JSON; empty: they say it all.</param>
    public void Tell(string reseller, string action, string subject, string details = "") => Tell(actor, reseller, action, subject, details);

    /// <summary>What happened to amendments and orders, once it is appended.</summary>
    public IReadOnlyList<Event> Events => events;

    /// <summary>Whether anything is to be sent.</summary>
    public bool HasEnqueued => outbox.Count > 0 || toldWebhooks > 0;

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
        DueAt = notBefore ?? now,
        At = now,
        ChangedAt = now,
    });

    /// <summary>Says what somebody else than the actor does within this write.</summary>
    internal void Tell(Actor by, string reseller, string action, string subject, string details = "", ToldStep? step = null, params IReadOnlyList<object> rows) =>
        told.Add(new(by, reseller, action, subject, details, step, rows));

    /// <summary>A step of a state: kept in the history of its subject.</summary>
    internal void Remember(Actor by, string reseller, string subject, string action, ToldStep step) => history.Add(new StateChange
    {
        Reseller = reseller,
        Subject = subject,
        From = step.From,
        To = step.To,
        Action = action,
        Actor = by.Identifier,
        Reason = step.Reason,
        At = now,
        RequestId = requestId,
    });

    /// <summary>Has a row written with what is told, which names it: one that is never changed.</summary>
    public void Append<T>(T row)
        where T : class => appended.Add(rows => rows.Add<T>([row]));

    /// <summary>Saves what was changed so far, for an operation that reads its own rows back; most are saved once they are done.</summary>
    public async Task SaveAsync()
    {
        Versions.Move(context);
        saved.AddRange(RowChanges.Of(context));
        await context.SaveAsync(cancellation);
    }

    /// <summary>Appends what was told, in the transaction, in one way to the database beside a look at where the chain ends.</summary>
    /// <exception cref="InvalidOperationException">Rows change, and nobody said what is done.</exception>
    internal async Task AppendAsync()
    {
        // Told as they are saved, with their versions.
        Versions.Move(context);
        IReadOnlyList<RowChange> changes = [.. saved, .. RowChanges.Of(context)];
        if (told.Count == 0)
        {
            if (changes.Count > 0)
                throw new InvalidOperationException($"Rows change and the audit is not told what is done: {Encoding.UTF8.GetString(changes[0].Json)}");
            await new AppendedRows(context).Add(outbox).WriteAsync(cancellation);
            return;
        }
        var payloads = ToldPayload.Of(told, changes);
        AuditEntry[] entries = [.. told.Select((action, i) => Entry(action, payloads[i]))];
        var heads = await AuditChain.GoOnAsync(context, entries, cancellation);
        events = [.. told.Select(action => Event.Of(action, requestId, now)).OfType<Event>()];
        var rows = new AppendedRows(context);
        foreach (var add in appended)
            add(rows);
        toldWebhooks = await rows
            .Add(history)
            .Add(entries)
            .Add([.. entries.Zip(payloads).Where(p => p.Second.Length > 0)
                .Select(p => new AuditPayload { Reseller = p.First.Reseller, Sequence = p.First.Sequence, Payload = p.Second })])
            .Add(events)
            .AddWebhooks(events)
            .Add(outbox)
            .Put(heads)
            .WriteAsync(cancellation);
    }

    private AuditEntry Entry(ToldAction action, string payload) => new()
    {
        Reseller = action.Reseller,
        At = now,
        Actor = action.By.Identifier,
        Role = action.By.Role.ToString(),
        Action = action.Action,
        Subject = action.Subject,
        RequestId = requestId,
        PayloadDigest = payload.Length == 0 ? [] : SHA256.HashData(Encoding.UTF8.GetBytes(payload)),
    };
}
