using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using MyOpenIP.V1;

namespace MyOpenIP.ClientSamples;

/// <summary>Files as a portal sends and reads them: message by message, with their digests.</summary>
internal static class Files
{
    private const int Piece = 64 * 1024;
    private const int MostAttempts = 5;

    /// <summary>Attaches a file to an amendment. No library repeats a stream; the request id makes it harmless to do so.</summary>
    public static async Task<UploadAttachmentResponse> UploadAsync(Portal portal, NewAttachment told, byte[] content)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                using var call = portal.Amendments.UploadAttachment(Portal.Waiting);
                await call.RequestStream.WriteAsync(new UploadAttachmentRequest { Attachment = told });
                foreach (var piece in content.Chunk(Piece))
                    await call.RequestStream.WriteAsync(new UploadAttachmentRequest { Content = ByteString.CopyFrom(piece) });
                await call.RequestStream.CompleteAsync();
                return await call.ResponseAsync;
            }
            catch (RpcException away) when (away.StatusCode is StatusCode.Unavailable && attempt < MostAttempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt));
            }
    }

    /// <summary>The content of an attachment.</summary>
    public static async Task<byte[]> DownloadAsync(Portal portal, Attachment attachment)
    {
        using var call = portal.Amendments.DownloadAttachment(new DownloadAttachmentRequest { Name = attachment.Name }, Portal.Waiting);
        return await ReadAsync(call.ResponseStream, m => m.Content);
    }

    /// <summary>The content of a contractual document.</summary>
    public static async Task<byte[]> DownloadAsync(Portal portal, Document document)
    {
        using var call = portal.Amendments.DownloadDocument(new DownloadDocumentRequest { Sha256 = document.Sha256 }, Portal.Waiting);
        return await ReadAsync(call.ResponseStream, m => m.Content);
    }

    /// <summary>SHA-256 as the service writes it.</summary>
    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static async Task<byte[]> ReadAsync<T>(IAsyncStreamReader<T> messages, Func<T, ByteString> contentOf)
    {
        using var content = new MemoryStream();
        await foreach (var message in messages.ReadAllAsync())
            contentOf(message).WriteTo(content);
        return content.ToArray();
    }
}
