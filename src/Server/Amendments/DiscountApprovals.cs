using MyOpenIP.Pricing;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Amendments;

/// <summary>
/// Manual discounts above the asker's ceiling: an operator grants what another asked for, up to the operator's own ceiling.
/// A grant holds for exactly its product, final quantity and percentages.
/// </summary>
internal static class DiscountApprovals
{
    /// <summary>Whether a discount waits that the actor may grant.</summary>
    public static bool AnyAwaits(Actor actor, Amendment amendment, PricedAmendment priced, DiscountAuthority authority)
    {
        if (!actor.IsOperator)
            return false;
        var askers = Askers(amendment);
        return priced.Approvals.Any(a => GrantJudgement.Of(a, actor.Identifier, askers.GetValueOrDefault(a.ProductCode), authority) is null);
    }

    /// <summary>Refuses grants that the actor may not give: all that stands against them.</summary>
    /// <exception cref="Fault">APPROVAL_OF_OWN_REQUEST, APPROVAL_NOT_AWAITED, DISCOUNT_EXCEEDS_AUTHORITY.</exception>
    public static void Require(
        IReadOnlyList<DiscountGrant> grants, Actor actor, Amendment amendment, PricedAmendment priced, DiscountAuthority authority)
    {
        var (askers, approvals) = (Askers(amendment), priced.Approvals.ToDictionary(a => a.ProductCode));
        var standing = new List<Precondition>();
        foreach (var grant in grants)
        {
            var product = grant.ProductCode;
            switch (GrantJudgement.Of(grant with { GrantedBy = actor.Identifier }, approvals.GetValueOrDefault(product), askers.GetValueOrDefault(product), authority))
            {
                case GrantRefusal.NotAwaited:
                    standing.Add(Precondition.ApprovalNotAwaited(product));
                    break;
                case GrantRefusal.OwnRequest:
                    throw Fault.ApprovalOfOwnRequest(product);
                case GrantRefusal.ExceedsAuthority:
                    standing.Add(ExceedsAuthority(grant, authority));
                    break;
            }
        }
        if (standing.Count > 0)
            throw Fault.FailedPrecondition(standing);
    }

    /// <summary>Puts grants into the amendment, over older ones of the same products.</summary>
    public static void Add(IReadOnlyList<DiscountGrant> grants, Amendment amendment, DateTimeOffset now)
    {
        var replaced = grants.Select(g => g.ProductCode).ToHashSet();
        amendment.Wishes = amendment.Wishes with
        {
            Grants = [.. amendment.Wishes.Grants.Where(g => !replaced.Contains(g.Grant.ProductCode)).Concat(grants.Select(g => new GivenGrant(g, now)))
                .OrderBy(g => g.Grant.ProductCode, StringComparer.Ordinal)],
        };
    }

    private static Dictionary<string, string> Askers(Amendment amendment) => amendment.Wishes.Discounts.ToDictionary(d => d.ProductCode, d => d.Asker);

    private static Precondition ExceedsAuthority(DiscountGrant grant, DiscountAuthority authority)
    {
        var (product, setup, recurring) = (grant.ProductCode, WireValues.Number(grant.SetupPercent), WireValues.Number(grant.RecurringPercent));
        var (setupCeiling, recurringCeiling) = (WireValues.Number(authority.OperatorSetup), WireValues.Number(authority.OperatorRecurring));
        return new(
            ReasonNames.Of(ViolationCode.DiscountExceedsAuthority), product,
            [("product", product), ("setup", setup), ("setup_ceiling", setupCeiling), ("recurring", recurring), ("recurring_ceiling", recurringCeiling)],
            new(
                $"Vous ne pouvez pas accorder ces remises sur le produit {product} : mise en service {setup} % pour {setupCeiling} % au plus, abonnement {recurring} % pour {recurringCeiling} % au plus.",
                $"You may not grant these discounts on product {product}: setup {setup} %, at most {setupCeiling} %; recurring {recurring} %, at most {recurringCeiling} %."));
    }
}
