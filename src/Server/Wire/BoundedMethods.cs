using System.Buffers;
using System.Reflection;
using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// Binds the methods of a service as the framework does, but for how requests are read: what they hold is counted first, and
/// one that cannot be read is refused like any other (<see cref="UnreadMessages"/>), not thrown about.
/// </summary>
internal sealed class BoundedMethods<TService> : IServiceMethodProvider<TService> where TService : class
{
    /// <inheritdoc/>
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<TService> context)
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } binding)
            {
                binding.BindType.GetMethod(binding.BindMethodName, [typeof(ServiceBinderBase), type])!.Invoke(null, [new Binder(context), null]);
                return;
            }
        throw new InvalidOperationException($"{typeof(TService)} is no gRPC service.");
    }

    private sealed class Binder(ServiceMethodProviderContext<TService> context) : ServiceBinderBase
    {
        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
            context.AddUnaryMethod(Bounded(method), Metadata, Invoker<UnaryServerMethod<TService, TRequest, TResponse>>(method));

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
            context.AddClientStreamingMethod(Bounded(method), Metadata, Invoker<ClientStreamingServerMethod<TService, TRequest, TResponse>>(method));

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
            context.AddServerStreamingMethod(Bounded(method), Metadata, Invoker<ServerStreamingServerMethod<TService, TRequest, TResponse>>(method));

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) =>
            context.AddDuplexStreamingMethod(Bounded(method), Metadata, Invoker<DuplexStreamingServerMethod<TService, TRequest, TResponse>>(method));

        private static List<object> Metadata => [.. typeof(TService).GetCustomAttributes(inherit: true), new Microsoft.AspNetCore.Routing.HttpMethodMetadata(["POST"])];

        private static TDelegate Invoker<TDelegate>(IMethod method) where TDelegate : Delegate
        {
            var parameters = typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Skip(1).Select(p => p.ParameterType).ToArray();
            return typeof(TService).GetMethod(method.Name, parameters)!.CreateDelegate<TDelegate>();
        }

        private static Method<TRequest, TResponse> Bounded<TRequest, TResponse>(Method<TRequest, TResponse> method)
            where TRequest : class where TResponse : class =>
            new(
                method.Type, method.ServiceName, method.Name,
                new Marshaller<TRequest>(method.RequestMarshaller.ContextualSerializer, BoundedReader.For<TRequest>()), WrittenAnswers.Marshaller(method.ResponseMarshaller));
    }
}

/// <summary>Reads messages, what they hold counted first.</summary>
internal static class BoundedReader
{
    /// <summary>Reads messages of a kind.</summary>
    public static Func<DeserializationContext, T> For<T>() where T : class
    {
        var descriptor = ((IMessage)Activator.CreateInstance<T>()).Descriptor;
        var shape = MessageShape.Of(descriptor);

        // Fields that the API does not have are nobody's: to keep them costs memory, a hundred times their bytes.
        var parser = descriptor.Parser.WithDiscardUnknownFields(true);
        return context =>
        {
            var bytes = context.PayloadAsReadOnlySequence();
            if (PartCount.FaultOf(bytes, shape) is { } fault)
                return UnreadMessages.Stand(Activator.CreateInstance<T>(), fault);
            try
            {
                return (T)parser.ParseFrom(bytes);
            }
            catch (InvalidProtocolBufferException)
            {
                return UnreadMessages.Stand(Activator.CreateInstance<T>(), FieldFaults.NotProtobuf(descriptor.FullName));
            }
        };
    }
}
