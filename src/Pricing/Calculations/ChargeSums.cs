using System.Runtime.InteropServices;
using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>Sums charges by kind and by VAT rate. Every kind that totals show is there, be it with 0.00 at the customer's rate.</summary>
internal static class ChargeSums
{
    private static readonly NetOfKind[] Nothing = [.. ChargeKind.Shown.Select(kind => new NetOfKind(kind, null, 0m, 0m))];

    public static NetAmounts Of(IEnumerable<LineCharge> charges)
    {
        var sums = new List<NetOfKind>(Nothing);
        foreach (var charge in charges)
            Add(sums, charge.Kind, charge.Vat, charge.Before, charge.Net);
        if (sums.Count > Nothing.Length)
            sums.Sort(Compare);
        return new NetAmounts(sums);
    }

    /// <summary>The same of charges as an outcome has them.</summary>
    public static NetAmounts Of(IReadOnlyList<PricedLine> lines, IReadOnlyList<VatRate> rates)
    {
        var sums = new List<NetOfKind>(Nothing);
        foreach (var line in lines)
            foreach (var charge in line.Charges)
                Add(sums, charge.Kind, charge.Vat == 0 ? null : rates[charge.Vat], charge.Before, charge.Net);
        sums.Sort(Compare);
        return new NetAmounts(sums);
    }

    /// <summary>The order of kinds: as totals show them, then any other by its code.</summary>
    public static int Compare(ChargeKind a, ChargeKind b)
    {
        var byPlace = PlaceOf(a).CompareTo(PlaceOf(b));
        return byPlace != 0 ? byPlace : string.CompareOrdinal(a.Code, b.Code);
    }

    /// <summary>The order of rates: the customer's, then by rate, category and mention.</summary>
    public static int Compare(VatRate? a, VatRate? b)
    {
        if (a is null || b is null)
            return (a is null ? 0 : 1) - (b is null ? 0 : 1);
        var byRate = a.RatePercent.CompareTo(b.RatePercent);
        var byCategory = byRate != 0 ? byRate : string.CompareOrdinal(a.Category, b.Category);
        return byCategory != 0 ? byCategory : string.CompareOrdinal(a.Mention, b.Mention);
    }

    private static int Compare(NetOfKind a, NetOfKind b)
    {
        var byKind = Compare(a.Kind, b.Kind);
        return byKind != 0 ? byKind : Compare(a.Vat, b.Vat);
    }

    private static void Add(List<NetOfKind> sums, ChargeKind kind, VatRate? vat, decimal before, decimal net)
    {
        var span = CollectionsMarshal.AsSpan(sums);
        for (var i = 0; i < span.Length; i++)
        {
            ref var sum = ref span[i];
            if (sum.Kind != kind || sum.Vat != vat)
                continue;
            sum = sum with { Before = sum.Before + before, Net = sum.Net + net };
            return;
        }
        sums.Add(new NetOfKind(kind, vat, before, net));
    }

    private static int PlaceOf(ChargeKind kind)
    {
        var shown = ChargeKind.Shown;
        var place = 0;
        while (place < shown.Count && shown[place] != kind)
            place++;
        return place;
    }
}
