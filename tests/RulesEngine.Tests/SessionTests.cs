using NRules.Fluent.Dsl;
using NRules.RuleModel;

namespace MyOpenIP.RulesEngine.Tests;

public sealed class SessionTests
{
    internal sealed record Line(int Number, string Code);

    internal sealed record Price(string Code, decimal Amount);

    internal sealed record LineAmount(int Line, decimal Amount);

    internal record struct Rate(decimal Percent);

    internal sealed class Prices : Rule
    {
        public override void Define()
        {
            Line line = null!;
            Price price = null!;
            When().Match(() => line).Match(() => price, p => p.Code == line.Code);
            Then().Yield(_ => new LineAmount(line.Number, price.Amount));
        }
    }

    internal sealed class YieldsNull : Rule
    {
        public override void Define()
        {
            Line line = null!;
            When().Match(() => line);
            Then().Yield(_ => Nothing());
        }

        private static Price Nothing() => null!;
    }

    internal abstract record Offered(string Code);

    internal sealed class YieldsNullOfAnyType : Rule
    {
        public override void Define()
        {
            Line line = null!;
            When().Match(() => line);
            Then().Yield(_ => Nothing());
        }

        private static Offered Nothing() => null!;
    }

    internal sealed record Rated(int Line, decimal Amount);

    internal sealed class AmountsAtRate : Rule
    {
        public override void Define()
        {
            LineAmount amount = null!;
            Rate rate = default;
            When().Match(() => amount).Match(() => rate, r => r.Percent > 0m);
            Then().Yield(_ => new Rated(amount.Line, amount.Amount * rate.Percent));
        }
    }

    private sealed class Loose(int number)
    {
        public int Number { get; } = number;

        public override bool Equals(object? obj) => obj is Loose or Looser;

        public override int GetHashCode() => 1;
    }

    private sealed class Looser
    {
        public override bool Equals(object? obj) => obj is Loose or Looser;

        public override int GetHashCode() => 1;
    }

    private sealed class ByReference;

    private sealed record Named(int Id, string Text) : IIdentityProvider
    {
        public object GetIdentity() => Id;
    }

    private sealed record AlsoNamed(int Id) : IIdentityProvider
    {
        public object GetIdentity() => Id;
    }

    private sealed record Nameless(int Number) : IIdentityProvider
    {
        public object GetIdentity() => null!;
    }

    [Fact]
    public void Facts_of_a_type_that_another_evaluation_had_are_none()
    {
        var rules = Rules.Compiled(typeof(Prices));
        for (var i = 0; i < 12; i++)
            rules.Of("text", 1, 2L, 'c', 1.5m, Guid.Empty, DateOnly.MinValue, TimeSpan.Zero);
        Assert.Empty(rules.Of().All<IFormattable>());
    }

    [Fact]
    public void Small_evaluations_after_a_large_one_find_what_is_theirs_and_nothing_of_the_others()
    {
        const int Many = 500;
        var rules = Rules.Compiled(typeof(Prices));
        Assert.Equal(Many, Amounts(rules, 0, Many).Length);
        for (var i = 0; i < 3; i++)
            Assert.Equal([new LineAmount(i, i), new LineAmount(i + 1, i + 1)], Amounts(rules, i, 2).OrderBy(a => a.Line));
    }

    [Fact]
    public void A_null_fact_is_refused()
    {
        var rules = Rules.Compiled(typeof(Prices));
        Assert.Throws<ArgumentException>(() => rules.Evaluate([new Line(1, "a"), null!]));
        Assert.Throws<ArgumentNullException>(() => rules.Evaluate(null!));
    }

    [Fact]
    public void Rules_are_needed() => Assert.Throws<ArgumentNullException>(() => new OneShotRuntime(null!));

    [Theory]
    [InlineData(typeof(YieldsNull), nameof(Price))]
    [InlineData(typeof(YieldsNullOfAnyType), nameof(Offered))]
    public void A_yielded_null_is_refused_naming_rule_and_type(Type rule, string promised)
    {
        var refusal = Assert.Throws<RuleFailedException>(() => Rules.Compiled(rule).Of(new Line(1, "a")));
        Assert.Equal($"Rule '{rule.FullName}': it yields null where it promises a {promised}", refusal.Message);
    }

    [Fact]
    public void An_evaluation_that_failed_leaves_nothing_behind()
    {
        var rules = Rules.Compiled(typeof(YieldsNull));
        Assert.Throws<RuleFailedException>(() => rules.Of(new Line(1, "a")));
        Assert.Throws<ArgumentException>(() => rules.Of("text", "text"));
        using var evaluation = rules.Of();
        Assert.Empty(evaluation.All<object>());
    }

    [Fact]
    public void Facts_of_types_that_no_rule_names_are_found_by_type_and_base_type()
    {
        using var evaluation = Rules.Compiled(typeof(Prices)).Of("text", 3, new Line(1, "a"), new Line(2, "a"));
        Assert.Equal(["text"], evaluation.All<string>());
        Assert.Equal([3], evaluation.All<int>());
        Assert.Equal(4, evaluation.All<object>().Length);
        Assert.Empty(evaluation.All<Version>());
        Assert.Empty(evaluation.All<LineAmount>());
    }

