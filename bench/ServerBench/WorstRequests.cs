using System.IO.Compression;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Net.Compression;
using MyOpenIP.V1;

namespace MyOpenIP.ServerBench;

/// <summary>Requests that are as long as they may be, or pretend to be.</summary>
internal static class WorstRequests
{
    private const int LargestMessage = 4 * 1024 * 1024;
    private const int CatalogueProducts = 60_000;

    /// <summary>An import of customers that is as long as it may be, and right.</summary>
    public static IEnumerable<byte[]> Customers()
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

    /// <summary>An import of contracted offers that is as long as it may be, and wrong in every record.</summary>
    public static IEnumerable<byte[]> Offers() => Enumerable.Range(0, 10_000).Select(i => new ImportContractedOffersRequest
    {
        RequestId = i == 0 ? $"{Guid.NewGuid()}" : "",
        ContractedOffer = new ContractedOffer { Name = $"customers/44660/contractedOffers/OC{2_000_000 + i}" },
    }.ToByteArray());

    /// <summary>A catalogue that is nearly as long as it may be, and right: all of the work, and nothing of it stored.</summary>
    public static byte[] Catalogue() => new ImportCatalogRequest
    {
        RequestId = $"{Guid.NewGuid()}",
        ValidateOnly = true,
        Content = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(new
        {
            version = "2027-01",
            source = "For measuring",
            offers = new[]
            {
                new
                {
                    code = "metacentrex",
                    name = "MetaCentrex",
                    products = Enumerable.Range(0, CatalogueProducts).Select(i => new
                    {
                        code = $"LICENCE_{i}",
                        name = $"Licence MetaCentrex {i}",
                        family = $"F{i % 4}",
                        tariffs = new[]
                        {
                            new { validFrom = "2016-01-01", setupPrice = "20.00", tiers = new[] { new { from = 1, unitPrice = "5.90" } } },
                        },
                    }),
                },
            },
        })),
    }.ToByteArray();

    /// <summary>A preview of lines of products that nobody knows.</summary>
    public static PreviewAmendmentRequest UnknownProducts()
    {
        var request = Preview();
        request.Lines.Add(Enumerable.Range(0, 5_000).Select(i => new WantedLine { Product = $"UNKNOWN_{i}", FinalQuantity = 1 }));
        return request;
    }

    /// <summary>A preview of as many contacts as fit, each with these bytes.</summary>
    public static byte[] Contacts(params byte[] contact) =>
        [.. Preview().ToByteArray(), .. Repeated([PreviewAmendmentRequest.ContactsFieldNumber << 3 | 2, (byte)contact.Length, .. contact], LargestMessage)];

    /// <summary>The same as JSON.</summary>
    public static string ContactsAsJson() => $"{{\"contacts\": [{string.Join(',', Enumerable.Repeat("{}", LargestMessage / 3 - 10))}]}}";

    /// <summary>Nothing but brackets that open.</summary>
    public static string DeepJson() => $"{{\"contacts\": {new string('[', LargestMessage - 20)}";

    /// <summary>One character string for a field that is short.</summary>
    public static string TextAsJson() => $"{{\"note\": \"{new string('x', LargestMessage - 20)}\"}}";

    /// <summary>Nothing but names that no field has.</summary>
    public static string NamesAsJson() => $"{{{string.Join(',', Enumerable.Range(0, LargestMessage / 14).Select(i => $"\"{i:D8}\":0"))}}}";

    /// <summary>A request that is good, and mostly blank.</summary>
    public static string BlankJson() => $"{{{new string(' ', LargestMessage - 2)}}}";

    private static PreviewAmendmentRequest Preview() => new() { ContractedOffer = StoredOffers.Changes()[0].ContractedOffer };

    private static byte[] Repeated(byte[] part, int size)
    {
        var bytes = new byte[(size - 200) / part.Length * part.Length];
        for (var i = 0; i < bytes.Length; i += part.Length)
            part.CopyTo(bytes, i);
        return bytes;
    }

    /// <summary>Sends, whatever is to be compressed, four gigabytes of nothing in four megabytes.</summary>
    internal sealed class Bomb : ICompressionProvider
    {
        private static readonly byte[] Packed = Pack();

        /// <inheritdoc/>
        public string EncodingName => "gzip";

        /// <inheritdoc/>
        public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel)
        {
            stream.Write(Packed);
            return new MemoryStream();
        }

        /// <inheritdoc/>
        public Stream CreateDecompressionStream(Stream stream) => new GZipStream(stream, CompressionMode.Decompress);

        private static byte[] Pack()
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
                for (var i = 0; i < 1_000; i++)
                    gzip.Write(new byte[LargestMessage]);
            return packed.ToArray()[..Math.Min((int)packed.Length, LargestMessage)];
        }
    }
}
