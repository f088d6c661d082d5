using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Setup, recurring, first period and fee are each the sum of their rounded lines; they never mix.")]
[Tag("NET_OF_KIND")]
[Tag("EN 16931")]
internal sealed class NetOfEachKind : Rule
{
    public const string Title = "Net amount of each kind of charge";

    public override void Define()
    {
        IEnumerable<LineMonthly> monthly = null!;
        IEnumerable<LineSetup> setup = null!;
        IEnumerable<LineFirstPeriod> firstPeriods = null!;
        IEnumerable<LineFee> fees = null!;

        When()
            .Query(() => monthly, q => q.Match<LineMonthly>().Collect())
            .Query(() => setup, q => q.Match<LineSetup>().Collect())
            .Query(() => firstPeriods, q => q.Match<LineFirstPeriod>().Collect())
            .Query(() => fees, q => q.Match<LineFee>().Collect());

        Then()
            .Yield(ctx => Of(monthly, setup, firstPeriods, fees));
    }

    private static NetAmounts Of(
        IEnumerable<LineMonthly> monthly, IEnumerable<LineSetup> setups, IEnumerable<LineFirstPeriod> firstPeriods, IEnumerable<LineFee> fees)
    {
        var (before, after, setup, firstPeriod, fee) = (0m, 0m, 0m, 0m, 0m);
        foreach (var line in monthly)
        {
            before += line.Before;
            after += line.After;
        }
        foreach (var line in setups)
            setup += line.Amount;
        foreach (var line in firstPeriods)
            firstPeriod += line.FirstPeriod.Amount;
        foreach (var line in fees)
            fee += line.Amount;
        return new NetAmounts(setup, before, after, firstPeriod, fee);
    }
}
