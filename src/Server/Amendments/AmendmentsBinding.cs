using Google.Protobuf;
using Grpc.Core;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <summary>
/// Binds the service as generated code does, but that the answers of previews may be bytes that are written already: a message
/// made of objects, to be written at once, is most of what a preview would cost.
/// </summary>
internal static class AmendmentsBinding
{
    /// <summary>The service, as JSON calls look for it.</summary>
    public static Google.Protobuf.Reflection.ServiceDescriptor Descriptor => V1.Amendments.Descriptor;

    /// <summary>Tells the methods to ASP.NET.</summary>
    public static void Bind(ServiceBinderBase binder, V1.Amendments.AmendmentsBase service) =>
        V1.Amendments.BindService(new WithWrittenAnswers(binder), service);

    private static Method<TRequest, TResponse> Written<TRequest, TResponse>(Method<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class =>
        typeof(IWrittenAnswer).IsAssignableFrom(typeof(TResponse))
            ? new(method.Type, method.ServiceName, method.Name, method.RequestMarshaller, Marshallers.Create(Write, method.ResponseMarshaller.ContextualDeserializer))
            : method;

    private static void Write<TResponse>(TResponse response, SerializationContext context)
    {
        if (((IWrittenAnswer)response!).Written is { } written)
        {
            context.SetPayloadLength(written.Written.Length);
            System.Buffers.BuffersExtensions.Write(context.GetBufferWriter(), written.Written);
            written.Return();
        }
        else
        {
            var message = (IMessage)response;
            context.SetPayloadLength(message.CalculateSize());
            message.WriteTo(context.GetBufferWriter());
        }
        context.Complete();
    }

    private sealed class WithWrittenAnswers(ServiceBinderBase binder) : ServiceBinderBase
    {
        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
            binder.AddMethod(Written(method), handler);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
            binder.AddMethod(method, handler);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
            binder.AddMethod(method, handler);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) =>
            binder.AddMethod(Written(method), handler);
    }
}

/// <summary>An answer that may be written already, as the bytes of the wire.</summary>
internal interface IWrittenAnswer
{
    /// <summary>Its bytes; null: the message itself is the answer. Sent once, then given back.</summary>
    ProtoWriter? Written { get; }
}
