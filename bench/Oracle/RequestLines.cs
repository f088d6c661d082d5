using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Bench.Oracle;

/// <summary>One line per product: those of the catalogue in its order, then what only the contract or the request names, by code.</summary>
internal static class RequestLines
{
    public static Line[] Of(PricingRequest request)
    {
        var contracted = new Dictionary<string, ContractLine>(request.Contract.Lines.Count, StringComparer.Ordinal);
        foreach (var line in request.Contract.Lines)
            contracted.Add(line.ProductCode, line);
        var wanted = new Dictionary<string, int>(request.Wanted.Count, StringComparer.Ordinal);
        foreach (var want in request.Wanted)
            wanted.Add(want.ProductCode, want.FinalQuantity);

        var products = request.Catalogue.Products;
        var lines = new Line[products.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            var product = products[i];
            contracted.Remove(product.Code, out var line);
            lines[i] = Of(i, product.Code, product, line, wanted.Remove(product.Code, out var final) ? final : null);
        }
        return contracted.Count + wanted.Count == 0 ? lines : WithOthers(lines, contracted, wanted);
    }

    private static Line[] WithOthers(Line[] lines, Dictionary<string, ContractLine> contracted, Dictionary<string, int> wanted)
    {
        var codes = new List<string>(contracted.Keys);
        foreach (var code in wanted.Keys)
            if (!contracted.ContainsKey(code))
                codes.Add(code);
        codes.Sort(StringComparer.Ordinal);
        var number = lines.Length;
        Array.Resize(ref lines, number + codes.Count);
        foreach (var code in codes)
        {
            contracted.TryGetValue(code, out var line);
            lines[number] = Of(number, code, null, line, wanted.TryGetValue(code, out var final) ? final : null);
            number++;
        }
        return lines;
    }

    private static Line Of(int number, string code, CatalogueProduct? product, ContractLine? contracted, int? wanted)
    {
        var lots = contracted is null ? [] : ByNumber(contracted.Lots);
        var initial = 0;
        for (var i = 0; i < lots.Count; i++)
            if (lots[i].LeavingOn is null)
                initial += lots[i].Quantity;
        var final = wanted ?? initial;
        var isContracted = contracted is not null;
        var former = contracted?.Former;
        if (final > initial)
            return new AddedLine { Number = number, ProductCode = code, Product = product, IsContracted = isContracted, Lots = lots, Former = former, Initial = initial, Final = final };
        if (final < initial)
            return new ReducedLine { Number = number, ProductCode = code, Product = product, IsContracted = isContracted, Lots = lots, Former = former, Initial = initial, Final = final };
        return new UnchangedLine { Number = number, ProductCode = code, Product = product, IsContracted = isContracted, Lots = lots, Former = former, Initial = initial, Final = final };
    }

    private static IReadOnlyList<Lot> ByNumber(IReadOnlyList<Lot> lots)
    {
        for (var i = 1; i < lots.Count; i++)
        {
            if (lots[i - 1].Number > lots[i].Number)
                return [.. lots.OrderBy(l => l.Number)];
        }
        return lots;
    }
}
