using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Storage.Sqlite;
using MyOpenIP.V1;
using RichStatus = Google.Rpc.Status;

namespace MyOpenIP.Server.Wire;

/// <summary>What a caller is told of whatever was thrown, and the log with it.</summary>
internal sealed class Refusals(DatabaseFile database, ILogger<Refusals> logger)
{
    /// <summary>The status with its details, in the caller's language.</summary>
    public RichStatus Tell(Exception thrown, ServerCallContext call) => Tell(thrown, RefusedCall.Of(call));

    /// <inheritdoc cref="Tell(Exception, ServerCallContext)"/>
    public RichStatus Tell(Exception thrown, RefusedCall call)
    {
        database.Note(thrown);
        var fault = FaultOf(thrown);
        if (fault.Reason is ErrorReason.Unavailable)
            logger.StorageFailed(call.Method, thrown.GetBaseException().Message, call.Id);
        else if (fault.Reason is ErrorReason.Internal)
            logger.CallFailed(thrown, call.Method, call.Id);
        else
            logger.CallRefused(call.Method, fault.Code, fault.Reason, call.Id);
        return FaultStatus.Of(fault, call.Id, call.Language);
    }

    private static Fault FaultOf(Exception thrown) => thrown switch
    {
        Fault fault => fault,
        DbUpdateConcurrencyException => Fault.Aborted(ErrorReason.ConcurrentChange),
        _ when StorageFaults.IsUnavailable(thrown) => Fault.Unavailable(StorageFaults.RetryAfter),
        _ => Fault.Internal(),
    };
}

/// <summary>What a refusal needs of its call.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Id">Its identifier, as the log has it.</param>
/// <param name="Language">The language of its caller.</param>
internal sealed record RefusedCall(string Method, string Id, Language Language)
{
    /// <summary>
    /// Reads it from the call. Where several threads work for one call, before they do: gRPC makes headers and identifier
    /// when they are first asked for, and a second thread that asks meanwhile finds them half made.
    /// </summary>
    public static RefusedCall Of(ServerCallContext call) => new(
        call.Method, call.GetHttpContext().TraceIdentifier, FaultStatus.LanguageOf(call.RequestHeaders.GetValue("accept-language")));
}
