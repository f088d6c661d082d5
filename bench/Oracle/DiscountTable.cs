using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using MyOpenIP.Pricing.Rules;

namespace MyOpenIP.Bench.Oracle;

/// <summary>The discounts of a request, by what they reach, and what they combine to on a line.</summary>
internal sealed class DiscountTable
{
    private const int Sources = 4;
    private static readonly CombinedDiscount None = new(-1, 0m, [], [], []);

    private readonly Dictionary<string, List<CatalogueDiscount>>? _byProduct;
    private readonly Dictionary<string, List<CatalogueDiscount>>? _byFamily;
    private readonly List<CatalogueDiscount> _ofAll = [];
    private readonly Dictionary<string, ManualDiscount>? _manual;
    private readonly List<CatalogueDiscount> _reaching = [];
    private readonly DiscountCombination _combination;
    private readonly string _rule;

    public DiscountTable(PricingRequest request)
    {
        _combination = request.Contract.Policies.DiscountCombination;
        _rule = _combination == DiscountCombination.Stacked ? StackedDiscounts.Title : BestDiscountOfAllSources.Title;
        var day = request.EffectiveDate;
        foreach (var discount in request.Catalogue.Discounts)
        {
            if (discount.ValidFrom > day || discount.ValidUntil <= day)
                continue;
            if (discount.ProductCode is { } product)
                Add(_byProduct ??= new(StringComparer.Ordinal), product, discount);
            else if (discount.Family is { } family)
                Add(_byFamily ??= new(StringComparer.Ordinal), family, discount);
            else
                _ofAll.Add(discount);
        }
        foreach (var manual in request.ManualDiscounts)
        {
            if (manual.SetupPercent > 0m || manual.RecurringPercent > 0m)
                (_manual ??= new(StringComparer.Ordinal)).Add(manual.ProductCode, manual);
        }
    }

    /// <summary>The manual discount that reaches a unit of the line; none: null.</summary>
    public ManualDiscount? ManualOf(Line line)
    {
        if (_manual is null || !_manual.TryGetValue(line.ProductCode, out var manual))
            return null;
        return Reaches(manual, line) ? manual : null;
    }

    public static bool Reaches(ManualDiscount manual, Line? line)
    {
        if (line is null or UnchangedLine)
            return false;
        if (line is AddedLine)
            return true;
        return manual.RecurringPercent > 0m && manual.Scope == DiscountScope.WholeLine && line.Final > 0;
    }

    public CombinedDiscount Of(Line line, DateOnly day)
    {
        _reaching.Clear();
        if (_byProduct is not null && _byProduct.TryGetValue(line.ProductCode, out var ofProduct))
            AddReaching(ofProduct, line);
        if (_byFamily is not null && line.Product is { Family.Length: > 0 } product && _byFamily.TryGetValue(product.Family, out var ofFamily))
            AddReaching(ofFamily, line);
        AddReaching(_ofAll, line);
        var manual = ManualOf(line);
        if (_reaching.Count == 0 && manual is null)
            return None;

        Span<decimal> percents = stackalloc decimal[Sources];
        var (setup, added) = (0m, (IReadOnlyList<DiscountStep>)[]);
        Reason? setupReason = null;
        if (line is AddedLine)
        {
            SetupPercents(percents, manual);
            setup = Combine(percents);
            if (setup > 0m)
                setupReason = Reasons.Discount(true, percents, [new DiscountStep(setup, null)], _combination, _rule);
            added = Steps(percents, manual, day, wholeLineOnly: false);
        }
        var kept = Steps(percents, manual, day, wholeLineOnly: true);
        var shown = line is AddedLine ? added : kept;
        Reason? reason = null;
        if (shown.Count > 0)
        {
            RecurringPercents(percents, manual, day, day, wholeLineOnly: line is not AddedLine);
            reason = Reasons.Discount(false, percents, shown, _combination, _rule);
        }
        Reason[] reasons = (setupReason, reason) switch
        {
            (null, null) => [],
            (null, _) => [reason],
            (_, null) => [setupReason],
            _ => [setupReason, reason],
        };
        return new CombinedDiscount(line.Number, setup, added, kept, reasons);
    }

    private static void Add(Dictionary<string, List<CatalogueDiscount>> lists, string key, CatalogueDiscount discount)
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);
        list.Add(discount);
    }

    private void AddReaching(List<CatalogueDiscount> discounts, Line line)
    {
        foreach (var discount in discounts)
            if ((discount.Source != DiscountSource.Volume || line.Final >= discount.FromQuantity)
                && (line is AddedLine || discount.Scope == DiscountScope.WholeLine))
                _reaching.Add(discount);
    }

    private void SetupPercents(Span<decimal> percents, ManualDiscount? manual)
    {
        percents.Clear();
        foreach (var discount in _reaching)
            percents[(int)discount.Source] = Math.Max(percents[(int)discount.Source], discount.SetupPercent);
        if (manual is not null)
            percents[(int)DiscountSource.Manual] = manual.SetupPercent;
    }

    /// <summary>The highest of each source on a day; the first day after it on which one of them ends.</summary>
    private DateOnly? RecurringPercents(Span<decimal> percents, ManualDiscount? manual, DateOnly day, DateOnly on, bool wholeLineOnly)
    {
        percents.Clear();
        DateOnly? next = null;
        foreach (var discount in _reaching)
        {
            if (wholeLineOnly && discount.Scope != DiscountScope.WholeLine)
                continue;
            if (discount.Months is { } months)
            {
                var until = day.AddMonths(months);
                if (until <= on)
                    continue;
                if (next is null || until < next)
                    next = until;
            }
            percents[(int)discount.Source] = Math.Max(percents[(int)discount.Source], discount.RecurringPercent);
        }
        if (manual is not null && !(wholeLineOnly && manual.Scope != DiscountScope.WholeLine))
            percents[(int)DiscountSource.Manual] = manual.RecurringPercent;
        return next;
    }

    private List<DiscountStep> Steps(Span<decimal> percents, ManualDiscount? manual, DateOnly day, bool wholeLineOnly)
    {
        var next = RecurringPercents(percents, manual, day, day, wholeLineOnly);
        var percent = Combine(percents);
        if (next is null)
            return percent == 0m ? [] : [new DiscountStep(percent, null)];
        var steps = new List<DiscountStep>(2) { new(percent, next) };
        while (next is { } on)
        {
            next = RecurringPercents(percents, manual, day, on, wholeLineOnly);
            percent = Combine(percents);
            if (percent == steps[^1].Percent)
                steps[^1] = new DiscountStep(percent, next);
            else
                steps.Add(new DiscountStep(percent, next));
        }
        if (steps[^1].Percent == 0m)
            steps.RemoveAt(steps.Count - 1);
        return steps;
    }

    private decimal Combine(ReadOnlySpan<decimal> percents)
    {
        if (_combination == DiscountCombination.Stacked)
            return DiscountArithmetic.Stack(percents);
        var best = percents[0];
        for (var i = 1; i < Sources; i++)
            best = Math.Max(best, percents[i]);
        return best;
    }
}
