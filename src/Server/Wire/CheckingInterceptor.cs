using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using MyOpenIP.Server.Security;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// Before any method of the API: the call has a caller, and every message of the request (but for those of a bidirectional
/// stream) could be read and has what its <c>field_behavior</c> says. What needs more than the descriptors is checked by the methods. Inside <see cref="FaultInterceptor"/>.
/// </summary>
internal sealed class CheckingInterceptor : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Check(context, request);
        return continuation(request, context);
    }

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context, request);
        return continuation(request, responseStream, context);
    }

    /// <inheritdoc/>
    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context, null);
        return continuation(new CheckedStream<TRequest>(requestStream), context);
    }

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        // Every message is answered by itself: the method checks each, so that a faulty one does not end the stream.
        Check(context, null);
        return continuation(requestStream, responseStream, context);
    }

    /// <summary>Health and reflection are open: they tell nothing of anybody.</summary>
    private static bool IsOurs(ServerCallContext context) => context.Method.StartsWith("/myopenip.", StringComparison.Ordinal);

    private static void Check(ServerCallContext context, object? request)
    {
        if (IsOurs(context))
            context.UserState[typeof(Caller)] = Caller.From(context.GetHttpContext().User) ?? throw Fault.Unauthenticated();
        CheckFields(request);
    }

    private static void CheckFields(object? request)
    {
        if (request is not IMessage message)
            return;
        UnreadMessages.Require(message);
        if (FieldRules.FaultsOf(message) is { Count: > 0 } faults)
            throw Fault.InvalidArgument(faults);
    }

    private sealed class CheckedStream<T>(IAsyncStreamReader<T> inner) : IAsyncStreamReader<T>
    {
        public T Current => inner.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            var more = await inner.MoveNext(cancellationToken);
            if (more)
                CheckFields(Current);
            return more;
        }
    }
}
