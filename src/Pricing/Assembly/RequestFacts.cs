using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Assembly;

/// <summary>The facts that a request gives: one line per product, in the order of the recap, whatever the order of the request.</summary>
internal sealed class RequestFacts
{
    private readonly PricingRequest _request;
    private readonly Dictionary<string, ContractLine> _contracted;
    private readonly Dictionary<string, int> _wanted;
    private readonly List<object> _all;
    private readonly List<Line> _lines;
    private Dictionary<string, Line>? _linesByCode;

    private RequestFacts(PricingRequest request)
    {
        _request = request;
        _contracted = new(request.Contract.Lines.Count, StringComparer.Ordinal);
        foreach (var line in request.Contract.Lines)
            _contracted.Add(line.ProductCode, line);
        _wanted = new(request.Wanted.Count, StringComparer.Ordinal);
        foreach (var wanted in request.Wanted)
            _wanted.Add(wanted.ProductCode, wanted.FinalQuantity);
        _lines = new(request.Catalogue.Products.Count);
        _all = new(_lines.Capacity + request.ManualDiscounts.Count + 16);
    }

    /// <summary>The lines, by their number.</summary>
    public IReadOnlyList<Line> Lines => _lines;

    public IReadOnlyList<object> All => _all;

    public static RequestFacts Of(PricingRequest request)
    {
        var facts = new RequestFacts(request);
        facts._all.Add(new Amendment(request));
        facts.AddLines();
        facts.AddDiscounts();
        facts.AddDependencies();
        return facts;
    }

    private void AddLines()
    {
        foreach (var product in _request.Catalogue.Products)
        {
            _contracted.Remove(product.Code, out var contracted);
            AddLine(product.Code, product, contracted, _wanted.Remove(product.Code, out var final) ? final : null);
        }
        if (_contracted.Count + _wanted.Count == 0)
            return;
        // What the catalogue does not have, or no longer.
        var others = new SortedSet<string>(_contracted.Keys, StringComparer.Ordinal);
        others.UnionWith(_wanted.Keys);
        foreach (var code in others)
            AddLine(code, null, _contracted.GetValueOrDefault(code), _wanted.TryGetValue(code, out var final) ? final : null);
    }

    private void AddLine(string code, CatalogueProduct? product, ContractLine? contracted, int? wanted)
    {
        var number = _lines.Count;
        var lots = contracted is null ? [] : InOrder(contracted.Lots);
        var initial = Staying(lots);
        var final = wanted ?? initial;
        var isContracted = contracted is not null;
        var former = contracted?.Former;
        Line line = final > initial
            ? new AddedLine { Number = number, ProductCode = code, Product = product, IsContracted = isContracted, Lots = lots, Former = former, Initial = initial, Final = final }
            : final < initial
            ? new ReducedLine { Number = number, ProductCode = code, Product = product, IsContracted = isContracted, Lots = lots, Former = former, Initial = initial, Final = final }
            : new UnchangedLine { Number = number, ProductCode = code, Product = product, IsContracted = isContracted, Lots = lots, Former = former, Initial = initial, Final = final };
        _lines.Add(line);
        _all.Add(line);
    }

    private void AddDiscounts()
    {
        if (_request.Catalogue.Discounts.Count > 0)
        {
            var indexes = new DiscountIndex?[(int)DiscountSource.Manual];
            var effectiveDate = _request.EffectiveDate;
            foreach (var discount in _request.Catalogue.Discounts)
            {
                if (!(discount.ValidFrom > effectiveDate) && !(discount.ValidUntil <= effectiveDate))
                    (indexes[(int)discount.Source] ??= new DiscountIndex()).Add(discount);
            }
            for (var source = 0; source < indexes.Length; source++)
                if (indexes[source] is { } index)
                    _all.Add(new SourceCatalogue((DiscountSource)source, index));
        }
        if (_request.ManualDiscounts.Count == 0)
            return;
        foreach (var manual in _request.ManualDiscounts)
        {
            // 0 % of both is no discount.
            if (manual.SetupPercent > 0m || manual.RecurringPercent > 0m)
                _all.Add(Asked(manual, LinesByCode.GetValueOrDefault(manual.ProductCode)));
        }
    }

    private static ManualDiscountRequest Asked(ManualDiscount manual, Line? line) => line is null
        ? new ManualDiscountRequest(manual, null, 0, 0, 0)
        : new ManualDiscountRequest(
            manual,
            line.Number,
            Math.Max(line.Change, 0),
            line is ChangedLine ? Math.Min(line.Initial, line.Final) : 0,
            line.Final);

    private void AddDependencies()
    {
        foreach (var line in _lines)
        {
            if (line.Product is not { } product || product.Requires.Count + product.Excludes.Count == 0)
                continue;
            var lines = LinesByCode;
            foreach (var required in product.Requires)
                _all.Add(Between(line, required, lines, requires: true));
            foreach (var excluded in product.Excludes)
            {
                // Of two products that both exclude the other, the first by code says so.
                if (!(lines.TryGetValue(excluded, out var other) && other.Product is { } second && second.Excludes.Contains(product.Code)
                    && string.CompareOrdinal(excluded, product.Code) < 0))
                    _all.Add(Between(line, excluded, lines, requires: false));
            }
        }
    }

    private static Dependency Between(Line line, string otherCode, Dictionary<string, Line> lines, bool requires)
    {
        var other = lines.GetValueOrDefault(otherCode);
        return new Dependency(
            line.ProductCode, otherCode, requires, line.Final, other?.Final ?? 0, line is ChangedLine || other is ChangedLine);
    }

    private Dictionary<string, Line> LinesByCode => _linesByCode ??= ByCode();

    private Dictionary<string, Line> ByCode()
    {
        var lines = new Dictionary<string, Line>(_lines.Count, StringComparer.Ordinal);
        foreach (var line in _lines)
            lines.Add(line.ProductCode, line);
        return lines;
    }

    /// <summary>The lots by their number.</summary>
    private static IReadOnlyList<Lot> InOrder(IReadOnlyList<Lot> lots)
    {
        for (var i = 1; i < lots.Count; i++)
        {
            if (lots[i - 1].Number < lots[i].Number)
                continue;
            var sorted = lots.ToArray();
            Array.Sort(sorted, (a, b) => a.Number.CompareTo(b.Number));
            return sorted;
        }
        return lots;
    }

    private static int Staying(IReadOnlyList<Lot> lots)
    {
        var units = 0;
        for (var i = 0; i < lots.Count; i++)
            if (lots[i].LeavingOn is null)
                units += lots[i].Quantity;
        return units;
    }
}
