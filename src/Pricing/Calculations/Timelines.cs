using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>Joins the moves of lines to the timeline of the offer.</summary>
internal static class Timelines
{
    /// <param name="effectiveDate">The first entry.</param>
    /// <param name="monthlyBefore">What the lines cost before the amendment.</param>
    /// <param name="lines">Their moves against that.</param>
    public static List<TimelineEntry> Of(DateOnly effectiveDate, decimal monthlyBefore, IEnumerable<LineMoves> lines)
    {
        var byDay = new SortedDictionary<DateOnly, decimal> { [effectiveDate] = 0m };
        foreach (var line in lines)
        {
            var moves = line.Moves;
            for (var i = 0; i < moves.Count; i++)
                byDay[moves[i].On] = byDay.GetValueOrDefault(moves[i].On) + moves[i].By;
        }
        var entries = new List<TimelineEntry>(byDay.Count);
        var amount = monthlyBefore;
        foreach (var (on, by) in byDay)
        {
            amount += by;
            if (by != 0m || entries.Count == 0)
                entries.Add(new TimelineEntry(on, amount));
        }
        return entries;
    }
}
