using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using MyOpenIP.V1;

namespace MyOpenIP.ClientSamples;

/// <summary>The service as a portal sees it: one client per service, one caller.</summary>
internal sealed class Portal : IDisposable
{
    private readonly GrpcChannel channel;

    /// <summary>Connects to a server, in the name of the operator of the demonstration.</summary>
    /// <param name="address">Where gRPC is served over cleartext HTTP/2.</param>
    public Portal(Uri address)
    {
        channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Insecure,
            ServiceConfig = new ServiceConfig { MethodConfigs = { RetryReads } },
        });
        var calls = channel.CreateCallInvoker().Intercept(headers =>
        {
            headers.Add("authorization", "Dev operator");
            return headers;
        });
        Customers = new Customers.CustomersClient(calls);
        Catalog = new Catalog.CatalogClient(calls);
        ContractedOffers = new ContractedOffers.ContractedOffersClient(calls);
        Amendments = new Amendments.AmendmentsClient(calls);
        Orders = new Orders.OrdersClient(calls);
    }

    /// <summary>Customers: search and read.</summary>
    public Customers.CustomersClient Customers { get; }

    /// <summary>What can be sold.</summary>
    public Catalog.CatalogClient Catalog { get; }

    /// <summary>What customers have.</summary>
    public ContractedOffers.ContractedOffersClient ContractedOffers { get; }

    /// <summary>Changes of quantities.</summary>
    public Amendments.AmendmentsClient Amendments { get; }

    /// <summary>What accepted amendments become.</summary>
    public Orders.OrdersClient Orders { get; }

    /// <summary>Calls made while the server starts wait for it; two minutes at most.</summary>
    public static CallOptions Waiting => new CallOptions(deadline: DateTime.UtcNow.AddMinutes(2)).WithWaitForReady();

    /// <inheritdoc/>
    public void Dispose() => channel.Dispose();

    /// <summary>Reads are repeated when the server is away; writes never, which is what request ids are for.</summary>
    private static MethodConfig RetryReads => new()
    {
        Names = { new MethodName { Service = "myopenip.v1.Customers" }, new MethodName { Service = "myopenip.v1.Catalog" } },
        RetryPolicy = new RetryPolicy
        {
            MaxAttempts = 5,
            InitialBackoff = TimeSpan.FromMilliseconds(100),
            MaxBackoff = TimeSpan.FromSeconds(2),
            BackoffMultiplier = 2,
            RetryableStatusCodes = { StatusCode.Unavailable },
        },
    };
}
