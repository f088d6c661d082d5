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
    private const int LargestMessage = 4 * 1024 * 1024;
    private const string Previews = "myopenip.v1.Amendments";
    private static readonly string Offer = StoredOffers.Changes()[0].ContractedOffer;
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static b => b, static b => b);

    /// <summary>The kinds of request.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["parts", "parts-json", "deep-json", "products", "malformed", "customers", "offers", "search", "filter"];

    /// <summary>Sends requests of a kind, as many at once as the goal says, until the time is over.</summary>
    public static async Task RunAsync(string kind, string grpc, Uri http, TimeSpan time)
    {
        var end = DateTime.UtcNow + time;
        using var channel = GrpcChannel.ForAddress(grpc, new GrpcChannelOptions { MaxSendMessageSize = null });
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
        "parts" => Unary(channel, Concat(Preview(), Repeated(Tag(PreviewAmendmentRequest.ContactsFieldNumber), LargestMessage))),
        "parts-json" => Json(json, $"{{\"contacts\": [{string.Join(',', Enumerable.Repeat("{}", LargestMessage / 3 - 10))}]}}"),
        "deep-json" => Json(json, $"{{\"contacts\": {new string('[', LargestMessage - 20)}"),
        "products" => Unary(channel, Preview(Enumerable.Range(0, 5_000).Select(i => new WantedLine { Product = $"UNKNOWN_{i}", FinalQuantity = 1 }))),
        "malformed" => Unary(channel, Concat(Preview(), Repeated([.. Tag(PreviewAmendmentRequest.ContactsFieldNumber).Take(1), 3, 10, 1, 0xff], LargestMessage))),
        "customers" => end => ImportAsync(channel, "myopenip.v1.Customers", "ImportCustomers", Customers(), end),
        "offers" => end => ImportAsync(channel, "myopenip.v1.ContractedOffers", "ImportContractedOffers", Offers(), end),
        "search" => end => new Customers.CustomersClient(channel).ListCustomersAsync(
            new ListCustomersRequest { Query = new string('é', 3_999) }, deadline: end).ResponseAsync,
        "filter" => end => new ContractedOffers.ContractedOffersClient(channel).ListContractedOffersAsync(
            new ListContractedOffersRequest { Parent = "customers/-", Filter = string.Join(" OR ", Enumerable.Repeat("name = \"x\"", 300)) }, deadline: end).ResponseAsync,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown."),
    };

    private static Func<DateTime, Task> Unary(GrpcChannel channel, byte[] request)
    {
        var method = new Method<byte[], byte[]>(MethodType.Unary, Previews, "PreviewAmendment", Bytes, Bytes);
        return end => channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(deadline: end), request).ResponseAsync;
    }

    private static Func<DateTime, Task> Json(HttpClient json, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return async end =>
        {
            using var time = new CancellationTokenSource(Positive(end - DateTime.UtcNow));
            using var content = new ByteArrayContent(bytes) { Headers = { { "content-type", "application/json" } } };
            using var answer = await json.PostAsync(new Uri($"v1/{Offer}:previewAmendment", UriKind.Relative), content, time.Token);
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

    /// <summary>An import that is as long as it may be, and right.</summary>
    private static IEnumerable<byte[]> Customers()
    {
        var first = 5_000_000 + 10_000 * Random.Shared.Next(1_000);
        return Enumerable.Range(0, 10_000).Select(i => new ImportCustomersRequest
        {
            RequestId = i == 0 ? $"{Guid.NewGuid()}" : "",
            Customer = new Customer
            {
                Name = $"customers/{first + i}",
                CompanyName = $"Société Nº {i} {new string('x', 100)}",
                Reseller = "destiny",
                State = CustomerState.Active,
                CreatedOn = new() { Year = 2026, Month = 1, Day = 5 },
                Size = CustomerSize.Small,
                Territory = "FR",
                TaxStatus = "BUSINESS",
                Sites =
                {
                    new Site
                    {
                        Name = $"customers/{first + i}/sites/1",
                        DisplayName = "Siège",
                        Address = new() { Street = "1 Rue Neuve", PostalCode = "59000", City = "LILLE", CountryCode = "FR" },
                    },
                },
            },
        }.ToByteArray());
    }

    /// <summary>An import that is as long as it may be, and wrong in every record.</summary>
    private static IEnumerable<byte[]> Offers() => Enumerable.Range(0, 10_000).Select(i => new ImportContractedOffersRequest
    {
        RequestId = i == 0 ? $"{Guid.NewGuid()}" : "",
        ContractedOffer = new ContractedOffer { Name = $"customers/44660/contractedOffers/OC{2_000_000 + i}" },
    }.ToByteArray());

    private static byte[] Preview(IEnumerable<WantedLine>? lines = null)
    {
        var request = new PreviewAmendmentRequest { ContractedOffer = Offer };
        request.Lines.Add(lines ?? []);
        return request.ToByteArray();
    }

    /// <summary>An empty message in a field.</summary>
    private static byte[] Tag(int field) => [(byte)(field << 3 | 2), 0];

    private static byte[] Repeated(byte[] part, int size)
    {
        var bytes = new byte[(size - 200) / part.Length * part.Length];
        for (var i = 0; i < bytes.Length; i += part.Length)
            part.CopyTo(bytes, i);
        return bytes;
    }

    private static byte[] Concat(byte[] first, byte[] second) => [.. first, .. second];
}
