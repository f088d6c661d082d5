using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using MyOpenIP.RulesEngine;

namespace MyOpenIP.Pricing.Assembly;

/// <summary>Puts what the rules decided of each line into the lines of the outcome.</summary>
internal sealed class LineAssembly
{
    private readonly Amendment _amendment;
    private readonly IReadOnlyList<VatRate> _rates;
    private readonly TakesEffect? _additions;
    private readonly TakesEffect? _reductions;
    private readonly LineTariff?[] _tariffs;
    private readonly CombinedDiscount?[] _discounts;
    private readonly LineLots?[] _lots;
    private readonly ChargesByLine _charges;
    private readonly LineRemainingValue?[] _remaining;

    // Of the line under way.
    private readonly List<Reason> _reasons = new(16);

    private LineAssembly(Amendment amendment, int lines, IReadOnlyList<VatRate> rates, IEvaluation evaluation)
    {
        (_amendment, _rates) = (amendment, rates);
        foreach (var takesEffect in evaluation.Facts<TakesEffect>())
        {
            if (takesEffect.Adds)
                _additions = takesEffect;
            else
                _reductions = takesEffect;
        }
        _tariffs = ByLine<LineTariff>(evaluation, lines);
        _discounts = ByLine<CombinedDiscount>(evaluation, lines);
        _lots = ByLine<LineLots>(evaluation, lines);
        _charges = new ChargesByLine(evaluation.Facts<LineCharge>(), lines);
        _remaining = ByLine<LineRemainingValue>(evaluation, lines);
    }

    /// <summary>The lines, and those of the contract after.</summary>
    public static (PricedLine[] Lines, List<ContractLine> After) Of(
        Amendment amendment, IReadOnlyList<Line> lines, IReadOnlyList<VatRate> rates, IEvaluation evaluation)
    {
        var assembly = new LineAssembly(amendment, lines.Count, rates, evaluation);
        var priced = new PricedLine[lines.Count];
        var after = new List<ContractLine>(lines.Count);
        for (var i = 0; i < priced.Length; i++)
        {
            priced[i] = assembly.Of(lines[i]);
            if (priced[i].LotsAfter.Count > 0)
                after.Add(assembly.After(lines[i], priced[i]));
        }
        return (priced, after);
    }

    private static T?[] ByLine<T>(IEvaluation evaluation, int lines) where T : LineFact
    {
        var byLine = new T?[lines];
        foreach (var fact in evaluation.Facts<T>())
            byLine[fact.Line] = fact;
        return byLine;
    }

    private PricedLine Of(Line line)
    {
        var i = line.Number;
        var lots = _lots[i];
        // A line that cannot be priced shows no discount either.
        var discount = lots is null ? null : _discounts[i];
        var takesEffect = line is AddedLine ? _additions : line is ReducedLine ? _reductions : null;
        var day = takesEffect?.Day ?? _amendment.EffectiveDate;
        var tariff = _tariffs[i];
        var charges = _charges.Of(i);
        var remaining = _remaining[i];
        return new PricedLine
        {
            ProductCode = line.ProductCode,
            ProductName = line.ProductName,
            InitialQuantity = line.Initial,
            ChangeQuantity = line.Change,
            FinalQuantity = line.Final,
            SetupUnitPrice = tariff?.Tariff.SetupPrice,
            RecurringUnitPrice = tariff?.NextUnitPrice,
            SetupDiscountPercent = discount?.SetupPercent ?? 0m,
            RecurringDiscountPercent = discount is null ? 0m : DiscountSteps.At(line is AddedLine ? discount.Added : discount.Kept, day),
            NetUnitPrice = NetUnitPrice(line, lots),
            KeptDiscounts = discount?.Kept ?? [],
            Charges = Shown(charges, _rates),
            TakesEffectOn = day,
            FirstPeriod = FirstPeriodOf(charges),
            RemainingValueBefore = remaining?.Before ?? 0m,
            RemainingValueAfter = remaining?.After ?? 0m,
            LotsBefore = line.Lots,
            LotsAfter = lots?.After ?? LotChanges.Untouched(line.Lots, _amendment),
            Reasons = ReasonsOf(charges, takesEffect, discount, lots, remaining),
        };
    }

    private ContractLine After(Line line, PricedLine priced)
    {
        var former = _lots[line.Number] is { } lots ? lots.Former : LotChanges.StillFormer(line, _amendment);
        return new ContractLine(line.ProductCode, priced.LotsAfter) { Former = former };
    }

    /// <summary>Charges as the outcome has them.</summary>
    public static Charge[] Shown(ReadOnlySpan<LineCharge> charges, IReadOnlyList<VatRate> rates)
    {
        var shown = new Charge[charges.Length];
        for (var k = 0; k < shown.Length; k++)
        {
            var charge = charges[k];
            var vat = 0;
            while (charge.Vat is { } rate && rates[vat] != rate)
                vat++;
            shown[k] = new Charge(charge.Kind, charge.Before, charge.Net, vat);
        }
        return shown;
    }

    private static FirstPeriod? FirstPeriodOf(ReadOnlySpan<LineCharge> charges)
    {
        foreach (var charge in charges)
            if (charge is LineFirstPeriod first)
                return first.FirstPeriod;
        return null;
    }

    /// <summary>The lasting net price of the first unit that the amendment adds, else of the first lot that it priced.</summary>
    private static decimal? NetUnitPrice(Line line, LineLots? lots)
    {
        if (lots is null || lots.Priced.Count == 0)
            return null;
        var first = lots.Priced[0];
        if (line is AddedLine)
        {
            // The units before the first added one are kept.
            var units = line.Initial;
            for (var k = 0; k < lots.After.Count; k++)
            {
                var lot = lots.After[k];
                if (lot.LeavingOn is not null)
                    continue;
                first = lot;
                units -= lot.Quantity;
                if (units < 0)
                    break;
            }
        }
        return Rounding.ToFourDecimals(NetPrices.Lasting(first));
    }

    private Reason[] ReasonsOf(
        ReadOnlySpan<LineCharge> charges, TakesEffect? takesEffect, CombinedDiscount? discount, LineLots? lots, LineRemainingValue? remaining)
    {
        _reasons.Clear();
        Add(lots?.Reason);
        if (discount is not null)
            _reasons.AddRange(discount.Reasons);
        foreach (var charge in charges)
        {
            var monthly = charge as LineMonthly;
            Add(monthly?.BeforeReason);
            Add(charge.Reason);
            if (monthly is not null)
                Add(takesEffect?.Reason);
        }
        Add(remaining?.BeforeReason);
        Add(remaining?.AfterReason);
        return [.. _reasons];
    }

    private void Add(Reason? reason)
    {
        if (reason is not null)
            _reasons.Add(reason);
    }
}
