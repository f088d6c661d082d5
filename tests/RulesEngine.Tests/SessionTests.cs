using MyOpenIP.RulesEngine.Evaluation;
using NRules;
using NRules.Fluent;
using NRules.Fluent.Dsl;

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

    internal sealed class RatesOfAmounts : Rule
    {
        public override void Define()
        {
            LineAmount amount = null!;
            Rate rate = default;
            When().Match(() => amount).Match(() => rate, r => r.Percent > 0m);
            Then().Yield(_ => new Rate(-amount.Amount));
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

    [Fact]
    public void Facts_of_a_type_that_another_session_had_are_none()
    {
        var factory = Rules.Compiled(typeof(Prices));
        for (var i = 0; i < 12; i++)
            factory.CreateSession().InsertAll(["text", 1, 2L, 'c', 1.5m, Guid.Empty, DateOnly.MinValue, TimeSpan.Zero]);
        Assert.Empty(factory.CreateSession().Query<IFormattable>());
    }

    [Fact]
    public void Small_sessions_after_a_large_one_find_what_is_theirs_and_nothing_of_the_others()
    {
        const int Many = 500;
        var factory = Rules.Compiled(typeof(Prices));
        LineAmount[] Amounts(int first, int count)
        {
            var session = factory.Fired([.. Enumerable.Range(first, count).SelectMany(i => new object[] { new Line(i, $"P{i}"), new Price($"P{i}", i) })]);
            using var lists = session as IDisposable;
            return [.. session.Query<LineAmount>()];
        }

        Assert.Equal(Many, Amounts(0, Many).Length);
        for (var i = 0; i < 3; i++)
            Assert.Equal([new LineAmount(i, i), new LineAmount(i + 1, i + 1)], Amounts(i, 2).OrderBy(a => a.Line));
    }

    [Fact]
    public void Fire_counts_matches() => Assert.Equal(2, Unfired().Fire());

    [Fact]
    public void A_session_fires_once()
    {
        var session = Unfired();
        session.Fire();
        Assert.Contains("has fired", Assert.Throws<InvalidOperationException>(() => session.Fire()).Message, StringComparison.Ordinal);
        Assert.Contains("has fired", Assert.Throws<InvalidOperationException>(() => session.Insert(new Line(9, "z"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_fact_is_refused()
    {
        var session = Unfired();
        Assert.Throws<ArgumentException>(() => session.Insert(null!));
        Assert.Throws<ArgumentNullException>(() => session.InsertAll(null!));
    }

    [Fact]
    public void A_yielded_null_is_refused_naming_rule_and_type()
    {
        var refusal = Assert.Throws<RuleExecutionException>(() => Rules.Compiled(typeof(YieldsNull)).Fired(new Line(1, "a")));
        Assert.Equal($"Rule '{typeof(YieldsNull).FullName}': it yields null where it promises a Price", refusal.Message);
    }

    [Fact]
    public void Facts_of_types_that_no_rule_names_are_found_by_type_and_base_type()
    {
        var session = Rules.Compiled(typeof(Prices)).Fired("text", 3, new Line(1, "a"), new Line(2, "a"));
        Assert.Equal(["text"], session.Query<string>());
        Assert.Equal([3], session.Query<int>());
        Assert.Equal(4, session.Query<object>().AsEnumerable().Count());
        Assert.Empty(session.Query<Version>());
        Assert.Empty(session.Query<LineAmount>());
    }

    [Fact]
    public void A_query_offers_what_linq_offers()
    {
        var lines = Unfired().Query<Line>();
        Assert.Equal(1, lines.First().Number);
        Assert.Equal(1, lines.FirstOrDefault()!.Number);
        Assert.Equal(2, lines.First(l => l.Number > 1).Number);
        Assert.Equal(2, lines.Count());
        Assert.Equal([2], lines.Where(l => l.Number > 1).Select(l => l.Number));
        Assert.Equal(typeof(Line), lines.ElementType);
        Assert.Equal(2, ((System.Collections.IEnumerable)lines).Cast<object>().Count());
        Assert.Equal(2, lines.Provider.CreateQuery(lines.Where(l => l.Number > 0).Expression).Cast<Line>().Count());
    }

    [Fact]
    public void An_empty_query_has_no_first()
    {
        var none = Unfired().Query<LineAmount>();
        Assert.Null(none.FirstOrDefault());
        Assert.Throws<InvalidOperationException>(() => none.First());
    }

    [Fact]
    public void A_fact_that_calls_itself_equal_to_one_of_another_type_is_refused()
    {
        var session = Unfired();
        session.Insert(new Loose(1));
        Assert.Throws<ArgumentException>(() => session.Insert(new Looser()));
    }

    [Fact]
    public void Facts_without_an_equality_of_their_own_differ()
    {
        var session = Unfired();
        var once = new ByReference();
        session.InsertAll([once, new ByReference()]);
        Assert.Throws<ArgumentException>(() => session.Insert(once));
    }

    [Fact]
    public void A_long_fact_is_named_by_its_beginning()
    {
        var session = Unfired();
        session.Insert(new string('x', 300));
        var refusal = Assert.Throws<ArgumentException>(() => session.Insert(new string('x', 300)));
        Assert.Contains("String: " + new string('x', 200) + "...", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class Unspoken
    {
        public override string? ToString() => null;
    }

    [Fact]
    public void A_fact_without_a_text_is_named_by_its_type()
    {
        var session = Unfired();
        var once = new Unspoken();
        session.Insert(once);
        var refusal = Assert.Throws<ArgumentException>(() => session.Insert(once));
        Assert.StartsWith("An equal fact is there already: Unspoken: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_takes_facts_of_any_number_of_types()
    {
        var session = Rules.Compiled(typeof(Prices)).CreateSession();
        var type = typeof(int);
        for (var i = 0; i < 60; i++)
        {
            type = typeof(Holder<>).MakeGenericType(type);
            session.Insert(Activator.CreateInstance(type)!);
        }
        Assert.Equal(60, session.Query<Holder>().AsEnumerable().Count());
        Assert.Single(Rules.Compiled(typeof(Prices)).Fired(1).Query<int>());
    }

    private abstract class Holder;

    private sealed class Holder<T> : Holder;

    [Fact]
    public void A_value_may_be_a_fact()
    {
        var session = Rules.Compiled(typeof(Prices), typeof(RatesOfAmounts)).CreateSession();
        session.InsertAll([new Line(1, "a"), new Price("a", 3m), new Rate(5m)]);
        Assert.Throws<ArgumentException>(() => session.Insert(new Rate(5m)));
    }

    [Fact]
    public void A_session_that_is_disposed_of_hands_its_memory_on()
    {
        var factory = Rules.Compiled(typeof(Prices));
        for (var i = 0; i < 3; i++)
        {
            var session = Fill(factory.CreateSession(), 20 * (i + 1));
            session.Fire();
            Assert.Equal(20 * (i + 1), session.Query<LineAmount>().AsEnumerable().Count());
            ((IDisposable)session).Dispose();
            ((IDisposable)session).Dispose();
            Assert.Throws<ObjectDisposedException>(() => session.Query<Line>());
        }
        ((IDisposable)Fill(factory.CreateSession(), 5)).Dispose();
        Assert.Empty(factory.CreateSession().Query<Line>());
    }

    [Fact]
    public void A_very_large_session_is_not_kept()
    {
        var factory = Rules.Compiled(typeof(Prices));
        var session = Fill(factory.CreateSession(), 150_000);
        session.Fire();
        Assert.Equal(150_000, session.Query<LineAmount>().AsEnumerable().Count());
        ((IDisposable)session).Dispose();
        Assert.Empty(factory.CreateSession().Query<Line>());
    }

    [Fact]
    public async Task Many_threads_derive_what_one_does()
    {
        var factory = Rules.Compiled(typeof(Prices));
        var alone = Derive(factory, 50);
        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 200).Select(_ => Derive(factory, 50)).Distinct().ToArray())));
        Assert.All(together, t => Assert.Equal([alone], t));
    }

    private static string Derive(ISessionFactory factory, int lines)
    {
        using var session = (Session)Fill(factory.CreateSession(), lines);
        session.Fire();
        return string.Join(";", session.Query<LineAmount>());
    }

    private static ISession Fill(ISession session, int lines)
    {
        for (var i = 0; i < lines; i++)
        {
            session.Insert(new Line(i, $"c{i}"));
            session.Insert(new Price($"c{i}", i));
        }
        return session;
    }

    private static ISession Unfired()
    {
        var session = Rules.Compiled(typeof(Prices)).CreateSession();
        session.InsertAll([new Line(1, "a"), new Line(2, "a"), new Price("a", 3m)]);
        return session;
    }

    [Fact]
    public void Loading_and_compiling_need_something()
    {
        Assert.Throws<ArgumentNullException>(() => new RuleRepository().Load(null!));
        Assert.Throws<ArgumentNullException>(() => RuleRepositoryExtensions.Compile(null!));
    }
}
