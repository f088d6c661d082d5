using MyOpenIP.Pricing;
using MyOpenIP.Server.Imports;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Compares terms of contracts: a product without units and the order of the products make no difference.</summary>
internal static class ContractTerms
{
    /// <summary>The parts that differ; none: the terms are the same.</summary>
    public static List<FieldChange> Differences(Contract a, Contract b)
    {
        (FieldChange Field, bool Differs)[] parts =
        [
            (new("billing", a.Billing, b.Billing), a.Billing != b.Billing),
            (new("commitment", a.Commitment, b.Commitment), a.Commitment != b.Commitment),
            (new("toleranceUsed", a.ToleranceUsed, b.ToleranceUsed), a.ToleranceUsed != b.ToleranceUsed),
            (new("policies", a.Policies, b.Policies), a.Policies != b.Policies),
            (new("lines", a.Lines, b.Lines), !AreSame(a.Lines, b.Lines)),
        ];
        return [.. parts.Where(p => p.Differs).Select(p => p.Field)];
    }

    /// <summary>The contract with what a line cost before an addition ordered in advance, which no record says, of the lines that stay as they are.</summary>
    public static Contract KeepFormer(Contract contract, Contract latest)
    {
        var former = latest.Lines.Where(l => l.Former is not null).ToDictionary(l => l.ProductCode, StringComparer.Ordinal);
        return former.Count == 0 ? contract : contract with
        {
            Lines = [.. contract.Lines.Select(l => former.TryGetValue(l.ProductCode, out var was) && AreSame(l.Lots, was.Lots) ? l with { Former = was.Former } : l)],
        };
    }

    private static bool AreSame(IReadOnlyList<Lot> a, IReadOnlyList<Lot> b) => a.Count == b.Count && a.Zip(b).All(p => AreSame(p.First, p.Second));

    private static bool AreSame(IReadOnlyList<ContractLine> a, IReadOnlyList<ContractLine> b)
    {
        var held = a.Where(l => l.Lots.Count > 0).ToDictionary(l => l.ProductCode, l => l.Lots, StringComparer.Ordinal);
        var other = b.Where(l => l.Lots.Count > 0).ToArray();
        return held.Count == other.Length
            && other.All(l => held.TryGetValue(l.ProductCode, out var lots) && AreSame(lots, l.Lots));
    }

    private static bool AreSame(Lot a, Lot b) => a with { Discounts = [] } == b with { Discounts = [] } && a.Discounts.SequenceEqual(b.Discounts);
}
