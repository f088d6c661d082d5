using MyOpenIP.Pricing;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>What an imported contracted offer must be, whatever the door. What it is worth, the core judges.</summary>
internal static class ContractedOfferChecks
{
    private const int HighestNumber = 100_000;

    /// <summary>Adds every fault that can be seen without what is stored.</summary>
    public static void Check(ImportRecord record, ContractedOfferRecord value)
    {
        record.Check("reference", value.Reference, TextKinds.OfferReference, isRequired: true);
        record.Check("customer", value.Customer, long.MaxValue);
        record.Check("offer", value.Offer, TextKinds.OfferCode, isRequired: true);
        record.Check("name", value.Name ?? "", TextKinds.Name);
        record.Check("owner", value.Owner, TextKinds.Name);
        record.Check("orderReference", value.OrderReference, TextKinds.OrderReference);
        record.Check("installationSite", value.InstallationSite, HighestNumber);
        record.Check("billingSite", value.BillingSite, HighestNumber);
        record.Check("telephone", value.Telephone, TextKinds.Telephone);
        record.Check("createdOn", value.CreatedOn);
        record.Check("holdsFrom", value.HoldsFrom);
        if (value.State is not ContractState.Ordered && value.DeliveredOn is null)
            record.Refuse("state", new("une offre passée la commande a un jour de livraison", "an offer past its order has a day of delivery"));
        if (value.DeliveredOn < value.CreatedOn)
            record.Refuse("deliveredOn", new("est avant le jour de création", "is before the day of creation"));
        foreach (var (index, line) in value.Lines.Index())
        {
            record.Check($"lines[{index}].productCode", line.ProductCode, TextKinds.Code, isRequired: true);
            CheckLots(record, $"lines[{index}].lots", line.Lots);
        }
    }

    /// <summary>Adds the faults of the contract, and of its products by the catalogue.</summary>
    /// <param name="record">The record.</param>
    /// <param name="contract">The contract that it makes.</param>
    /// <param name="products">The products of its offer in the catalogue, by code.</param>
    /// <param name="held">Products that the contract has already, whatever the catalogue has become.</param>
    public static void Check(ImportRecord record, Contract contract, IReadOnlyDictionary<string, CatalogueProduct> products, IReadOnlySet<string> held)
    {
        if (contract.Policies is { AdditionCommitment: AdditionCommitment.OwnTerm, OwnTermMonths: null })
            record.Refuse("policies", new("OWN_TERM demande une durée propre, en mois", "OWN_TERM needs a term of its own, in months"));

        // From a start out of bounds no last day follows.
        var hasStart = contract.Commitment is not { } commitment || (commitment.Start >= Bounds.FirstDay && commitment.Start <= Bounds.LastDay);
        record.Refuse(InputFaults.Of(contract).Where(f => hasStart || f.Path != "commitment.lastDay"));
        foreach (var (index, line) in contract.Lines.Index())
            if (!products.ContainsKey(line.ProductCode) && !held.Contains(line.ProductCode))
                record.Refuse($"lines[{index}].productCode", new(
                    $"l'offre n'a pas de produit {line.ProductCode} (un produit qui ne se vend plus y reste, sans tarif)",
                    $"the offer has no product {line.ProductCode} (one that is no longer sold stays in it, without a tariff)"));

        // Only what is within bounds can be counted.
        if (!record.HasFaults)
            foreach (var (index, line) in contract.Lines.Index())
                if (products.TryGetValue(line.ProductCode, out var product))
                    CheckQuantity(record, $"lines[{index}].lots", line, product);
    }

    private static void CheckLots(ImportRecord record, string path, IReadOnlyList<Lot> lots)
    {
        var previous = 0;
        foreach (var (index, lot) in lots.Index())
        {
            if (lot.Number <= previous)
                record.Refuse($"{path}[{index}].number", new("les numéros de lots vont en montant", "lot numbers go up"));
            previous = lot.Number;
            if (lot.CommittedUntil <= lot.Since)
                record.Refuse($"{path}[{index}].committedUntil", new("n'est pas après le premier jour des unités", "is not after the first day of the units"));
            if (lot.LeavingOn < lot.Since)
                record.Refuse($"{path}[{index}].leavingOn", new("est avant le premier jour des unités", "is before the first day of the units"));
        }
    }

    /// <summary>A contract may be older than the rule: a quantity that the rule would refuse today is told, and taken.</summary>
    private static void CheckQuantity(ImportRecord record, string path, ContractLine line, CatalogueProduct product)
    {
        var quantity = line.Quantity;
        if (quantity == 0 ? product.IsMandatory : quantity < product.MinimumQuantity || quantity > product.MaximumQuantity)
        {
            var most = product.MaximumQuantity is { } maximum ? new Text($" à {maximum}", $" to {maximum}") : new Text("", "");
            record.Warn(path, new(
                $"{quantity} unités de {line.ProductCode} ; le catalogue en veut {product.MinimumQuantity}{most.French}",
                $"{quantity} units of {line.ProductCode}; the catalogue wants {product.MinimumQuantity}{most.English}"));
        }
        if (quantity % product.Step != 0)
            record.Warn(path, new(
                $"{quantity} unités de {line.ProductCode} ; le catalogue les vend par {product.Step}",
                $"{quantity} units of {line.ProductCode}; the catalogue sells them by {product.Step}"));
    }
}
