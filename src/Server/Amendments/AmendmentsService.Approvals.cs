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
        Roles.RequireOperator(caller);
        var checks = new RequestChecks();
        var name = checks.Part("name", request.Name, ResourceNames.Amendments);
        var grants = DiscountApprovals.Read(request, caller, checks);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await mutations.RunAsync(context, request, requestId, request.ValidateOnly, async mutation =>
        {
            var amendment = await LoadForAsync(mutation, name, request.Etag, AmendmentAction.ApproveDiscounts);
            var inputs = await LoadInputsAsync(mutation, amendment);
            DiscountApprovals.Require(grants, caller, amendment, pricing.Price(inputs, amendment).Outcome, policies.Authority);
            DiscountApprovals.Add(grants, amendment, mutation.Now);
            (amendment.UpdatedAt, amendment.ExpiresAt) = (mutation.Now, mutation.Now.AddDays(policies.DraftExpiryDays));
            var priced = pricing.Price(inputs, amendment);

            await TellAsync(mutation, amendment, "ApproveDiscounts");
            await mutation.SaveAsync();
            return new ApproveDiscountsResponse { Amendment = views.Draft(amendment, priced, caller) };
        });
    }
}
