using NRules.Fluent.Dsl;

namespace MyOpenIP.RulesEngine.Tests;

public sealed class RecursionTests
{
    internal sealed record Path(int From, int To, string Way);

    internal sealed class Joins : Rule
    {
        public override void Define()
        {
            Path first = null!;
            Path second = null!;
            When().Match(() => first).Match(() => second, s => s.From == first.To);
            Then().Yield(_ => new Path(first.From, second.To, $"({first.Way}{second.Way})"));
        }
    }

    [Fact]
    public void A_rule_that_matches_its_own_facts_twice_sees_each_pair_once()
    {
        var paths = Rules.Yielded<Path>([typeof(Joins)], new Path(0, 1, "a"), new Path(1, 2, "b"), new Path(2, 3, "c"), new Path(3, 4, "d"));
        Assert.Equal(
            ["(((ab)c)d)", "((a(bc))d)", "((ab)(cd))", "((ab)c)", "((bc)d)", "(a((bc)d))", "(a(b(cd)))", "(a(bc))", "(ab)", "(b(cd))", "(bc)", "(cd)", "a", "b", "c", "d"],
            paths.Select(p => p.Way).Order(StringComparer.Ordinal));
    }

    internal sealed record Even(int Number);

    internal sealed record Odd(int Number);

    internal sealed class OddFromEven : Rule
    {
        public override void Define()
        {
            Even even = null!;
            When().Match(() => even, e => e.Number < 7);
            Then().Yield(_ => new Odd(even.Number + 1));
        }
    }

    internal sealed class EvenFromOdd : Rule
    {
        public override void Define()
        {
            Odd odd = null!;
            When().Match(() => odd, o => o.Number < 7);
            Then().Yield(_ => new Even(odd.Number + 1));
        }
    }

    [Fact]
    public void Rules_that_need_each_other_take_turns()
    {
        var session = Rules.Compiled(typeof(EvenFromOdd), typeof(OddFromEven)).Fired(new Even(0));
        Assert.Equal([0, 2, 4, 6], session.Query<Even>().AsEnumerable().Select(e => e.Number));
        Assert.Equal([1, 3, 5, 7], session.Query<Odd>().AsEnumerable().Select(o => o.Number));
    }
}
