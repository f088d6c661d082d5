using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Health.V1;
using Grpc.Reflection;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Wire;

/// <summary>Reflection (v1 and v1alpha) that knows the error details too: they travel in no method, and clients print them.</summary>
internal static class Reflection
{
    private static readonly FileDescriptor[] Files =
    [
        CustomersReflection.Descriptor,
        CatalogReflection.Descriptor,
        ContractedOffersReflection.Descriptor,
        AmendmentsReflection.Descriptor,
        OrdersReflection.Descriptor,
        HealthReflection.Descriptor,
    ];

    /// <summary>Adds reflection.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddGrpcReflection();
        var names = Files.SelectMany(f => f.Services).Select(s => s.FullName).ToList();
        var symbols = SymbolRegistry.FromFiles([.. Files, ErrorReasonReflection.Descriptor, ErrorDetailsReflection.Descriptor, StatusReflection.Descriptor]);
        services.AddSingleton(new ReflectionServiceImpl(names, symbols));
        services.AddSingleton(new ReflectionV1ServiceImpl(names, symbols));
    }
}
