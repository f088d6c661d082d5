using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Issuing;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// Before any method of the API: the call has a caller, whose role may call it (<see cref="MethodPolicies"/>), its message
/// could be read and lacks nothing that it must give. What
/// else the protos refuse of it is kept for the method (<see cref="RequestChecks"/>), which tells it with all that needs more
/// than the protos. The messages of a stream are told about one by one, so their methods look at each. Inside <see cref="FaultInterceptor"/>.
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
        return continuation(requestStream, context);
    }

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context, null);
        return continuation(requestStream, responseStream, context);
    }

    /// <summary>Health and reflection are open: they tell nothing of anybody.</summary>
    private static bool IsOurs(ServerCallContext context) => context.Method.StartsWith("/myopenip.", StringComparison.Ordinal);

    private static void Check(ServerCallContext context, object? request)
    {
        if (IsOurs(context))
        {
            var http = context.GetHttpContext();
            var caller = Caller.From(http.User) ?? throw http.Features.Get<UnknownCaller>()?.Why ?? Fault.Unauthenticated();
            if (context.Method.StartsWith(MethodPolicies.Package, StringComparison.Ordinal))
            {
                Scopes.Require(caller, context.Method);
                MethodPolicies.Of(context.Method).Require(caller);
            }
            context.UserState[typeof(Caller)] = caller;
        }
        if (request is IMessage message)
            context.UserState[typeof(RequestChecks)] = RequestChecks.Of(message);
    }
}
