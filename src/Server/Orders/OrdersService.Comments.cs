using Grpc.Core;
using MyOpenIP.Server.Comments;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Orders;

/// <content>The thread of comments of an order, which is that of its amendment.</content>
internal sealed partial class OrdersService
{
    public override async Task<CreateOrderCommentResponse> CreateOrderComment(CreateOrderCommentRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("parent", request.Parent, ResourceNames.Orders);
        var text = checks.Text("text", request.Text, TextKinds.Comment);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => CommentOrder.RunAsync(write, name, text),
            (_, comment) => new CreateOrderCommentResponse { Comment = CommentMessages.Comment(comment, isStored: !request.ValidateOnly) });
    }

    public override async Task<ListOrderCommentsResponse> ListOrderComments(ListOrderCommentsRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("parent", request.Parent, ResourceNames.Orders);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        var (size, after) = (PageTokens.Size(request.PageSize), pageTokens.Read(caller, request, request.PageToken));
        await using var storage = await contexts.OpenAsync(caller, context.CancellationToken);
        var order = await storage.OrderAsync(name, context.CancellationToken);
        var page = await storage.CommentsAsync(order.Reseller, order.AmendmentNumber, after, size, context.CancellationToken);
        var answer = new ListOrderCommentsResponse { NextPageToken = page.NextKey is { } next ? pageTokens.Write(caller, request, next) : "" };
        answer.Comments.AddRange(page.Rows.Select(c => CommentMessages.Comment(c)));
        return answer;
    }
}
