using System.Security.Cryptography;
using Grpc.Core;
using MyOpenIP.V1;

namespace MyOpenIP.ClientSamples;

/// <summary>A quote as a file, whole.</summary>
/// <param name="File">What it is.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record DownloadedQuote(QuoteFile File, byte[] Content)
{
    /// <summary>Downloads a quote, and sees that all of it came.</summary>
    /// <exception cref="UnexpectedAnswerException">Its bytes are not those that its digest says.</exception>
    public static async Task<DownloadedQuote> ReadAsync(Portal portal, string quote, QuoteFormat format)
    {
        using var call = portal.Amendments.DownloadQuote(new DownloadQuoteRequest { Name = quote, Format = format }, Portal.Waiting);
        var (file, content) = (new QuoteFile(), new MemoryStream());
        await foreach (var part in call.ResponseStream.ReadAllAsync())
        {
            file = part.File ?? file;
            part.Content.WriteTo(content);
        }
        var bytes = content.ToArray();
        Expect.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)), "SHA-256 of the quote downloaded");
        return new(file, bytes);
    }
}
