using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Bench.Oracle;

/// <summary>All that stands against an amendment.</summary>
internal sealed class ViolationList(Amendment amendment)
{
    private readonly List<Violation> _found = [];

    public void Add(ViolationCode code, string? product, params Operand[] data) => _found.Add(new Violation(code, product, data));

    public void OfOffer(Line[] lines, OfferCommitment commitment, bool isChanged)
    {
        var request = amendment.Request;
        if (amendment.Contract.State != ContractState.Delivered)
            Add(ViolationCode.OfferNotDelivered, null, Operand.Code("state", amendment.Contract.State.ToString()));
        if (request.OpenAmendment is { } open)
            Add(ViolationCode.OpenAmendmentExists, null, Operand.Code("amendment", open));
        var bounds = EffectiveDateBounds.Of(amendment);
        if (amendment.EffectiveDate < bounds.Earliest || amendment.EffectiveDate > bounds.Latest)
        {
            Add(ViolationCode.EffectiveDateInvalid, null,
                Operand.Day("effective_date", amendment.EffectiveDate),
                Operand.Day("earliest", bounds.Earliest),
                Operand.Day("latest", bounds.Latest));
        }
        if (IsTermination(lines))
            Add(ViolationCode.WouldTerminateOffer, null);
        if (!isChanged)
            Add(ViolationCode.NoChange, null);
        if (request.Catalogue.RequiresSiteComplement && !request.Site.HasComplement)
            Add(ViolationCode.SiteComplementRequired, null);
        if (request.Site.OnSiteContacts == 0)
            Add(ViolationCode.OnSiteContactRequired, null);
        if (!request.Acceptance.DocumentsAccepted)
            Add(ViolationCode.DocumentsNotAccepted, null);
        if (commitment.ExtendedUntil is { } until)
            OfExtension(commitment, until);
    }

    public void OfLine(Line line, LineChange change)
    {
        if (line is AddedLine)
            OfAddition(line, change);
        if (line.Product is not { } product)
            return;
        var (code, final) = (line.ProductCode, line.Final);
        if (line is ReducedLine && !product.IsReducible)
            Add(ViolationCode.ReductionNotAllowed, code, Operand.Quantity("initial_quantity", line.Initial), Operand.Quantity("final_quantity", final));
        if (final == 0 ? product.IsMandatory : final < product.MinimumQuantity || final > product.MaximumQuantity)
        {
            var minimum = Operand.Quantity("minimum", product.MinimumQuantity);
            if (product.MaximumQuantity is { } maximum)
                Add(ViolationCode.QuantityOutOfRange, code, Operand.Quantity("final_quantity", final), minimum, Operand.Quantity("maximum", maximum));
            else
                Add(ViolationCode.QuantityOutOfRange, code, Operand.Quantity("final_quantity", final), minimum);
        }
        if (final % product.Step != 0)
            Add(ViolationCode.QuantityStep, code, Operand.Quantity("final_quantity", final), Operand.Quantity("step", product.Step));
        if (product.FloorPrice is { } floor && change.Lots is { Priced.Count: > 0 } lots && NetPrices.LowestLasting(lots.Priced) is var lowest && lowest < floor)
            Add(ViolationCode.PriceBelowFloor, code, Operand.Amount("net_unit_price", Rounding.ToFourDecimals(lowest)), Operand.Amount("floor", floor));
    }

    public void OfDependencies(Line[] lines)
    {
        Dictionary<string, Line>? byCode = null;
        foreach (var line in lines)
        {
            if (line.Product is not { } product || line.Final == 0 || product.Requires.Count + product.Excludes.Count == 0)
                continue;
            byCode ??= ByCode(lines);
            foreach (var code in product.Requires)
            {
                var other = byCode.GetValueOrDefault(code);
                if (other is not { Final: > 0 } && (line is ChangedLine || other is ChangedLine))
                    Add(ViolationCode.ProductRequires, line.ProductCode, Operand.Code("requires", code));
            }
            foreach (var code in product.Excludes)
            {
                if (!byCode.TryGetValue(code, out var other) || other.Final == 0 || (line is not ChangedLine && other is not ChangedLine))
                    continue;
                // Where both exclude each other, the first by code says so.
                if (string.CompareOrdinal(code, line.ProductCode) >= 0 || other.Product is null || !other.Product.Excludes.Contains(line.ProductCode))
                    Add(ViolationCode.ProductExcludes, line.ProductCode, Operand.Code("excludes", code));
            }
        }
    }

    public Violation[] InOrder()
    {
        _found.Sort(static (a, b) =>
        {
            var order = (int)a.Code - (int)b.Code;
            if (order == 0)
                order = string.CompareOrdinal(a.ProductCode, b.ProductCode);
            return order != 0 || a.Data.Count == 0 ? order : string.CompareOrdinal(a.Data[0].Text, b.Data[0].Text);
        });
        return [.. _found];
    }

    private void OfAddition(Line line, LineChange change)
    {
        if (line.Product is null && !line.IsContracted)
            Add(ViolationCode.ProductNotInOffer, line.ProductCode, Operand.Quantity("final_quantity", line.Final));
        else if (change.Tariff is null)
            Add(ViolationCode.ProductRetired, line.ProductCode, Operand.Quantity("added", line.Change), Operand.Day("effective_date", amendment.EffectiveDate));
        if (line.Product is { IsCopper: true } && amendment.Request.Site.CopperClosedSince is { } closed && closed <= amendment.EffectiveDate)
            Add(ViolationCode.CopperClosed, line.ProductCode, Operand.Quantity("added", line.Change), Operand.Day("closed_since", closed));
    }

    private void OfExtension(OfferCommitment commitment, DateOnly until)
    {
        if (!amendment.Request.Acceptance.ExtensionConsented)
            Add(ViolationCode.ConsentRequired, null, Commitments.Extension(amendment, commitment));
        if (amendment.Request.Customer.IsProtected && Commitments.LatestForProtected(amendment) is { } latest && until > latest)
            Add(ViolationCode.CommitmentTooLong, null, Operand.Day("last_day", until.AddDays(-1)), Operand.Day("latest_last_day", latest.AddDays(-1)));
    }

    private static bool IsTermination(Line[] lines)
    {
        foreach (var line in lines)
            if (line.Final > 0)
                return false;
        return true;
    }

    private static Dictionary<string, Line> ByCode(Line[] lines)
    {
        var byCode = new Dictionary<string, Line>(lines.Length, StringComparer.Ordinal);
        foreach (var line in lines)
            byCode.Add(line.ProductCode, line);
        return byCode;
    }
}