    [Fact]
    public void A_fact_that_calls_itself_equal_to_one_of_another_type_is_another_fact()
    {
        using var evaluation = Rules.Compiled(typeof(Prices)).Of(new Loose(1), new Looser());
        Assert.Equal(2, evaluation.All<object>().Length);
        Assert.Throws<ArgumentException>(() => Rules.Compiled(typeof(Prices)).Of(new Loose(1), new Loose(2)));
    }

    [Fact]
    public void Facts_without_an_equality_of_their_own_differ()
    {
        var once = new ByReference();
        Rules.Compiled(typeof(Prices)).Of(once, new ByReference()).Dispose();
        Assert.Throws<ArgumentException>(() => Rules.Compiled(typeof(Prices)).Of(once, new ByReference(), once));
    }

    [Fact]
    public void A_fact_that_says_its_identity_is_known_by_it_among_those_of_its_type()
    {
        var rules = Rules.Compiled(typeof(Prices));
        Assert.Throws<ArgumentException>(() => rules.Of(new Named(1, "a"), new Named(1, "b")));
        Assert.Throws<ArgumentException>(() => rules.Of(new Nameless(1), new Nameless(2)));
        using var evaluation = rules.Of(new Named(1, "a"), new Named(2, "a"), new AlsoNamed(1), 1);
        Assert.Equal(4, evaluation.All<object>().Length);
    }

    [Fact]
    public void A_long_fact_is_named_by_its_beginning()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Rules.Compiled(typeof(Prices)).Of(new string('x', 300), new string('x', 300)));
        Assert.Contains("String: " + new string('x', 200) + "...", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class Unspoken
    {
        public override string? ToString() => null;
    }

    [Fact]
    public void A_fact_without_a_text_is_named_by_its_type()
    {
        var once = new Unspoken();
        var refusal = Assert.Throws<ArgumentException>(() => Rules.Compiled(typeof(Prices)).Of(once, once));
        Assert.StartsWith("An equal fact is there already: Unspoken: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_evaluation_takes_facts_of_any_number_of_types()
    {
        var type = typeof(int);
        var facts = new List<object>();
        for (var i = 0; i < 60; i++)
        {
            type = typeof(Holder<>).MakeGenericType(type);
            facts.Add(Activator.CreateInstance(type)!);
        }
        var rules = Rules.Compiled(typeof(Prices));
        using var evaluation = rules.Evaluate(facts);
        Assert.Equal(60, evaluation.All<Holder>().Length);
        Assert.Single(rules.Of(1).All<int>());
    }

    private abstract class Holder;

    private sealed class Holder<T> : Holder;

    [Fact]
    public void A_value_may_be_a_fact()
    {
        var rules = Rules.Compiled(typeof(Prices), typeof(AmountsAtRate));
        using var evaluation = rules.Of(new Line(1, "a"), new Price("a", 3m), new Rate(5m), new Rate(-1m));
        Assert.Equal([new Rated(1, 15m)], evaluation.All<Rated>());
        Assert.Throws<ArgumentException>(() => rules.Of(new Rate(5m), new Rate(5m)));
    }

    [Fact]
    public void An_evaluation_that_is_disposed_of_hands_its_memory_on()
    {
        var rules = Rules.Compiled(typeof(Prices));
        for (var i = 0; i < 3; i++)
        {
            var evaluation = rules.Evaluate(Facts(0, 20 * (i + 1)));
            Assert.Equal(20 * (i + 1), evaluation.All<LineAmount>().Length);
            evaluation.Dispose();
            evaluation.Dispose();
            Assert.Throws<ObjectDisposedException>(() => evaluation.All<Line>());
        }
        Assert.Empty(rules.Of().All<Line>());
    }

    [Fact]
    public void A_very_large_evaluation_is_not_kept()
    {
        var rules = Rules.Compiled(typeof(Prices));
        Assert.Equal(150_000, Amounts(rules, 0, 150_000).Length);
        Assert.Empty(rules.Of().All<Line>());
    }

    [Fact]
    public async Task Many_threads_derive_what_one_does()
    {
        var rules = Rules.Compiled(typeof(Prices));
        var alone = Amounts(rules, 0, 50);
        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 200).Count(_ => Amounts(rules, 0, 50).SequenceEqual(alone)))));
        Assert.All(together, same => Assert.Equal(200, same));
    }

    private static LineAmount[] Amounts(OneShotRuntime rules, int first, int count)
    {
        using var evaluation = rules.Evaluate(Facts(first, count));
        return evaluation.All<LineAmount>();
    }

    private static IEnumerable<object> Facts(int first, int count) =>
        Enumerable.Range(first, count).SelectMany(i => new object[] { new Line(i, $"c{i}"), new Price($"c{i}", i) });
}
