using NRules.Fluent.Dsl;

namespace MyOpenIP.RulesEngine.Tests;

public sealed class ElementTests
{
    internal sealed record Order(string Code, int Units, int[] Parts);

    internal sealed record Offer(string Code, int Least);

    internal sealed record Found(string What);

    internal sealed class AnyOffer : Rule
    {
        public override void Define()
        {
            Order order = null!;
            When().Match(() => order).Match<Offer>(o => o.Code == order.Code);
            Then().Yield(_ => new Found(order.Code));
        }
    }

    [Fact]
    public void A_match_without_a_variable_counts_each_fact() =>
        Assert.Equal([new Found("a")], Rules.Yielded<Found>([typeof(AnyOffer)], new Order("a", 1, []), new Order("b", 1, []), new Offer("a", 0), new Offer("c", 0)));

    internal sealed class NoneIsSmall : Rule
    {
        public override void Define()
        {
            Offer offer = null!;
            When().Match(() => offer).Not<Order>(o => o.Units < offer.Least);
            Then().Yield(_ => new Found(offer.Code));
        }
    }

    [Fact]
    public void Not_holds_where_no_fact_meets_the_condition() =>
        Assert.Equal(
            [new Found("a"), new Found("b")],
            Rules.Yielded<Found>([typeof(NoneIsSmall)], new Order("x", 2, []), new Order("y", 3, []), new Offer("a", 1), new Offer("b", 2), new Offer("c", 3)));

    internal sealed class AllPartsFit : Rule
    {
        public override void Define()
        {
            Offer offer = null!;
            When().Match(() => offer).Not<Order>(o => o.Code == offer.Code, o => !o.Parts.All(part => part <= offer.Least));
            Then().Yield(_ => new Found(offer.Code));
        }
    }

    [Fact]
    public void A_condition_may_hold_a_lambda_of_its_own() =>
        Assert.Equal(
            [new Found("a"), new Found("c")],
            Rules.Yielded<Found>(
                [typeof(AllPartsFit)],
                new Order("a", 0, [1, 2]), new Order("b", 0, [1, 3]), new Offer("a", 2), new Offer("b", 2), new Offer("c", 2)));

    internal sealed class Rounded : Rule
    {
        public override void Define()
        {
            Order order = null!;
            var dozens = 0;
            When().Match(() => order).Let(() => dozens, () => order.Units / 12).Having(() => dozens > 0);
            Then().Yield(_ => new Found($"{dozens} dozen {order.Code}"));
        }
    }

    [Fact]
    public void A_computed_value_may_be_tested_and_used() =>
        Assert.Equal([new Found("2 dozen b")], Rules.Yielded<Found>([typeof(Rounded)], new Order("a", 11, []), new Order("b", 30, [])));

    internal sealed class SumsOfEach : Rule
    {
        public override void Define()
        {
            Offer offer = null!;
            IEnumerable<Order> orders = null!;
            When()
                .Match(() => offer)
                .Query(() => orders, q => q.Match<Order>(o => o.Code == offer.Code).Where(o => o.Units > 0).Collect())
                .Having(() => orders.Sum(o => o.Units) >= offer.Least);
            Then().Yield(_ => new Found($"{offer.Code}: {orders.Sum(o => o.Units)}"));
        }
    }

    [Fact]
    public void A_collection_may_be_tested_and_used() =>
        Assert.Equal(
            [new Found("a: 3"), new Found("c: 0")],
            Rules.Yielded<Found>(
                [typeof(SumsOfEach)],
                new Order("a", 1, []), new Order("a", 2, []), new Order("b", 5, []), new Order("b", -5, []), new Offer("a", 3), new Offer("b", 6), new Offer("c", 0)));

    internal sealed class PairsWithAll : Rule
    {
        public override void Define()
        {
            Offer offer = null!;
            IEnumerable<Order> orders = null!;
            When().Match(() => offer).Query(() => orders, q => q.Match<Order>().Collect()).Exists<Order>(o => o.Units > 1).Match<Order>(o => o.Units == offer.Least);
            Then().Yield(_ => new Found($"{offer.Code}{orders.Count()}"));
        }
    }

    [Fact]
    public void What_is_the_same_for_every_match_serves_them_all() =>
        Assert.Equal(
            [new Found("a2"), new Found("b2")],
            Rules.Yielded<Found>([typeof(PairsWithAll)], new Order("x", 1, []), new Order("y", 2, []), new Offer("a", 1), new Offer("b", 2), new Offer("c", 3)));

