using Grpc.Core;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <content>Grants of discounts.</content>
internal sealed partial class AmendmentsService
{
    public override async Task<ApproveDiscountsResponse> ApproveDiscounts(ApproveDiscountsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var checks = RequestChecks.Of(context);
        var name = checks.Part("name", request.Name, ResourceNames.Amendments);
        var grants = WishMessages.Grants(request, caller, checks);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => grantDiscounts.RunAsync(write, name, request.Etag, grants),
            async (write, draft) => new ApproveDiscountsResponse
            {
                Amendment = await views.DraftAsync(write.Context, draft.Amendment, draft.Priced, write.Actor, write.Cancellation),
            });
    }
}
