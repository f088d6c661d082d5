using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Observability;
using MyOpenIP.V1;
using RichStatus = Google.Rpc.Status;

namespace MyOpenIP.Server.Wire;

/// <summary>What a caller is told of whatever was thrown, and the log with it.</summary>
internal sealed class Refusals(ILogger<Refusals> logger)
{
    /// <summary>The status with its details, in the caller's language.</summary>
    public RichStatus Tell(Exception thrown, ServerCallContext call)
    {
        var callId = call.GetHttpContext().TraceIdentifier;
        var fault = FaultOf(thrown);
        if (fault.Reason is ErrorReason.Internal or ErrorReason.Unavailable)
            logger.CallFailed(thrown, call.Method, callId);
        else
            logger.CallRefused(call.Method, fault.Code, fault.Reason, callId);
        return FaultStatus.Of(fault, callId, FaultStatus.LanguageOf(call.RequestHeaders.GetValue("accept-language")));
    }

    private static Fault FaultOf(Exception thrown) => thrown switch
    {
        Fault fault => fault,
        DbUpdateConcurrencyException => Fault.Aborted(ErrorReason.ConcurrentChange),
        _ when StorageFaults.IsUnavailable(thrown) => Fault.Unavailable(StorageFaults.RetryAfter),
        _ => Fault.Internal(),
    };
}
