namespace MyOpenIP.Pricing;

/// <summary>Why a grant of a manual discount is refused.</summary>
public enum GrantRefusal
{
    /// <summary>No discount of exactly this product, final quantity and percentages waits for a grant.</summary>
    NotAwaited,

    /// <summary>Who grants it asked for it.</summary>
    OwnRequest,

    /// <summary>It is above the ceiling of an operator.</summary>
    ExceedsAuthority,
}

/// <summary>Who may grant which manual discount: an operator, what another asked for, up to the operator's own ceiling.</summary>
public static class GrantJudgement
{
    /// <summary>Why a grant is refused; null: it may be given.</summary>
    /// <param name="grant">The grant, with who gives it: an operator.</param>
    /// <param name="approval">The approval that the price needs of its product; none: null.</param>
    /// <param name="asker">Who last set the discount; none: nobody known.</param>
    /// <param name="authority">The ceilings.</param>
    public static GrantRefusal? Of(DiscountGrant grant, DiscountApproval? approval, string? asker, DiscountAuthority authority) =>
        approval is null
        || (approval.ProductCode, approval.FinalQuantity, approval.SetupPercent, approval.RecurringPercent)
            != (grant.ProductCode, grant.FinalQuantity, grant.SetupPercent, grant.RecurringPercent)
            ? GrantRefusal.NotAwaited
            : Of(approval, grant.GrantedBy, asker, authority);

    /// <summary>Why somebody may not grant a discount that waits; null: that one may.</summary>
    /// <param name="approval">The approval that is needed.</param>
    /// <param name="granter">Who would grant it: an operator.</param>
    /// <param name="asker">Who last set the discount; none: nobody known.</param>
    /// <param name="authority">The ceilings.</param>
    public static GrantRefusal? Of(DiscountApproval approval, string granter, string? asker, DiscountAuthority authority) =>
        approval.GrantedBy is not null ? GrantRefusal.NotAwaited
        : asker == granter ? GrantRefusal.OwnRequest
        : IsWithin(authority, approval.SetupPercent, approval.RecurringPercent) ? null
        : GrantRefusal.ExceedsAuthority;

    /// <summary>Whether an operator may give discounts away.</summary>
    internal static bool IsWithin(DiscountAuthority authority, decimal setup, decimal recurring) =>
        setup <= authority.OperatorSetup && recurring <= authority.OperatorRecurring;
}
