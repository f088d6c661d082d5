using Google.Protobuf;
using Grpc.Core;
using MyOpenIP.Server.Attachments;
using MyOpenIP.Server.Files;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <content>Files attached to amendments.</content>
internal sealed partial class AmendmentsService
{
    public override async Task<UploadAttachmentResponse> UploadAttachment(
        IAsyncStreamReader<UploadAttachmentRequest> requestStream, ServerCallContext context)
    {
        var (caller, cancellation) = (Caller.Of(context), context.CancellationToken);
        using var turn = uploads.Turns.Enter(caller.Identifier);
        using var messages = new TimedStream<UploadAttachmentRequest>(requestStream, uploads.Limits.Total, uploads.Limits.Idle, time, cancellation);
        using var uploaded = await UploadMessages.BeginAsync(messages, uploads.Folder);
        await RequireWantedAsync(caller, uploaded, context.Method, cancellation);
        var file = await uploaded.ReceiveAsync(messages, uploads, cancellation);

        return await operations.AnswerAsync(
            context, new WriteKey(context.Method, uploaded.RequestId, uploaded.Digest()), uploaded.ValidateOnly,
            write => attachFile.RunAsync(write, uploaded.Amendment, uploaded.Etag, file, uploaded.IsProof),
            (_, attached) =>
            {
                var answer = new UploadAttachmentResponse
                {
                    Attachment = AttachmentMessages.Attachment(attached.Attachment, attached.Amendment.CustomerId),
                    Etag = Etags.Of(attached.Amendment),
                };
                if (uploaded.ValidateOnly)
                    answer.Attachment.Name = "";
                return Task.FromResult(answer);
            });
    }

    public override async Task<ListAttachmentsResponse> ListAttachments(ListAttachmentsRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("parent", request.Parent, ResourceNames.Amendments);
        checks.ThrowIfFaulty();

        await using var storage = await contexts.OpenAsync(Caller.Of(context), context.CancellationToken);
        var amendment = await storage.AmendmentAsync(name, context.CancellationToken);
        var answer = new ListAttachmentsResponse();
        answer.Attachments.AddRange(AttachmentMessages.Attachments(await storage.AttachmentsAsync(amendment, context.CancellationToken), amendment.CustomerId));
        return answer;
    }

    public override async Task DownloadAttachment(
        DownloadAttachmentRequest request, IServerStreamWriter<DownloadAttachmentResponse> responseStream, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var (name, number) = checks.Attachment("name", request.Name);
        checks.ThrowIfFaulty();

        var cancellation = context.CancellationToken;
        await using var storage = await contexts.OpenAsync(Caller.Of(context), cancellation);
        var amendment = await storage.AmendmentAsync(name, cancellation);
        var attachment = await storage.AttachmentAsync(amendment, number, name.Name, cancellation);
        var download = new TimedWriter<DownloadAttachmentResponse>(responseStream, uploads.Limits.Unread, time, cancellation);
        await download.WriteAsync(new() { Attachment = AttachmentMessages.Attachment(attachment, amendment.CustomerId) });
        await foreach (var bytes in storage.ReadAsync(attachment.Reseller, attachment.Sha256, cancellation))
            await download.WriteAsync(new() { Content = UnsafeByteOperations.UnsafeWrap(bytes) });
    }

    public override async Task<DeleteAttachmentResponse> DeleteAttachment(DeleteAttachmentRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var (name, number) = checks.Attachment("name", request.Name);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => deleteAttachment.RunAsync(write, name, number, request.Etag),
            (_, amendment) => new DeleteAttachmentResponse { Etag = Etags.Of(amendment) });
    }

    /// <summary>Refuses before the content is received what would be refused with it; a repeat of what was done is for the write to know.</summary>
    private async Task RequireWantedAsync(Caller caller, UploadMessages uploaded, string method, CancellationToken cancellation)
    {
        await using var storage = await contexts.OpenAsync(caller, cancellation);
        var amendment = await storage.AmendmentAsync(uploaded.Amendment, cancellation);
        if (await storage.IsDoneAsync(caller, method, uploaded.RequestId, cancellation))
            return;
        AttachFile.Require(caller, amendment, uploaded.IsProof, clock.Now);
        await storage.RequireRoomAsync(amendment, uploads.Limits, cancellation);
    }
}
