using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MyOpenIP.V1;

namespace MyOpenIP.ServerBench;

/// <summary>The methods of <see cref="Measures"/> on the wire: bytes, as a method that has its answer ready would send them.</summary>
[BindServiceMethod(typeof(MeasuresMethods), nameof(Bind))]
internal abstract class MeasuresMethods
{
    // Outside of the API, whose methods have a row in the table of who may call what.
    private const string Service = "bench.Measures";

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static b => b, static b => b);
    private static readonly Marshaller<PreviewAmendmentRequest> Requests =
        Marshallers.Create(static r => r.ToByteArray(), PreviewAmendmentRequest.Parser.ParseFrom);

    private static readonly Marshaller<Empty> Nothing = Marshallers.Create(static r => r.ToByteArray(), Empty.Parser.ParseFrom);
    private static readonly Marshaller<BytesValue> Kept = Marshallers.Create(static r => r.ToByteArray(), BytesValue.Parser.ParseFrom);

    public static Method<BytesValue, byte[]> KeepMethod { get; } = new(MethodType.Unary, Service, nameof(Keep), Kept, Bytes);

    public static Method<PreviewAmendmentRequest, byte[]> GiveMethod { get; } = new(MethodType.Unary, Service, nameof(Give), Requests, Bytes);

    public static Method<PreviewAmendmentRequest, byte[]> CoreMethod { get; } = new(MethodType.Unary, Service, nameof(Core), Requests, Bytes);

    public static Method<Empty, byte[]> CompiledMethod { get; } = new(MethodType.Unary, Service, nameof(Compiled), Nothing, Bytes);

    public abstract Task<byte[]> Keep(BytesValue answer, ServerCallContext context);

    public abstract Task<byte[]> Give(PreviewAmendmentRequest request, ServerCallContext context);

    public abstract Task<byte[]> Core(PreviewAmendmentRequest request, ServerCallContext context);

    public abstract Task<byte[]> Compiled(Empty nothing, ServerCallContext context);

    /// <summary>Names the methods to ASP.NET, which finds those of the service by their names.</summary>
    public static void Bind(ServiceBinderBase binder, MeasuresMethods _)
    {
        binder.AddMethod(KeepMethod, (UnaryServerMethod<BytesValue, byte[]>)null!);
        binder.AddMethod(GiveMethod, (UnaryServerMethod<PreviewAmendmentRequest, byte[]>)null!);
        binder.AddMethod(CompiledMethod, (UnaryServerMethod<Empty, byte[]>)null!);
        binder.AddMethod(CoreMethod, (UnaryServerMethod<PreviewAmendmentRequest, byte[]>)null!);
    }
}
