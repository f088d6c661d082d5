using MyOpenIP.Pricing;

namespace MyOpenIP.Bench.Oracle;

/// <summary>The sums of the lines priced so far.</summary>
internal sealed class RunningTotals(DateOnly effectiveDate)
{
    private readonly Dictionary<DateOnly, decimal> _moves = [];
    private decimal _setup;
    private decimal _before;
    private decimal _after;
    private decimal _firstPeriod;
    private decimal _fee;

    public (decimal Before, decimal Net)[] ByKind => [(0m, _setup), (_before, _after), (0m, _firstPeriod), (0m, _fee)];

    public void Add(PricedLine line)
    {
        _setup += line.Setup;
        _before += line.MonthlyBefore;
        _after += line.MonthlyAfter;
        _firstPeriod += line.FirstPeriod?.Amount ?? 0m;
        _fee += line.EarlyReductionFee;
    }

    public void Add(IReadOnlyList<(DateOnly On, decimal By)> moves)
    {
        for (var i = 0; i < moves.Count; i++)
        {
            var (on, by) = moves[i];
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_moves, on, out _) += by;
        }
    }

    public TimelineEntry[] Timeline()
    {
        var days = new List<DateOnly>(_moves.Count);
        foreach (var (on, by) in _moves)
            if (on != effectiveDate && by != 0m)
                days.Add(on);
        days.Sort();
        var entries = new TimelineEntry[days.Count + 1];
        var amount = _before + _moves.GetValueOrDefault(effectiveDate);
        entries[0] = new TimelineEntry(effectiveDate, amount);
        for (var i = 0; i < days.Count; i++)
        {
            amount += _moves[days[i]];
            entries[i + 1] = new TimelineEntry(days[i], amount);
        }
        return entries;
    }
}
