using Grpc.Core;
using Grpc.Core.Interceptors;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Storage.Sqlite;

namespace MyOpenIP.Server.Wire;

/// <summary>The outermost interceptor: turns whatever is thrown into what the caller is told, for all four kinds of call.</summary>
internal sealed class FaultInterceptor(Refusals refusals, IHostApplicationLifetime lifetime) : Interceptor
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
        using var requests = new FramedStream<TRequest>(requestStream, refusals, RefusedCall.Of(context), lifetime.ApplicationStopping);
        try
        {
            return await continuation(requests, context);
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
        using var requests = new FramedStream<TRequest>(requestStream, refusals, RefusedCall.Of(context), lifetime.ApplicationStopping);
        try
        {
            await continuation(requests, responseStream, context);
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

    /// <summary>
    /// Messages whose frames are faulty end the stream, refused like any other fault. So does the end of the server: what was
    /// read is answered, and the caller goes on elsewhere or later, instead of holding the server until it cuts the connection.
    /// </summary>
    private sealed class FramedStream<T>(IAsyncStreamReader<T> inner, Refusals refusals, RefusedCall call, CancellationToken stopping) : IAsyncStreamReader<T>, IDisposable
    {
        private CancellationToken given;
        private CancellationTokenSource? either;

        public T Current => inner.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (either is null || given != cancellationToken)
            {
                either?.Dispose();
                (given, either) = (cancellationToken, CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping));
            }

            try
            {
                return await inner.MoveNext(either.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw refusals.Tell(Fault.Unavailable(StorageFaults.RetryAfter), call).ToRpcException();
            }
            catch (Exception thrown) when (!cancellationToken.IsCancellationRequested && Framing.Of(thrown, ImportLimits.MessageBytes) is { } fault)
            {
                // Told here: a fault that names fields would be taken for one of the message before.
                throw refusals.Tell(fault, call).ToRpcException();
            }
        }

        public void Dispose() => either?.Dispose();
    }
}
