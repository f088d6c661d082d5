using Grpc.Core;
using Grpc.Core.Interceptors;
using MyOpenIP.Server.Imports;

namespace MyOpenIP.Server.Wire;

/// <summary>The outermost interceptor: turns whatever is thrown into what the caller is told, for all four kinds of call.</summary>
internal sealed class FaultInterceptor(Refusals refusals) : Interceptor
{

    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception thrown)
        {
            throw Told(thrown, context);
        }
    }

    /// <inheritdoc/>
    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(new FramedStream<TRequest>(requestStream, refusals, RefusedCall.Of(context)), context);
        }
        catch (Exception thrown)
        {
            throw Told(thrown, context);
        }
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception thrown)
        {
            throw Told(thrown, context);
        }
    }

    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(new FramedStream<TRequest>(requestStream, refusals, RefusedCall.Of(context)), responseStream, context);
        }
        catch (Exception thrown)
        {
            throw Told(thrown, context);
        }
    }

    private RpcException Told(Exception thrown, ServerCallContext context)
    {
        // What the framework itself refuses, and a call that the caller gave up, keep their status.
        if (thrown is RpcException known)
            return known;
        if (thrown is OperationCanceledException or IOException && context.CancellationToken.IsCancellationRequested)
            return context.Deadline <= DateTime.UtcNow || Deadlines.IsPast(context.GetHttpContext())
                ? refusals.Tell(Fault.DeadlineExceeded(), context).ToRpcException()
                : new RpcException(new Status(StatusCode.Cancelled, "The call was given up."));

        return refusals.Tell(thrown, context).ToRpcException();
    }

    /// <summary>Messages whose frames are faulty end the stream, refused like any other fault.</summary>
    private sealed class FramedStream<T>(IAsyncStreamReader<T> inner, Refusals refusals, RefusedCall call) : IAsyncStreamReader<T>
    {
        public T Current => inner.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            try
            {
                return await inner.MoveNext(cancellationToken);
            }
            catch (Exception thrown) when (!cancellationToken.IsCancellationRequested && Framing.Of(thrown, ImportLimits.MessageBytes) is { } fault)
            {
                // Told here: a fault that names fields would be taken for one of the message before.
                throw refusals.Tell(fault, call).ToRpcException();
            }
        }
    }
}
