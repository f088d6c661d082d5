using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Wire;

/// <summary>A gRPC method as the door of an operation: the method, the caller and the request id are the key of the write.</summary>
internal static class WriteCalls
{
    /// <summary>Runs the operation of a call once, and answers.</summary>
    /// <param name="operations">What runs it.</param>
    /// <param name="call">The call.</param>
    /// <param name="request">The request: its content is bound to its id, however that is written.</param>
    /// <param name="requestId">The request id in canonical form.</param>
    /// <param name="validateOnly">Whether to answer as if done and to store nothing.</param>
    /// <param name="operation">Does it.</param>
    /// <param name="encode">Makes the answer.</param>
    /// <exception cref="Fault">REQUEST_ID_REUSED, and what <paramref name="operation"/> refuses.</exception>
    public static Task<TResponse> AnswerAsync<TResult, TResponse>(
        this Operations operations, ServerCallContext call, IMessage request, string requestId, bool validateOnly,
        Func<Write, Task<TResult>> operation, Func<Write, TResult, Task<TResponse>> encode)
        where TResponse : class, IMessage<TResponse>, new()
    {
        request.Descriptor.FindFieldByName("request_id").Accessor.SetValue(request, requestId);
        return operations.AnswerAsync(call, new(call.Method, requestId, SHA256.HashData(request.ToByteArray())), validateOnly, operation, encode);
    }

    /// <inheritdoc cref="AnswerAsync{TResult, TResponse}(Operations, ServerCallContext, IMessage, string, bool, Func{Write, Task{TResult}}, Func{Write, TResult, Task{TResponse}})"/>
    public static Task<TResponse> AnswerAsync<TResult, TResponse>(
        this Operations operations, ServerCallContext call, IMessage request, string requestId, bool validateOnly,
        Func<Write, Task<TResult>> operation, Func<Write, TResult, TResponse> encode)
        where TResponse : class, IMessage<TResponse>, new() =>
        operations.AnswerAsync(call, request, requestId, validateOnly, operation, (write, result) => Task.FromResult(encode(write, result)));

    /// <summary>Runs the operation of a call whose content came in several messages.</summary>
    public static async Task<TResponse> AnswerAsync<TResult, TResponse>(
        this Operations operations, ServerCallContext call, WriteKey key, bool validateOnly,
        Func<Write, Task<TResult>> operation, Func<Write, TResult, Task<TResponse>> encode)
        where TResponse : class, IMessage<TResponse>, new()
    {
        TResponse? made = null;
        var bytes = await operations.OnceAsync(
            Caller.Of(call), key, validateOnly, operation,
            async (write, result) =>
            {
                made = await encode(write, result);
                return made.ToByteArray();
            },
            call.CancellationToken);
        return made ?? Read<TResponse>(bytes);
    }

    /// <summary>An answer that was kept.</summary>
    public static TResponse Read<TResponse>(byte[] bytes)
        where TResponse : class, IMessage<TResponse>, new()
    {
        var response = new TResponse();
        response.MergeFrom(bytes);
        return response;
    }
}
