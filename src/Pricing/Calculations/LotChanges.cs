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
        leavingOn is { } day && day <= amendment.PricingDate && day <= amendment.EffectiveDate;

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
        Discounted(after, priced, discount.Kept, day, amendment.FirstDayKept);
        var number = HighestNumber(line.Lots);
        foreach (var block in blocks)
        {
            var lot = New(++number, block, day, discount.Added, committedUntil);
            after.Add(lot);
            priced.Add(lot);
        }
        return new LineLots(line.Number, after, priced, [], FormerOf(line.Lots, line.Former, amendment, day), reason);
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
                // The blocks hold more units than are kept: there is always a next one here.
                if (left == 0)
                    left = blocks[++block].Quantity;
            }
        }
        for (; block < blocks.Length; left = ++block < blocks.Length ? blocks[block].Quantity : 0)
            after.Add(New(after.Count + 1, new PriceBlock(left, blocks[block].UnitPrice), day, discount.Added, committedUntil));
        var priced = after.ToArray();
        foreach (var lot in leaving)
            after.Add(lot with { Number = after.Count + 1 });
        return new LineLots(line.Number, after, priced, [], FormerOf(line.Lots, line.Former, amendment, day), reason);
    }

    /// <summary>
    /// Units taken: not committed on the day before committed; among committed the earlier end; then the latest since;
    /// then the latest lot. The others keep their price.
    /// </summary>
    public static LineLots Reduced(ReducedLine line, Amendment amendment, DateOnly day, CombinedDiscount discount, string rule)
    {
        var lots = Present(line.Lots, amendment, 0);
        var order = new List<int>(lots.Count);
        for (var i = 0; i < lots.Count; i++)
            if (lots[i].LeavingOn is null)
                order.Add(i);
        order.Sort((a, b) => CompareForTaking(lots[a], lots[b], day, amendment.OfferCommittedUntil));

        var taken = new List<Lot>(1);
        var kept = new int[lots.Count];
        var left = -line.Change;
        for (var i = 0; i < lots.Count; i++)
            kept[i] = lots[i].Quantity;
        foreach (var i in order)
        {
            var units = Math.Min(left, lots[i].Quantity);
            if (units == 0)
                break;
            left -= units;
            kept[i] -= units;
            taken.Add(units == lots[i].Quantity ? lots[i] : lots[i] with { Quantity = units });
        }
        var after = Taken(lots, kept, IsGone(day, amendment) ? null : day, HighestNumber(line.Lots));
        var priced = new List<Lot>();
        Discounted(after, priced, discount.Kept, day, amendment.FirstDayKept);
        // Before the day the lots say it: those taken leave then, and the kept ones have their own discount until then.
        var former = StillFormer(line, amendment);
        return new LineLots(
            line.Number, after, priced, taken, former?.Until > day ? former with { Until = day } : former, Reasons.ReductionOrder(taken, rule));
    }

    /// <summary>What a line costs before an addition to it takes effect; none: it does at once.</summary>
    public static FormerMonthly? FormerOf(IReadOnlyList<Lot> lots, FormerMonthly? former, Amendment amendment, DateOnly day) =>
        day > amendment.FirstDayKept
            ? new FormerMonthly(day, LotAmounts.Entries(lots, former, amendment.FirstDayKept, day))
            : null;

    /// <summary>What a line costs before its lots say it, where that is still to come.</summary>
    public static FormerMonthly? StillFormer(Line line, Amendment amendment) =>
        line.Former?.Until > amendment.FirstDayKept ? line.Former : null;

    /// <summary>The lots with so many units kept of each; those taken stay until they leave, where that is later.</summary>
    private static List<Lot> Taken(List<Lot> lots, int[] kept, DateOnly? leavingOn, int highestNumber)
    {
        var after = new List<Lot>(lots.Count + 1);
        var parts = new List<Lot>();
        for (var i = 0; i < lots.Count; i++)
        {
            var lot = lots[i];
            if (kept[i] == lot.Quantity)
                after.Add(lot);
            else if (kept[i] > 0)
                after.Add(lot with { Quantity = kept[i] });
            if (kept[i] == lot.Quantity || leavingOn is not { } day)
                continue;
            if (kept[i] == 0)
                after.Add(lot with { LeavingOn = day });
            else
                parts.Add(lot with { Number = ++highestNumber, Quantity = lot.Quantity - kept[i], LeavingOn = day });
        }
        after.AddRange(parts);
        return after;
    }

    /// <summary>First day on which a lot is no longer committed; none: it never was.</summary>
    public static DateOnly? CommittedUntil(Lot lot, DateOnly? offerUntil) =>
        offerUntil is null || lot.CommittedUntil > offerUntil ? lot.CommittedUntil : offerUntil;

    private static DateOnly EndAfter(DateOnly day, Lot lot, DateOnly? offerUntil) =>
        CommittedUntil(lot, offerUntil) is { } until && until > day ? until : day;

    /// <summary>A discount of the whole line on the kept lots: their own until the day, from it on the better of the two.</summary>
    private static void Discounted(List<Lot> lots, List<Lot> priced, IReadOnlyList<DiscountStep> discounts, DateOnly day, DateOnly firstDayKept)
    {
        if (discounts.Count == 0)
            return;
        for (var i = 0; i < lots.Count; i++)
        {
            var lot = lots[i];
            if (lot.LeavingOn is not null)
                continue;
            if (DiscountSteps.OfKeptLot(lot.Discounts, discounts, day, firstDayKept) is not { } steps)
                continue;
            lots[i] = lot with { Discounts = steps };
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
        // Not committed on the day is the earliest end of all.
        var byEnd = EndAfter(day, a, offerUntil).CompareTo(EndAfter(day, b, offerUntil));
        return byEnd != 0 ? byEnd : -OldestFirst(a, b);
    }
}
