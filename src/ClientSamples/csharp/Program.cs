using System.Security.Cryptography;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Grpc.Core.Interceptors;
using MyOpenIP.Client;
using MyOpenIP.V1;

// What a reseller's program does with the package MyOpenIP.Client: walks one amendment from the search of the customer to
// the contracted offer changed, and ends with an exception where an answer is not the one expected. For net8.0 and later a
// program; for netstandard2.0 a library.
namespace MyOpenIP.Sample;

/// <summary>The walk.</summary>
public static class Program
{
    private const string Customer = "customers/44660";
    private const string Reference = "OC138637";
    private const string ProductName = "Licence MetaCentrex SDA simple";

    /// <summary>Walks: <c>--server http://localhost:5080</c>.</summary>
    public static async Task Main(string[] args)
    {
        if (args.Length != 2 || args[0] != "--server" || !Uri.TryCreate(args[1], UriKind.Absolute, out var address))
            throw new ArgumentException("Usage: --server http://localhost:5080");
        var (tokenUrl, client) = (Variable("MYOPENIP_TOKEN_URL"), Variable("MYOPENIP_CLIENT").Split(':'));
        using var credentials = new ClientCredentials(new Uri(tokenUrl), client[0], client[1]);
        using var channel = MyOpenIPChannel.For(address, credentials);
        var calls = channel.CreateCallInvoker().Intercept(new Deadlines()).Intercept(headers =>
        {
            headers.Add("accept-language", "en");
            return headers;
        });
        await WalkAsync(new Customers.CustomersClient(calls), new ContractedOffers.ContractedOffersClient(calls), new Amendments.AmendmentsClient(calls), new Orders.OrdersClient(calls));
        Console.WriteLine("Every answer was the one expected.");
    }

    /// <summary>What the server says at its start, to be set before.</summary>
    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new ArgumentException($"{name} is not set: the server prints it at its start.");

    private static async Task WalkAsync(
        Customers.CustomersClient customers, ContractedOffers.ContractedOffersClient offers, Amendments.AmendmentsClient amendments, Orders.OrdersClient orders)
    {
        var found = await customers.ListCustomersAsync(new ListCustomersRequest { Query = "44660" });
        Expect(found.Customers[0].Name == Customer, "The customer is found");
        var delivered = await ReadAllAsync(offers, "state = DELIVERED AND delivered_on >= 2010-01-01");
        Expect(delivered.Count > 2, "The offers take more than a page");

        var reading = new GetContractedOfferRequest { Name = delivered.Single(o => o.Reference == Reference).Name };
        var before = (await offers.GetContractedOfferAsync(reading)).ContractedOffer;
        var line = before.Lines.Single(l => l.ProductName == ProductName);
        var wanted = new WantedLine { Product = line.Product, FinalQuantity = line.Quantity + 2 };

        try
        {
            await amendments.CreateAmendmentAsync(new CreateAmendmentRequest { Parent = Customer });
        }
        catch (RpcException refused) when (refused.GetRpcStatus() is { } status)
        {
            Console.WriteLine($"{status.GetDetail<ErrorInfo>().Reason}: {status.GetDetail<LocalizedMessage>().Message}");
            foreach (var fault in status.GetDetail<BadRequest>()?.FieldViolations ?? [])
                Console.WriteLine($"  {fault.Field}: {fault.LocalizedMessage.Message}");
        }

        // Sent again with the same request id, the first answer comes again.
        var opening = new CreateAmendmentRequest { Parent = Customer, RequestId = NewId(), Amendment = new Amendment { ContractedOffer = before.Name, Lines = { wanted } } };
        var opened = (await amendments.CreateAmendmentAsync(opening)).Amendment;
        Expect(opened.Equals((await amendments.CreateAmendmentAsync(opening)).Amendment), "The same request has the same answer");

        var attached = await AttachAsync(amendments, opened);
        var amendment = (await amendments.UpdateAmendmentAsync(new UpdateAmendmentRequest
        {
            Amendment = new Amendment { Name = opened.Name, Contacts = { new Contact { DisplayName = "Camille Martin", Telephone = "+33320000000" } } },
            UpdateMask = new() { Paths = { "contacts" } },
            Etag = attached.Etag,
            RequestId = NewId(),
        })).Amendment;
        var monthly = amendment.Recap.WholeTotals.Recurring.Net.ToDecimal();
        var issued = await amendments.IssueQuoteAsync(new IssueQuoteRequest
        {
            Name = amendment.Name, Etag = amendment.Etag, Fingerprint = amendment.Recap.Fingerprint, RequestId = NewId(),
        });
        foreach (var document in issued.Quote.Documents)
            Expect(document.Sha256 == Sha256(await ReadAsync(amendments.DownloadDocument(new DownloadDocumentRequest { Sha256 = document.Sha256 }).ResponseStream, m => m.Content)), "A document has its digest");
        Expect(issued.Quote.Attachments.Single().Sha256 == attached.Attachment.Sha256, "The quote has the attachment");
        var order = await AcceptAsync(amendments, issued);
        Expect(order.Charges.Where(c => c.Kind == ChargeKind.Recurring).Sum(c => c.Net.ToDecimal()) == monthly, "The price quoted is the price ordered");

        await orders.DeliverAsync(new DeliverRequest { Name = order.Name, Etag = order.Etag, RequestId = NewId() });
        var after = (await offers.GetContractedOfferAsync(reading)).ContractedOffer;
        Expect(after.Version == before.Version + 1, "The contracted offer has its next version");
        Expect(after.Lines.Single(l => l.Product == line.Product).Quantity == line.Quantity + 2, "Its quantity is the one ordered");
        Expect(after.MonthlyAmount.ToDecimal() == monthly, "Its monthly amount is the one quoted");
        Console.WriteLine(FormattableString.Invariant($"{after.Reference}, delivered {after.DeliveredOn.ToDateTime():yyyy-MM-dd}: monthly {monthly:0.00}"));
    }

