using System.Buffers;
using Grpc.Core;

namespace MyOpenIP.Server.Wire;

/// <summary>An answer that may be written already, as the bytes of the wire.</summary>
internal interface IWrittenAnswer
{
    /// <summary>Its bytes; null: the message itself is the answer. Sent once, then given back.</summary>
    ProtoWriter? Written { get; }
}

/// <summary>
/// Sends answers that are written already as they are: a message made of objects, to be written at once, is most of what a
/// preview would cost.
/// </summary>
internal static class WrittenAnswers
{
    /// <summary>How the answers of a method are sent.</summary>
    /// <param name="generated">How generated code sends them.</param>
    public static Marshaller<T> Marshaller<T>(Marshaller<T> generated) where T : class =>
        typeof(IWrittenAnswer).IsAssignableFrom(typeof(T))
            ? new Marshaller<T>((answer, context) => Write(answer, context, generated), generated.ContextualDeserializer)
            : generated;

    private static void Write<T>(T answer, SerializationContext context, Marshaller<T> generated)
    {
        if (((IWrittenAnswer)answer!).Written is not { } written)
        {
            generated.ContextualSerializer(answer, context);
            return;
        }
        context.SetPayloadLength(written.Written.Length);
        context.GetBufferWriter().Write(written.Written);
        written.Return();
        context.Complete();
    }
}
