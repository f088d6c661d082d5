using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Contracted offers of the wire as records of an import.</summary>
internal static class ContractedOfferRecords
{
    /// <summary>Most lines, lots and discounts of a record together.</summary>
    private const int MostParts = 20_000;

    private static readonly FieldNames Names = new(new Dictionary<string, string>
    {
        ["customer"] = "name",
        ["name"] = "offer_name",
        ["owner"] = "order_management_owner",
        ["installationSite"] = "installation_site.name",
        ["billingSite"] = "billing_site.name",
        ["lines[].productCode"] = "product",
    });

    /// <summary>The proto path of a path of a record.</summary>
    public static string FieldOf(string path) => Names.Of(path);

    /// <summary>A contracted offer as it is checked and stored. What is not given is empty: the checks of records judge it.</summary>
    public static ContractedOfferRecord? Read(V1.ContractedOffer offer, RequestChecks checks)
    {
        if (offer.Lines.Sum(l => 1L + l.Lots.Sum(lot => 1L + lot.Discounts.Count)) > MostParts)
        {
            checks.Add(FieldFaults.TooMany("lines", MostParts));
            return null;
        }
        if (!ResourceNames.TryPart(offer.Name, ResourceNames.ContractedOffers, out var name) || name.Customer is null)
            checks.Add(FieldFaults.Malformed("name", "customers/44660/contractedOffers/OC138637"));
        else if (offer.Reference.Length > 0 && offer.Reference != name.Identifier)
            checks.Add(FieldFaults.Malformed("reference", name.Identifier));
        var code = ResourceNames.OfferCode(offer.Offer);
        if (code is null)
            checks.Add(FieldFaults.Malformed("offer", "offers/sip-trunk-touch"));
        if (offer.State is V1.ContractedOfferState.Unspecified)
            checks.Add(FieldFaults.Required("state"));
        if (offer.OrderType is V1.OrderType.Unspecified)
            checks.Add(FieldFaults.Required("order_type"));
        if (offer.Billing is null)
            checks.Add(FieldFaults.Required("billing"));
        if (offer.CurrencyCode is not ("" or "EUR"))
            checks.Add(FieldFaults.Unknown("currency_code", offer.CurrencyCode));
        return new ContractedOfferRecord
        {
            Reference = name.Identifier ?? "",
            Customer = name.Customer ?? 0,
            Offer = code ?? "",
            Name = offer.OfferName,
            State = SameName.Or(offer.State, ContractState.Ordered),
            OrderType = SameName.Or(offer.OrderType, OrderType.Creation),
            Owner = offer.OrderManagementOwner,
            OrderReference = offer.OrderReference,
            InstallationSite = checks.PartNumber("installation_site.name", offer.InstallationSite?.Name ?? "", ResourceNames.Sites, name.Customer),
            BillingSite = checks.PartNumber("billing_site.name", offer.BillingSite?.Name ?? "", ResourceNames.Sites, name.Customer),
            Telephone = offer.Telephone,
            CreatedOn = checks.RequiredDate("created_on", offer.CreatedOn),
            DeliveredOn = checks.Date("delivered_on", offer.DeliveredOn),
            Billing = offer.Billing is { } billing ? new(billing.Day, billing.PeriodMonths, billing.AnchorMonth) : new(1),
            Commitment = offer.Commitment is { } commitment ? Read(commitment, checks) : null,
            ToleranceUsed = checks.Amount("tolerance_used", offer.ToleranceUsed),
            Replacing = offer.Policies is { } policies ? Read(policies, checks) : null,
            Lines = [.. offer.Lines.Select((l, i) => Read(l, Invariant($"lines[{i}]"), checks))],
        };
    }

    private static CommitmentRecord Read(V1.Commitment commitment, RequestChecks checks) => new(
        commitment.TermMonths, checks.RequiredDate("commitment.start", commitment.Start), checks.EndDate("commitment.last_day", commitment.LastDay));

    /// <summary>What is given of the policies takes the place of what the contract has else; numbers are always given.</summary>
    private static Func<ContractPolicies, ContractPolicies> Read(V1.ContractPolicies policies, RequestChecks checks)
    {
        decimal? fee = policies.FeeRatePercent is { } rate ? checks.Percent("policies.fee_rate_percent", rate) : null;
        decimal? tolerance = policies.TolerancePercent is { } percent ? checks.Percent("policies.tolerance_percent", percent) : null;
        return kept => kept with
        {
            EffectiveOn = SameName.Or(policies.EffectiveOn, kept.EffectiveOn),
            BackDatingDays = policies.BackDatingDays,
            HorizonMonths = policies.HorizonMonths,
            Repricing = SameName.Or(policies.Repricing, kept.Repricing),
            Proration = SameName.Or(policies.Proration, kept.Proration),
            ReductionCredit = SameName.Or(policies.ReductionCredit, kept.ReductionCredit),
            AdditionCommitment = SameName.Or(policies.AdditionCommitment, kept.AdditionCommitment),
            OwnTermMonths = policies.HasOwnTermMonths ? policies.OwnTermMonths : kept.OwnTermMonths,
            CommittedReduction = SameName.Or(policies.CommittedReduction, kept.CommittedReduction),
            FeeRatePercent = fee ?? kept.FeeRatePercent,
            StartedMonthIsDue = policies.StartedMonthIsDue,
            TolerancePercent = tolerance ?? kept.TolerancePercent,
            DiscountCombination = SameName.Or(policies.DiscountCombination, kept.DiscountCombination),
        };
    }

    private static ContractLine Read(V1.ContractLine line, string path, RequestChecks checks)
    {
        // A quantity that contradicts the lots is more likely a mistake in the lots than one in the quantity.
        if (line.Quantity != 0 && line.Quantity != line.Lots.Sum(l => l.LeavingOn is null ? (long)l.Quantity : 0))
            checks.Add(FieldFaults.NotTheSum($"{path}.quantity"));
        return new ContractLine(line.Product, [.. line.Lots.Select((l, i) => Read(l, Invariant($"{path}.lots[{i}]"), checks))]);
    }

    private static Lot Read(V1.Lot lot, string path, RequestChecks checks)
    {
        if (lot.UnitPrice is null)
            checks.Add(FieldFaults.Required($"{path}.unit_price"));
        return new Lot
        {
            Number = lot.Number,
            Quantity = lot.Quantity,
            UnitPrice = checks.Amount($"{path}.unit_price", lot.UnitPrice),
            Since = checks.RequiredDate($"{path}.since", lot.Since),
            CommittedUntil = checks.EndDate($"{path}.committed_until", lot.CommittedUntil),
            LeavingOn = checks.EndDate($"{path}.leaving_on", lot.LeavingOn),
            Discounts = [.. lot.Discounts.Select((d, i) => Read(d, Invariant($"{path}.discounts[{i}]"), checks))],
        };
    }

    private static DiscountStep Read(V1.DiscountStep step, string path, RequestChecks checks)
    {
        if (step.Percent is null)
            checks.Add(FieldFaults.Required($"{path}.percent"));
        return new(checks.Percent($"{path}.percent", step.Percent), checks.EndDate($"{path}.until", step.Until));
    }
}
