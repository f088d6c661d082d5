using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using MyOpenIP.Server.Files;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Attachments;

/// <summary>An upload: what its first message says, and the content that comes after it.</summary>
internal sealed class UploadMessages : IDisposable
{
    private const string Content = "content";

    private readonly ReceivedFile received;
    private readonly NewAttachment told;

    private UploadMessages(ReceivedFile received, NewAttachment told, PartName amendment, string requestId)
    {
        (this.received, this.told, Amendment, RequestId) = (received, told, amendment, requestId);
        // However it is written, it is the same request.
        told.RequestId = requestId;
    }

    /// <summary>Name of the amendment.</summary>
    public PartName Amendment { get; }

    /// <summary>The request id in canonical form.</summary>
    public string RequestId { get; }

    /// <summary>Whether nothing is to be stored.</summary>
    public bool ValidateOnly => told.ValidateOnly;

    /// <summary>Whether it proves that the customer accepts the quote.</summary>
    public bool IsProof => told.IsProof;

    /// <summary>Etag of the amendment as the caller saw it; not said: null.</summary>
    public string? Etag => told.Etag.Length > 0 ? told.Etag : null;

    /// <summary>SHA-256 of all that was said and sent.</summary>
    public byte[] Digest() => SHA256.HashData([.. told.ToByteArray(), .. Encoding.ASCII.GetBytes(received.Sha256())]);

    /// <summary>Reads the first message.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="folder">Where the content is received.</param>
    /// <exception cref="Fault">INVALID_ARGUMENT, LIMIT_EXCEEDED.</exception>
    public static async Task<UploadMessages> BeginAsync(TimedStream<UploadAttachmentRequest> messages, DirectoryInfo folder)
    {
        if (!await messages.NextAsync())
            throw Fault.InvalidArgument(FieldFaults.Required("attachment"));
        UnreadMessages.Require(messages.Current);
        if (messages.Current.Attachment is not { } told)
            throw Fault.InvalidArgument(FieldFaults.Required("attachment"));
        var checks = RequestChecks.Of(messages.Current, within: "attachment");
        var amendment = checks.Part("parent", told.Parent, ResourceNames.Amendments);
        if (FileNames.FaultOf("file_name", told.FileName) is { } fault)
            checks.Add(fault);
        var requestId = checks.RequestId(told.RequestId);
        checks.ThrowIfFaulty();
        return new(ReceivedFile.Begin(folder), told.Clone(), amendment, requestId);
    }

    /// <summary>Receives the content, and looks at what it is.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT, LIMIT_EXCEEDED.</exception>
    public async Task<NewFile> ReceiveAsync(TimedStream<UploadAttachmentRequest> messages, Uploads uploads, CancellationToken cancellation)
    {
        var limits = uploads.Limits;
        while (await messages.NextAsync())
        {
            var message = messages.Current;
            if (message.PartCase is UploadAttachmentRequest.PartOneofCase.Attachment)
                throw Fault.InvalidArgument(FieldFaults.Repeated("attachment", "attachment"));
            RequestChecks.Of(message).ThrowIfFaulty();
            if (received.Length + message.Content.Length > limits.Bytes)
                throw Fault.LimitExceeded(ImportLimits.Told(limits.Bytes));
            received.Append(message.Content.Span);
        }
        var sha256 = received.Sha256();
        if (ValidateOnly && received.Length == 0)
            return new(told.FileName, TypeByEnding(), sha256, received.Content);
        if (told.Sha256.Length > 0 && told.Sha256 != sha256)
            throw Fault.InvalidArgument(FieldFaults.OtherDigest("sha256", sha256));
        using var turn = received.Length > LargeRequests.Bytes ? await uploads.Large.EnterAsync(cancellation) : null;
        var kind = FileSniff.KindOf(received.Content) ?? throw Fault.InvalidArgument(FieldFaults.NoKnownFile(Content, FileKind.All.Select(k => k.Endings[0].Ending)));
        return kind.MediaTypeOf(told.FileName) is { } mediaType
            ? new(told.FileName, mediaType, sha256, received.Content)
            : throw Fault.InvalidArgument(FieldFaults.WrongEnding("file_name", kind.Endings.Select(e => e.Ending)));
    }

    /// <summary>What a name promises of a content that is not there to be looked at.</summary>
    private string TypeByEnding() => FileKind.All.Select(k => k.MediaTypeOf(told.FileName)).OfType<string>().FirstOrDefault()
        ?? throw Fault.InvalidArgument(FieldFaults.WrongEnding("file_name", FileKind.All.SelectMany(k => k.Endings).Select(e => e.Ending)));

    /// <inheritdoc/>
    public void Dispose() => received.Dispose();
}
