using Grpc.Core;
using MyOpenIP.Server.Comments;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <content>The thread of comments of an amendment.</content>
internal sealed partial class AmendmentsService
{
    public override async Task<CreateCommentResponse> CreateComment(CreateCommentRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("parent", request.Parent, ResourceNames.Amendments);
        var text = checks.Text("text", request.Text, TextKinds.Comment);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => AddComment.RunAsync(write, name, text),
            (_, comment) => new CreateCommentResponse { Comment = CommentMessages.Comment(comment, isStored: !request.ValidateOnly) });
    }

    public override async Task<ListCommentsResponse> ListComments(ListCommentsRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("parent", request.Parent, ResourceNames.Amendments);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        var (size, after) = (PageTokens.Size(request.PageSize), pageTokens.Read(caller, request, request.PageToken));
        await using var storage = await contexts.OpenAsync(caller, context.CancellationToken);
        var amendment = await storage.AmendmentAsync(name, context.CancellationToken);
        var page = await storage.CommentsAsync(amendment.Reseller, amendment.Number, after, size, context.CancellationToken);
        var answer = new ListCommentsResponse { NextPageToken = page.NextKey is { } next ? pageTokens.Write(caller, request, next) : "" };
        answer.Comments.AddRange(page.Rows.Select(c => CommentMessages.Comment(c)));
        return answer;
    }
}