    internal sealed class TwoOfEach : Rule
    {
        public override void Define()
        {
            Order order = null!;
            When().Match(() => order);
            Then().Yield(_ => new Found(order.Code)).Yield(_ => new Offer(order.Code, order.Units));
        }
    }

    [Fact]
    public void A_rule_may_yield_several_facts()
    {
        using var evaluation = Rules.Compiled(typeof(TwoOfEach)).Of(new Order("a", 1, []));
        Assert.Equal([new Found("a")], evaluation.All<Found>());
        Assert.Equal([new Offer("a", 1)], evaluation.All<Offer>());
    }

    internal sealed record Wide(int A, int B, int C, int D, int E, int F, int G, int H, string? I);

    internal sealed record Narrow(int A, int B, int C, int D, int E, int F, int G, int H, string? I);

    internal sealed class JoinsByNine : Rule
    {
        public override void Define()
        {
            Wide wide = null!;
            Narrow narrow = null!;
            When()
                .Match(() => wide)
                .Match(() => narrow, n => n.A == wide.A && n.B == wide.B && n.C == wide.C && n.D == wide.D && n.E == wide.E
                    && n.F == wide.F && n.G == wide.G && n.H == wide.H && n.I == wide.I);
            Then().Yield(_ => new Found($"{narrow.H}{narrow.I}"));
        }
    }

    [Fact]
    public void Facts_are_joined_by_any_number_of_members() =>
        Assert.Equal(
            [new Found("8"), new Found("8x")],
            Rules.Yielded<Found>(
                [typeof(JoinsByNine)],
                new Wide(1, 2, 3, 4, 5, 6, 7, 8, null), new Wide(1, 2, 3, 4, 5, 6, 7, 8, "x"), new Wide(1, 2, 3, 4, 5, 6, 7, 9, "y"),
                new Narrow(1, 2, 3, 4, 5, 6, 7, 8, "x"), new Narrow(1, 2, 3, 4, 5, 6, 7, 8, null), new Narrow(0, 2, 3, 4, 5, 6, 7, 9, "y")));

    internal static readonly int Base = 10;

    internal sealed class JoinsByComputedKey : Rule
    {
        public override void Define()
        {
            Offer offer = null!;
            Order order = null!;
            When().Match(() => offer).Match(() => order, o => o.Units + Base == offer.Least);
            Then().Yield(_ => new Found(order.Code));
        }
    }

    [Fact]
    public void A_key_may_be_computed_with_a_static_member() =>
        Assert.Equal([new Found("b")], Rules.Yielded<Found>([typeof(JoinsByComputedKey)], new Order("a", 1, []), new Order("b", 2, []), new Offer("x", 12)));

    internal abstract record Verdict(string Code);

    internal sealed record Accepted(string Code) : Verdict(Code);

    internal sealed record Refused(string Code) : Verdict(Code);

    internal sealed class Judges : Rule
    {
        public override void Define()
        {
            Order order = null!;
            When().Match(() => order);
            Then().Yield(_ => Judged(order));
        }

        private static Verdict Judged(Order order) => order.Units > 0 ? new Accepted(order.Code) : new Refused(order.Code);
    }

    internal sealed class TellsRefused : Rule
    {
        public override void Define()
        {
            Refused refused = null!;
            When().Match(() => refused);
            Then().Yield(_ => new Found(refused.Code));
        }
    }

    [Fact]
    public void A_yielded_fact_is_matched_by_the_type_that_it_turns_out_to_have()
    {
        using var evaluation = Rules.Compiled(typeof(TellsRefused), typeof(Judges)).Of(new Order("a", 1, []), new Order("b", 0, []));
        Assert.Equal([new Found("b")], evaluation.All<Found>());
        Assert.Equal([new Accepted("a"), new Refused("b")], evaluation.All<Verdict>());
    }

    [Fact]
    public void An_equal_fact_of_a_type_known_only_then_is_refused()
    {
        var refusal = Assert.Throws<RuleFailedException>(
            () => Rules.Compiled(typeof(Judges)).Of(new Order("a", 1, []), new Order("a", 2, [])));
        Assert.EndsWith("An equal fact is there already: Accepted: Accepted { Code = a }", refusal.Message, StringComparison.Ordinal);
    }
}