    private static async Task<List<ContractedOffer>> ReadAllAsync(ContractedOffers.ContractedOffersClient offers, string filter)
    {
        var all = new List<ContractedOffer>();
        var request = new ListContractedOffersRequest { Parent = Customer, Filter = filter, OrderBy = "delivered_on desc", PageSize = 2 };
        do
        {
            var page = await offers.ListContractedOffersAsync(request);
            all.AddRange(page.ContractedOffers);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }

    /// <summary>Attaches a file and reads it back. No library repeats a stream; the request id makes it harmless to do so.</summary>
    private static async Task<UploadAttachmentResponse> AttachAsync(Amendments.AmendmentsClient amendments, Amendment amendment)
    {
        var content = ByteString.CopyFromUtf8("Par la cour, sonner à l'accueil.\n");
        var told = new NewAttachment { Parent = amendment.Name, FileName = "acces.txt", RequestId = NewId() };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var call = amendments.UploadAttachment();
                await call.RequestStream.WriteAsync(new UploadAttachmentRequest { Attachment = told });
                await call.RequestStream.WriteAsync(new UploadAttachmentRequest { Content = content });
                await call.RequestStream.CompleteAsync();
                var attached = await call.ResponseAsync;
                var read = await ReadAsync(amendments.DownloadAttachment(new DownloadAttachmentRequest { Name = attached.Attachment.Name }).ResponseStream, m => m.Content);
                Expect(attached.Attachment.Sha256 == Sha256(read) && read.SequenceEqual(content.ToByteArray()), "The attachment is read as it was sent");
                return attached;
            }
            catch (RpcException away) when (away.StatusCode is StatusCode.Unavailable && attempt < 5)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt));
            }
        }
    }

    private static async Task<byte[]> ReadAsync<T>(IAsyncStreamReader<T> messages, Func<T, ByteString> contentOf)
    {
        using var content = new MemoryStream();
        while (await messages.MoveNext(CancellationToken.None))
            contentOf(messages.Current).WriteTo(content);
        return content.ToArray();
    }

    private static string Sha256(byte[] content)
    {
        using var digest = SHA256.Create();
        return BitConverter.ToString(digest.ComputeHash(content)).Replace("-", "").ToLowerInvariant();
    }

    private static async Task<Order> AcceptAsync(Amendments.AmendmentsClient amendments, IssueQuoteResponse issued)
    {
        var acceptance = new ValidateRequest
        {
            Name = issued.Amendment.Name, Etag = issued.Amendment.Etag, Fingerprint = issued.Quote.Fingerprint, RequestId = NewId(), OnBehalfOfCustomer = true,
        };
        acceptance.AcceptedDocuments.AddRange(issued.Quote.Documents.Select(d => new AcceptedDocument { Code = d.Code, Version = d.Version, Sha256 = d.Sha256 }));
        return (await amendments.ValidateAsync(acceptance)).Order;
    }

    private static string NewId() => Guid.NewGuid().ToString();

    private static void Expect(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException($"{what}: no.");
    }
}
