using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MyOpenIP.V1;

namespace MyOpenIP.ServerBench;

/// <summary>The worst requests of each kind, as somebody sends them who means no good, or whose program is broken.</summary>
internal static class HostileNeighbour
{
    private const int AtOnce = 16;
    private const string Previews = "myopenip.v1.Amendments";
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static b => b, static b => b);

    /// <summary>The kinds of request.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["parts", "parts-json", "deep-json", "text-json", "names-json", "blank-json", "products", "stream", "malformed", "bombs", "customers", "offers", "catalogue", "search", "filter", .. HostileConnections.Kinds.Keys];

    /// <summary>Sends requests of a kind, as many at once as the goal says, until the time is over.</summary>
    public static async Task RunAsync(string kind, string grpc, Uri http, TimeSpan time)
    {
        if (HostileConnections.Kinds.TryGetValue(kind, out var connections))
        {
            using var over = new CancellationTokenSource(time);
            await HostileConnections.RunAsync(kind, new Uri(grpc), http, connections, () => { }, over.Token);
            return;
        }
        var end = DateTime.UtcNow + time;
        using var channel = GrpcChannel.ForAddress(grpc, new GrpcChannelOptions
        {
            MaxSendMessageSize = null,
            CompressionProviders = kind == "bombs" ? [new WorstRequests.Bomb()] : null,
        });
        using var json = new HttpClient { BaseAddress = http };
        var send = Of(kind, channel, json);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (DateTime.UtcNow < end)
                try
                {
                    await send(end);
                }
                catch (Exception refused) when (refused is RpcException or HttpRequestException or TaskCanceledException or InvalidOperationException)
                {
                }
        }));
    }

    private static Func<DateTime, Task> Of(string kind, GrpcChannel channel, HttpClient json) => kind switch
    {
        "parts" => Preview(channel, WorstRequests.Contacts()),
        "parts-json" => Json(json, WorstRequests.ContactsAsJson()),
        "deep-json" => Json(json, WorstRequests.DeepJson()),
        "text-json" => Json(json, WorstRequests.TextAsJson()),
        "names-json" => Json(json, WorstRequests.NamesAsJson()),
        "blank-json" => Json(json, WorstRequests.BlankJson()),
        "products" => Preview(channel, WorstRequests.UnknownProducts().ToByteArray()),
        "stream" => end => StreamAsync(channel, new PreviewAmendmentsRequest { Preview = WorstRequests.UnknownProducts() }, end),
        "malformed" => Preview(channel, WorstRequests.Contacts(10, 1, 0xff)),
        "bombs" => Preview(channel, [0], new Metadata { { "grpc-internal-encoding-request", "gzip" } }),
        "customers" => end => ImportAsync(channel, "myopenip.v1.Customers", "ImportCustomers", WorstRequests.Customers(), end),
        "offers" => end => ImportAsync(channel, "myopenip.v1.ContractedOffers", "ImportContractedOffers", WorstRequests.Offers(), end),
        "catalogue" => Unary(channel, "myopenip.v1.Catalog", "ImportCatalog", WorstRequests.Catalogue()),
        "search" => end => new Customers.CustomersClient(channel).ListCustomersAsync(
            new ListCustomersRequest { Query = new string('é', 200) }, deadline: end).ResponseAsync,
        "filter" => end => new ContractedOffers.ContractedOffersClient(channel).ListContractedOffersAsync(
            new ListContractedOffersRequest { Parent = "customers/-", Filter = string.Join(" OR ", Enumerable.Repeat("offer_name = \"x\"", 49)) }, deadline: end).ResponseAsync,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown."),
    };

    private static Func<DateTime, Task> Preview(GrpcChannel channel, byte[] request, Metadata? headers = null) =>
        Unary(channel, Previews, "PreviewAmendment", request, headers);

    private static Func<DateTime, Task> Unary(GrpcChannel channel, string service, string name, byte[] request, Metadata? headers = null)
    {
        var method = new Method<byte[], byte[]>(MethodType.Unary, service, name, Bytes, Bytes);
        return end => channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(headers, deadline: end), request).ResponseAsync;
    }

    private static Func<DateTime, Task> Json(HttpClient json, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var offer = StoredOffers.Changes()[0].ContractedOffer;
        return async end =>
        {
            using var time = new CancellationTokenSource(Positive(end - DateTime.UtcNow));
            using var content = new ByteArrayContent(bytes) { Headers = { { "content-type", "application/json" } } };
            using var answer = await json.PostAsync(new Uri($"v1/{offer}:previewAmendment", UriKind.Relative), content, time.Token);
        };
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(1);

    private static async Task ImportAsync(GrpcChannel channel, string service, string name, IEnumerable<byte[]> messages, DateTime end)
    {
        var method = new Method<byte[], byte[]>(MethodType.ClientStreaming, service, name, Bytes, Bytes);
        using var call = channel.CreateCallInvoker().AsyncClientStreamingCall(method, null, new CallOptions(deadline: end));
        foreach (var message in messages)
            await call.RequestStream.WriteAsync(message);
        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;
    }

    private static async Task StreamAsync(GrpcChannel channel, PreviewAmendmentsRequest message, DateTime end)
    {
        using var call = new Amendments.AmendmentsClient(channel).PreviewAmendments(deadline: end);
        var reading = Task.Run(async () =>
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                // What is answered does not matter.
            }
        });
        while (DateTime.UtcNow < end && !reading.IsCompleted)
            await call.RequestStream.WriteAsync(message);
        await reading;
    }
}
