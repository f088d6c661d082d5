using System.Text.Json.Nodes;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Contracted offers on their way to the importer.</summary>
internal static class ContractedOfferLines
{
    private static readonly FieldNames Names = new(new Dictionary<string, string>
    {
        ["customer"] = "name",
        ["name"] = "offer_name",
        ["owner"] = "order_management_owner",
        ["installationSite"] = "installation_site.name",
        ["billingSite"] = "billing_site.name",
        ["lines[].productCode"] = "product",
    });

    /// <summary>The proto path of a path of the line.</summary>
    public static string FieldOf(string path) => Names.Of(path);

    /// <summary>A contracted offer as the importer reads it.</summary>
    public static ImportLine Of(V1.ContractedOffer offer)
    {
        var line = new ImportLine();
        if (!line.HasFew("lines", offer.Lines.Sum(l => 1 + l.Lots.Sum(lot => 1 + lot.Discounts.Count))))
            return line;
        var json = line.Json;
        var customer = Name(line, offer);
        ImportLine.Text(json, "name", offer.OfferName);
        if (ResourceNames.OfferCode(offer.Offer) is { } code)
            json["offer"] = code;
        else
            line.Add(FieldFaults.Malformed("offer", "offers/sip-trunk-touch"));
        line.Choice(json, "state", offer.State);
        line.Choice(json, "orderType", offer.OrderType, "order_type");
        ImportLine.Text(json, "owner", offer.OrderManagementOwner);
        ImportLine.Text(json, "orderReference", offer.OrderReference);
        json["installationSite"] = line.Number("installation_site.name", offer.InstallationSite?.Name ?? "", ResourceNames.Sites, customer);
        json["billingSite"] = line.Number("billing_site.name", offer.BillingSite?.Name ?? "", ResourceNames.Sites, customer);
        ImportLine.Text(json, "telephone", offer.Telephone);
        ImportLine.Date(json, "createdOn", offer.CreatedOn);
        ImportLine.Date(json, "deliveredOn", offer.DeliveredOn);
        if (offer.Billing is { } billing)
            json["billing"] = new JsonObject { ["day"] = billing.Day, ["periodMonths"] = billing.PeriodMonths, ["anchorMonth"] = billing.AnchorMonth };
        if (offer.Commitment is { } commitment)
            json["commitment"] = Commitment(commitment);
        line.Amount(json, "toleranceUsed", offer.ToleranceUsed, "tolerance_used");
        if (offer.Policies is { } policies)
            json["policies"] = Policies(line, policies);
        if (offer.CurrencyCode is not ("" or "EUR"))
            line.Add(FieldFaults.Unknown("currency_code", offer.CurrencyCode));
        json["lines"] = new JsonArray([.. offer.Lines.Select((l, i) => Line(line, l, Invariant($"lines[{i}]")))]);
        return line;
    }

    private static long? Name(ImportLine line, V1.ContractedOffer offer)
    {
        if (!ResourceNames.TryPart(offer.Name, ResourceNames.ContractedOffers, out var name) || name.Customer is null)
        {
            line.Add(FieldFaults.Malformed("name", "customers/44660/contractedOffers/OC138637"));
            return null;
        }
        if (offer.Reference.Length > 0 && offer.Reference != name.Identifier)
            line.Add(FieldFaults.Malformed("reference", name.Identifier));
        line.Json["reference"] = name.Identifier;
        line.Json["customer"] = name.Customer;
        return name.Customer;
    }

    private static JsonObject Commitment(V1.Commitment commitment)
    {
        var json = new JsonObject { ["termMonths"] = commitment.TermMonths };
        ImportLine.Date(json, "start", commitment.Start);
        ImportLine.Date(json, "lastDay", commitment.LastDay);
        return json;
    }

    private static JsonObject Policies(ImportLine line, V1.ContractPolicies policies)
    {
        var json = new JsonObject
        {
            ["backDatingDays"] = policies.BackDatingDays,
            ["horizonMonths"] = policies.HorizonMonths,
            ["startedMonthIsDue"] = policies.StartedMonthIsDue,
        };
        line.Choice(json, "effectiveOn", policies.EffectiveOn);
        line.Choice(json, "repricing", policies.Repricing);
        line.Choice(json, "proration", policies.Proration);
        line.Choice(json, "reductionCredit", policies.ReductionCredit);
        line.Choice(json, "additionCommitment", policies.AdditionCommitment);
        line.Choice(json, "committedReduction", policies.CommittedReduction);
        line.Choice(json, "discountCombination", policies.DiscountCombination);
        if (policies.HasOwnTermMonths)
            json["ownTermMonths"] = policies.OwnTermMonths;
        ImportLine.Percent(json, "feeRatePercent", policies.FeeRatePercent);
        ImportLine.Percent(json, "tolerancePercent", policies.TolerancePercent);
        return json;
    }

    private static JsonObject Line(ImportLine line, V1.ContractLine held, string path)
    {
        // A quantity that contradicts the lots is more likely a mistake in the lots than one in the quantity.
        if (held.Quantity != 0 && held.Quantity != held.Lots.Sum(l => l.LeavingOn is null ? (long)l.Quantity : 0))
            line.Add(FieldFaults.Refused($"{path}.quantity", new("n'est pas la somme des lots qui restent", "is not the sum of the lots that stay")));
        var json = new JsonObject();
        ImportLine.Text(json, "productCode", held.Product);
        json["lots"] = new JsonArray([.. held.Lots.Select((l, i) => Lot(line, l, Invariant($"{path}.lots[{i}]")))]);
        return json;
    }

    private static JsonObject Lot(ImportLine line, V1.Lot lot, string path)
    {
        var json = new JsonObject { ["number"] = lot.Number, ["quantity"] = lot.Quantity };
        line.Amount(json, "unitPrice", lot.UnitPrice, $"{path}.unit_price");
        ImportLine.Date(json, "since", lot.Since);
        ImportLine.Date(json, "committedUntil", lot.CommittedUntil);
        ImportLine.Date(json, "leavingOn", lot.LeavingOn);
        json["discounts"] = new JsonArray([.. lot.Discounts.Select(Discount)]);
        return json;
    }

    private static JsonObject Discount(V1.DiscountStep step)
    {
        var json = new JsonObject();
        ImportLine.Percent(json, "percent", step.Percent);
        ImportLine.Date(json, "until", step.Until);
        return json;
    }
}
