using Google.Protobuf;
using Grpc.Core;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Attachments;

/// <summary>Uploads and downloads as one call each.</summary>
internal static class AttachmentCalls
{
    private const int Chunk = 100_000;

    public static async Task<UploadAttachmentResponse> UploadAsync(
        this Clients clients, string amendment, string fileName, byte[] content, string? requestId = null, string etag = "", string sha256 = "")
    {
        using var call = clients.Amendments.UploadAttachment();
        return await Streams.SendAsync(call, Messages(amendment, fileName, content, requestId, etag, sha256));
    }

    /// <summary>The messages of an upload.</summary>
    public static IEnumerable<UploadAttachmentRequest> Messages(
        string amendment, string fileName, byte[] content, string? requestId = null, string etag = "", string sha256 = "") =>
    [
        new() { Attachment = new() { Parent = amendment, FileName = fileName, RequestId = requestId ?? Steps.NewId(), Etag = etag, Sha256 = sha256 } },
        .. content.Chunk(Chunk).Select(c => new UploadAttachmentRequest { Content = UnsafeByteOperations.UnsafeWrap(c) }),
    ];

    public static async Task<(Attachment Attachment, byte[] Content)> DownloadAsync(this Clients clients, string name)
    {
        using var call = clients.Amendments.DownloadAttachment(new DownloadAttachmentRequest { Name = name });
        return await ReadAsync(call);
    }

    public static async Task<DeleteAttachmentResponse> DeleteAsync(this Clients clients, Attachment attachment, string etag) =>
        await clients.Amendments.DeleteAttachmentAsync(new DeleteAttachmentRequest { Name = attachment.Name, Etag = etag, RequestId = Steps.NewId() });

    public static async Task<IReadOnlyList<Attachment>> AttachmentsAsync(this Clients clients, string amendment) =>
        (await clients.Amendments.ListAttachmentsAsync(new ListAttachmentsRequest { Parent = amendment })).Attachments;

    private static async Task<(Attachment Attachment, byte[] Content)> ReadAsync(AsyncServerStreamingCall<DownloadAttachmentResponse> call)
    {
        Attachment? attachment = null;
        using var content = new MemoryStream();
        await foreach (var message in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
            if (attachment is null)
                attachment = message.Attachment;
            else
                content.Write(message.Content.Span);
        return (attachment!, content.ToArray());
    }
}
