using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Writes;

/// <summary>The answers kept under the keys of writes.</summary>
internal static class FirstAnswers
{
    // Every write asks: one query, translated once.
    private static readonly Func<StorageContext, string, string, string, string, CancellationToken, Task<IdempotencyRecord?>> Read =
        EF.CompileAsyncQuery((StorageContext context, string reseller, string caller, string door, string id, CancellationToken cancellation) =>
            context.IdempotencyRecords.AsNoTracking().SingleOrDefault(
                r => r.Reseller == reseller && r.Caller == caller && r.Method == door && r.RequestId == id));

    /// <summary>The first answer under a key; none: null.</summary>
    /// <exception cref="Fault">REQUEST_ID_REUSED: it answered another content.</exception>
    public static async Task<byte[]?> FindAsync(StorageContext context, Actor actor, WriteKey key, CancellationToken cancellation)
    {
        var first = await Read(context, actor.Reseller ?? "", actor.Identifier, key.Door, key.RequestId, cancellation);
        if (first is null)
            return null;
        if (!first.ContentDigest.AsSpan().SequenceEqual(key.ContentDigest))
            throw Fault.InvalidField(
                ErrorReason.RequestIdReused,
                FieldFaults.Reused("request_id", FaultMessages.Of(ErrorReason.RequestIdReused, [("request_id", key.RequestId)])),
                ("request_id", key.RequestId));
        return first.Response;
    }

    /// <summary>Whether anything was answered under an id already.</summary>
    public static Task<bool> IsDoneAsync(this StorageContext context, Actor actor, string door, string requestId, CancellationToken cancellation)
    {
        var (reseller, caller) = (actor.Reseller ?? "", actor.Identifier);
        return context.IdempotencyRecords.AnyAsync(
            r => r.Reseller == reseller && r.Caller == caller && r.Method == door && r.RequestId == requestId, cancellation);
    }

    /// <summary>An answer, to be kept.</summary>
    public static IdempotencyRecord Record(Actor actor, WriteKey key, Write write, byte[] answer) => new()
    {
        Reseller = actor.Reseller ?? "",
        Caller = actor.Identifier,
        Method = key.Door,
        RequestId = key.RequestId,
        ContentDigest = key.ContentDigest,
        Response = answer,
        Subject = write.Subject.Length > 0 ? write.Subject : throw new InvalidOperationException($"{key.Door} does not say what it did."),
        At = write.Now,
    };
}
