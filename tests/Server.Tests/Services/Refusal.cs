using Google.Rpc;
using Grpc.Core;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>A refused call, with its details.</summary>
internal sealed record Refusal(StatusCode Code, Google.Rpc.Status Status)
{
    public ErrorInfo Info => Status.GetDetail<ErrorInfo>();

    public string Reason => Info.Reason;

    public string[] Fields => [.. Status.GetDetail<BadRequest>().FieldViolations.Select(v => v.Field)];

    /// <summary>The one faulty field and what it breaks.</summary>
    public (string Field, string Rule) Rule => Status.GetDetail<BadRequest>().FieldViolations.Select(v => (v.Field, v.Reason)).Single();

    public string[] Preconditions => [.. Status.GetDetail<PreconditionFailure>().Violations.Select(v => v.Type)];

    /// <summary>The refusal of a call; a call that is not refused fails the test.</summary>
    public static Task<Refusal> OfAsync<T>(AsyncUnaryCall<T> call) => OfAsync(call.ResponseAsync);

    /// <inheritdoc cref="OfAsync{T}(AsyncUnaryCall{T})"/>
    public static async Task<Refusal> OfAsync(Task call)
    {
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call);
        return new Refusal(thrown.StatusCode, thrown.GetRpcStatus() ?? throw new InvalidOperationException($"No details: {thrown.Status}"));
    }

    /// <summary>The refusal of a call, its code and reason asserted; every refusal of ours carries who to ask about which call.</summary>
    public static Task<Refusal> OfAsync<T>(AsyncUnaryCall<T> call, StatusCode code, string reason) => OfAsync(call.ResponseAsync, code, reason);

    /// <inheritdoc cref="OfAsync{T}(AsyncUnaryCall{T}, StatusCode, string)"/>
    public static async Task<Refusal> OfAsync(Task call, StatusCode code, string reason)
    {
        var refusal = await OfAsync(call);
        Assert.Equal((code, reason), (refusal.Code, refusal.Reason));
        Assert.Equal("myopenip.openip.fr", refusal.Info.Domain);
        Assert.NotEmpty(refusal.Status.GetDetail<RequestInfo>().RequestId);
        Assert.NotEmpty(refusal.Status.GetDetail<LocalizedMessage>().Message);
        return refusal;
    }
}
