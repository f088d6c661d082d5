using System.Text.Encodings.Web;
using System.Text.Json;
using Grpc.Core;
using MyOpenIP.V1;

namespace MyOpenIP.ClientSamples;

/// <summary>The evidence of an acceptance as a file.</summary>
/// <param name="File">What it is.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record Evidence(EvidenceFile File, byte[] Content)
{
    /// <summary>The JSON of it, for reading.</summary>
    public static string Indented(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, Readable);
    }

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads it, and holds it against its digest.</summary>
    public static async Task<Evidence> ReadAsync(Portal portal, string quote, EvidenceFormat format)
    {
        using var call = portal.Amendments.DownloadEvidence(new DownloadEvidenceRequest { Name = quote, Format = format }, Portal.Waiting);
        var (file, content) = (new EvidenceFile(), new MemoryStream());
        await foreach (var part in call.ResponseStream.ReadAllAsync())
        {
            file = part.File ?? file;
            part.Content.WriteTo(content);
        }
        Expect.Equal(file.Sha256, Files.Sha256(content.ToArray()), "Digest of the evidence");
        return new(file, content.ToArray());
    }
}
