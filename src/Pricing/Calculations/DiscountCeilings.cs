using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>How far each role may give discounts away by itself.</summary>
internal static class DiscountCeilings
{
    /// <summary>Whether a manual discount is above the ceiling of the role that last set it.</summary>
    public static bool Exceeds(PricingRequest request, ManualDiscount asked)
    {
        var (setup, recurring) = Of(request.Authority, asked.AskedBy);
        return asked.SetupPercent > setup || asked.RecurringPercent > recurring;
    }

    /// <summary>The approval that a manual discount needs, with the grant that holds for exactly these figures.</summary>
    public static DiscountApproval Approval(PricingRequest request, ManualDiscountRequest manual)
    {
        var asked = manual.Asked;
        var (setup, recurring) = Of(request.Authority, asked.AskedBy);
        return new DiscountApproval(
            asked.ProductCode, manual.FinalQuantity, asked.SetupPercent, asked.RecurringPercent, setup, recurring, GrantedBy(request, manual));
    }

    private static string? GrantedBy(PricingRequest request, ManualDiscountRequest manual)
    {
        var asked = manual.Asked;
        // Nobody grants more than an operator may give.
        if (!GrantJudgement.IsWithin(request.Authority, asked.SetupPercent, asked.RecurringPercent))
            return null;
        string? grantedBy = null;
        foreach (var grant in request.Grants)
        {
            // Of several that hold the first by name is told, whatever their order.
            if (grant.ProductCode == asked.ProductCode && grant.FinalQuantity == manual.FinalQuantity
                && grant.SetupPercent == asked.SetupPercent && grant.RecurringPercent == asked.RecurringPercent
                && (grantedBy is null || string.CompareOrdinal(grant.GrantedBy, grantedBy) < 0))
                grantedBy = grant.GrantedBy;
        }
        return grantedBy;
    }

    private static (decimal Setup, decimal Recurring) Of(DiscountAuthority authority, AskerRole role) => role switch
    {
        AskerRole.Reseller => (authority.ResellerSetup, authority.ResellerRecurring),
        AskerRole.Operator => (authority.OperatorSetup, authority.OperatorRecurring),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Unknown role."),
    };
}
