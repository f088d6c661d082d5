using System.Net.Http.Headers;
using Grpc.Core;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>What somebody downloads of an acceptance and asks of it.</summary>
internal static class Held
{
    /// <summary>A file of an acceptance.</summary>
    public static async Task<byte[]> EvidenceAsync(this Clients clients, string quote, EvidenceFormat format)
    {
        using var call = clients.Amendments.DownloadEvidence(new DownloadEvidenceRequest { Name = quote, Format = format });
        var (content, file) = (new MemoryStream(), (EvidenceFile?)null);
        await foreach (var part in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
            if (part.File is { } told)
                file = told;
            else
                part.Content.WriteTo(content);
        Assert.Equal((content.Length, Sha256Hex.Of(content.ToArray())), (file!.SizeBytes, file.Sha256));
        return content.ToArray();
    }

    /// <summary>The PDF of a quote.</summary>
    public static async Task<byte[]> QuotePdfAsync(this Clients clients, string quote)
    {
        using var call = clients.Amendments.DownloadQuote(new DownloadQuoteRequest { Name = quote });
        var content = new MemoryStream();
        await foreach (var part in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
            part.Content?.WriteTo(content);
        return content.ToArray();
    }

    /// <summary>Verifies a file.</summary>
    public static async Task<VerifiedFile?> VerifyAsync(this Clients clients, byte[] content) =>
        (await clients.Amendments.VerifySignatureAsync(new VerifySignatureRequest { Content = Google.Protobuf.ByteString.CopyFrom(content) })).File;

    /// <summary>Sends a form of the page.</summary>
    public static async Task<(int Status, string Page)> PostAsync(HttpClient http, Uri page, byte[]? file, string sha256 = "")
    {
        using var form = new MultipartFormDataContent { { new StringContent(sha256), "sha256" } };
        using var part = new ByteArrayContent(file ?? []);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        form.Add(part, "file", file is null ? "\"\"" : "devis.pdf");
        using var answer = await http.PostAsync(page, form, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
