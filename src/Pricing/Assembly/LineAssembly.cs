using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules;

namespace MyOpenIP.Pricing.Assembly;

/// <summary>Puts what the rules decided of each line into the lines of the outcome.</summary>
internal sealed class LineAssembly
{
    private readonly Amendment _amendment;
    private readonly TakesEffect? _additions;
    private readonly TakesEffect? _reductions;
    private readonly LineTariff?[] _tariffs;
    private readonly CombinedDiscount?[] _discounts;
    private readonly LineLots?[] _lots;
    private readonly LineMonthly?[] _monthly;
    private readonly LineSetup?[] _setups;
    private readonly LineFirstPeriod?[] _firstPeriods;
    private readonly LineFee?[] _fees;
    private readonly LineRemainingValue?[] _remaining;

    // Of the line under way: one of its lots, two of discounts at most, and one of each other figure.
    private readonly Reason[] _reasons = new Reason[11];
    private int _count;

    private LineAssembly(Amendment amendment, int lines, ISession session)
    {
        _amendment = amendment;
        foreach (var takesEffect in session.Query<TakesEffect>())
        {
            if (takesEffect.Adds)
                _additions = takesEffect;
            else
                _reductions = takesEffect;
        }
        _tariffs = ByLine<LineTariff>(session, lines);
        _discounts = ByLine<CombinedDiscount>(session, lines);
        _lots = ByLine<LineLots>(session, lines);
        _monthly = ByLine<LineMonthly>(session, lines);
        _setups = ByLine<LineSetup>(session, lines);
        _firstPeriods = ByLine<LineFirstPeriod>(session, lines);
        _fees = ByLine<LineFee>(session, lines);
        _remaining = ByLine<LineRemainingValue>(session, lines);
    }

    public static PricedLine[] Of(Amendment amendment, IReadOnlyList<Line> lines, ISession session)
    {
        var assembly = new LineAssembly(amendment, lines.Count, session);
        var priced = new PricedLine[lines.Count];
        for (var i = 0; i < priced.Length; i++)
            priced[i] = assembly.Of(lines[i]);
        return priced;
    }

    private static T?[] ByLine<T>(ISession session, int lines) where T : LineFact
    {
        var byLine = new T?[lines];
        foreach (var fact in session.Query<T>())
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
        var monthly = _monthly[i]!;
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
            Setup = _setups[i]?.Amount ?? 0m,
            MonthlyBefore = monthly.Before,
            MonthlyAfter = monthly.After,
            TakesEffectOn = day,
            FirstPeriod = _firstPeriods[i]?.FirstPeriod,
            EarlyReductionFee = _fees[i]?.Amount ?? 0m,
            RemainingValueBefore = remaining?.Before ?? 0m,
            RemainingValueAfter = remaining?.After ?? 0m,
            LotsBefore = line.Lots,
            LotsAfter = lots?.After ?? LotChanges.Untouched(line.Lots, _amendment),
            Reasons = ReasonsOf(i, takesEffect, discount, lots, monthly, remaining),
        };
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
        int i, TakesEffect? takesEffect, CombinedDiscount? discount, LineLots? lots, LineMonthly monthly, LineRemainingValue? remaining)
    {
        if (takesEffect is null)
            return remaining is null ? [monthly.BeforeReason] : [monthly.BeforeReason, remaining.BeforeReason, remaining.AfterReason];
        _count = 0;
        Add(lots?.Reason);
        for (var k = 0; k < discount?.Reasons.Count; k++)
            Add(discount.Reasons[k]);
        Add(_setups[i]?.Reason);
        Add(monthly.BeforeReason);
        Add(monthly.AfterReason);
        Add(takesEffect.Reason);
        Add(_firstPeriods[i]?.Reason);
        Add(_fees[i]?.Reason);
        Add(remaining?.BeforeReason);
        Add(remaining?.AfterReason);
        return _reasons[.._count];
    }

    private void Add(Reason? reason)
    {
        if (reason is not null)
            _reasons[_count++] = reason;
    }
}
