using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>Which lots a line has after an addition or a reduction.</summary>
internal static class LotChanges
{
    /// <summary>The lots that stay, and those that are not gone yet on either day.</summary>
    private static List<Lot> Present(IReadOnlyList<Lot> lots, Amendment amendment, int more)
    {
        var present = new List<Lot>(lots.Count + more);
        for (var i = 0; i < lots.Count; i++)
            if (!IsGone(lots[i].LeavingOn, amendment))
                present.Add(lots[i]);
        return present;
    }

    /// <summary>Whether units that leave on a day have left, seen from the pricing date and from the effective date.</summary>
    private static bool IsGone(DateOnly? leavingOn, Amendment amendment) =>
        leavingOn <= amendment.PricingDate && leavingOn <= amendment.EffectiveDate;

    /// <summary>A line that the amendment leaves as it is, without what has left.</summary>
    public static IReadOnlyList<Lot> Untouched(IReadOnlyList<Lot> lots, Amendment amendment)
    {
        for (var i = 0; i < lots.Count; i++)
            if (IsGone(lots[i].LeavingOn, amendment))
                return Present(lots, amendment, 0);
        return lots;
    }

    /// <summary>
    /// Units added at today's prices; the kept ones keep price and discount, or take a discount of the whole line where
    /// that is the better.
    /// </summary>
    public static LineLots Added(
        AddedLine line, Amendment amendment, PriceBlock[] blocks, DateOnly day, CombinedDiscount discount, DateOnly? committedUntil, Reason reason)
    {
        var after = Present(line.Lots, amendment, blocks.Length);
        var priced = new List<Lot>(blocks.Length);
        Discounted(after, priced, discount.Kept, day);
        var number = HighestNumber(line.Lots);
        foreach (var block in blocks)
        {
            var lot = New(++number, block, day, discount.Added, committedUntil);
            after.Add(lot);
            priced.Add(lot);
        }
        return new LineLots(line.Number, after, priced, [], reason);
    }

    /// <summary>
    /// Every unit at today's prices, numbered from the oldest. The kept units stay the same units: since and commitment.
    /// Their old discounts fall away.
    /// </summary>
    public static LineLots Repriced(
        AddedLine line, Amendment amendment, PriceBlock[] blocks, DateOnly day, CombinedDiscount discount, DateOnly? committedUntil, Reason reason)
    {
        var kept = new List<Lot>(line.Lots.Count);
        var leaving = new List<Lot>();
        foreach (var lot in Present(line.Lots, amendment, 0))
            (lot.LeavingOn is null ? kept : leaving).Add(lot);
        kept.Sort(OldestFirst);

        var after = new List<Lot>(kept.Count + blocks.Length + leaving.Count);
        var block = 0;
        var left = blocks[0].Quantity;
        foreach (var lot in kept)
        {
            var units = lot.Quantity;
            while (units > 0)
            {
                var taken = Math.Min(units, left);
                after.Add(lot with
                {
                    Number = after.Count + 1,
                    Quantity = taken,
                    UnitPrice = blocks[block].UnitPrice,
                    Discounts = discount.Kept,
                });
                units -= taken;
                left -= taken;
                if (left == 0 && block + 1 < blocks.Length)
                    left = blocks[++block].Quantity;
            }
        }
        for (; block < blocks.Length; left = ++block < blocks.Length ? blocks[block].Quantity : 0)
            after.Add(New(after.Count + 1, new PriceBlock(left, blocks[block].UnitPrice), day, discount.Added, committedUntil));
        var priced = after.ToArray();
        foreach (var lot in leaving)
            after.Add(lot with { Number = after.Count + 1 });
        return new LineLots(line.Number, after, priced, [], reason);
    }

    /// <summary>
    /// Units taken: not committed on the day before committed; among committed the earlier end; then the latest since;
    /// then the latest lot. The others keep their price.
    /// </summary>
    public static LineLots Reduced(ReducedLine line, Amendment amendment, DateOnly day, CombinedDiscount discount, string rule)
    {
        var order = new List<Lot>(line.Lots.Count);
        for (var i = 0; i < line.Lots.Count; i++)
            if (line.Lots[i].LeavingOn is null)
                order.Add(line.Lots[i]);
        order.Sort((a, b) => CompareForTaking(a, b, day, amendment.OfferCommittedUntil));

        var after = Present(line.Lots, amendment, order.Count);
        var taken = new List<Lot>(order.Count);
        var leavesLater = !IsGone(day, amendment);
        var number = HighestNumber(line.Lots);
        var left = -line.Change;
        foreach (var lot in order)
        {
            if (left == 0)
                break;
            var units = Math.Min(left, lot.Quantity);
            left -= units;
            var gone = lot with { Quantity = units };
            taken.Add(gone);
            var at = after.IndexOf(lot);
            if (units < lot.Quantity)
            {
                after[at] = lot with { Quantity = lot.Quantity - units };
                if (leavesLater)
                    after.Add(gone with { Number = ++number, LeavingOn = day });
            }
            else if (leavesLater)
                after[at] = gone with { LeavingOn = day };
            else
                after.RemoveAt(at);
        }
        var priced = new List<Lot>();
        Discounted(after, priced, discount.Kept, day);
        return new LineLots(line.Number, after, priced, taken, Reasons.ReductionOrder(taken, rule));
    }

    /// <summary>First day on which a lot is no longer committed; none: it never was.</summary>
    public static DateOnly? CommittedUntil(Lot lot, DateOnly? offerUntil) =>
        offerUntil is null || lot.CommittedUntil > offerUntil ? lot.CommittedUntil ?? offerUntil : offerUntil;

    private static void Discounted(List<Lot> lots, List<Lot> priced, IReadOnlyList<DiscountStep> discounts, DateOnly day)
    {
        if (discounts.Count == 0)
            return;
        for (var i = 0; i < lots.Count; i++)
        {
            var lot = lots[i];
            if (lot.LeavingOn is not null)
                continue;
            var better = DiscountSteps.Better(lot.Discounts, discounts, day);
            if (DiscountSteps.AreEqual(lot.Discounts, better, day))
                continue;
            lots[i] = lot with { Discounts = better };
            priced.Add(lots[i]);
        }
    }

    private static Lot New(int number, PriceBlock block, DateOnly since, IReadOnlyList<DiscountStep> discounts, DateOnly? committedUntil) => new()
    {
        Number = number,
        Quantity = block.Quantity,
        UnitPrice = block.UnitPrice,
        Discounts = discounts,
        Since = since,
        CommittedUntil = committedUntil,
    };

    private static int HighestNumber(IReadOnlyList<Lot> lots)
    {
        var highest = 0;
        for (var i = 0; i < lots.Count; i++)
            highest = Math.Max(highest, lots[i].Number);
        return highest;
    }

    private static int OldestFirst(Lot a, Lot b)
    {
        var since = a.Since.CompareTo(b.Since);
        return since != 0 ? since : a.Number.CompareTo(b.Number);
    }

    private static int CompareForTaking(Lot a, Lot b, DateOnly day, DateOnly? offerUntil)
    {
        var (aUntil, bUntil) = (CommittedUntil(a, offerUntil), CommittedUntil(b, offerUntil));
        var (aCommitted, bCommitted) = (aUntil > day, bUntil > day);
        if (aCommitted != bCommitted)
            return aCommitted ? 1 : -1;
        if (aCommitted && aUntil != bUntil)
            return aUntil < bUntil ? -1 : 1;
        return -OldestFirst(a, b);
    }
}
