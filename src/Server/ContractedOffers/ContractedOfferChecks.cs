using MyOpenIP.Pricing;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>What a schema cannot say of a contracted offer.</summary>
internal static class ContractedOfferChecks
{
    /// <summary>Adds every fault of meaning that can be seen without what is stored.</summary>
    public static void Check(DataDocument document, ContractedOfferLine value)
    {
        if (value.Telephone.Length > 0 && !Identities.IsTelephone(value.Telephone))
            document.Refuse("telephone", new($"{value.Telephone} n'est pas un numéro de téléphone en E.164", $"{value.Telephone} is not a telephone number in E.164"));
        if (value.State is not ContractState.Ordered && value.DeliveredOn is null)
            document.Refuse("state", new("une offre passée la commande a un jour de livraison", "an offer past its order has a day of delivery"));
        if (value.DeliveredOn < value.CreatedOn)
            document.Refuse("deliveredOn", new("est avant le jour de création", "is before the day of creation"));
        if (value.Commitment is { LastDay: { } last } commitment && last < commitment.Start)
            document.Refuse("commitment.lastDay", new("est avant le début", "is before the start"));
        PolicyChecks.Check(document, document.Root.Child("policies"));
        var products = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, line) in value.Lines.Index())
        {
            if (!products.Add(line.ProductCode))
                document.Refuse($"lines[{index}].productCode", new($"{line.ProductCode} y est deux fois", $"{line.ProductCode} is there twice"));
            CheckLots(document, $"lines[{index}].lots", line.Lots);
        }
        CheckBounds(document, value);
    }

    /// <summary>What the core would not price is not let in, by the same code.</summary>
    private static void CheckBounds(DataDocument document, ContractedOfferLine value)
    {
        if (document.HasFaults)
            return;
        // A term from a start out of bounds has no last day to compute.
        var isOpen = value.Commitment is { LastDay: null } open && (open.Start < Bounds.FirstDay || open.Start > Bounds.LastDay);
        if (isOpen)
            value = value with { Commitment = value.Commitment! with { LastDay = value.Commitment.Start } };
        foreach (var fault in InputFaults.Of(value.ToContract(new ContractPolicies(), "EUR")))
            if (!isOpen || fault.Path != "commitment.lastDay")
                document.Refuse(fault.Path, new(fault.French, fault.English));
    }

    private static void CheckLots(DataDocument document, string path, IReadOnlyList<Lot> lots)
    {
        var previous = 0;
        foreach (var (index, lot) in lots.Index())
        {
            if (lot.Number <= previous)
                document.Refuse($"{path}[{index}].number", new("les numéros de lots vont en montant", "lot numbers go up"));
            previous = lot.Number;
            if (lot.CommittedUntil <= lot.Since)
                document.Refuse($"{path}[{index}].committedUntil", new("n'est pas après le premier jour des unités", "is not after the first day of the units"));
            if (lot.LeavingOn < lot.Since)
                document.Refuse($"{path}[{index}].leavingOn", new("est avant le premier jour des unités", "is before the first day of the units"));
            CheckSteps(document, $"{path}[{index}].discounts", lot.Discounts);
        }
    }

    private static void CheckSteps(DataDocument document, string path, IReadOnlyList<DiscountStep> steps)
    {
        foreach (var (index, (earlier, later)) in steps.Zip(steps.Skip(1)).Index())
            if (earlier.Until is null || later.Until <= earlier.Until)
                document.Refuse($"{path}[{index + 1}]", new("vient après une remise qui dure autant ou plus longtemps", "comes after a discount that lasts as long or longer"));
    }
}
