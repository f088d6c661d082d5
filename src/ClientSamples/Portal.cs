using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using MyOpenIP.V1;

namespace MyOpenIP.ClientSamples;

/// <summary>The service as a portal sees it: one client per service, one caller.</summary>
internal sealed class Portal : IDisposable
{
    /// <summary>How long a server may take to serve: its start on a machine ten times slower than usual.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);

    private readonly GrpcChannel channel;
    private readonly Health.HealthClient health;

    /// <summary>Connects to a server.</summary>
    /// <param name="address">Where gRPC is served: cleartext HTTP/2 of this machine, or TLS.</param>
    /// <param name="tokens">In whose name; null: nobody's, for what is open to all, and on the machine of a server in Development.</param>
    public Portal(Uri address, Tokens? tokens = null)
    {
        var transport = address.Scheme == Uri.UriSchemeHttps ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure;
        channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            Credentials = tokens is null ? transport : ChannelCredentials.Create(transport, tokens.ToCallCredentials()),
            UnsafeUseInsecureChannelCallCredentials = tokens is not null,
            ServiceConfig = new ServiceConfig { MethodConfigs = { Retry } },
        });
        var calls = channel.CreateCallInvoker();
        health = new Health.HealthClient(channel);
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

    /// <summary>Waits until the server says that it serves: it accepts connections some time before it is warm.</summary>
    /// <exception cref="UnexpectedAnswerException">It does not after minutes.</exception>
    public async Task ServingAsync(CancellationToken cancellation = default)
    {
        var options = new CallOptions(deadline: DateTime.UtcNow + LongestStart, cancellationToken: cancellation).WithWaitForReady();
        var told = "nothing";
        while (DateTime.UtcNow < options.Deadline)
        {
            try
            {
                var status = (await health.CheckAsync(new HealthCheckRequest(), options)).Status;
                if (status is HealthCheckResponse.Types.ServingStatus.Serving)
                    return;
                told = status.ToString();
            }
            catch (RpcException fault) when (!cancellation.IsCancellationRequested)
            {
                told = fault.Status.ToString();
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        }
        throw new UnexpectedAnswerException($"The server does not say that it serves, but {told}.");
    }

    /// <summary>Calls made while the server starts wait for it; two minutes at most.</summary>
    public static CallOptions Waiting => new CallOptions(deadline: DateTime.UtcNow.AddMinutes(2)).WithWaitForReady();

    /// <inheritdoc/>
    public void Dispose() => channel.Dispose();

    /// <summary>Calls are repeated when the server is away; writes too, which is what request ids are for.</summary>
    private static MethodConfig Retry => new()
    {
        Names =
        {
            new MethodName { Service = "myopenip.v1.Customers" }, new MethodName { Service = "myopenip.v1.Catalog" },
            new MethodName { Service = "myopenip.v1.ContractedOffers" }, new MethodName { Service = "myopenip.v1.Amendments" },
            new MethodName { Service = "myopenip.v1.Orders" },
        },
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
