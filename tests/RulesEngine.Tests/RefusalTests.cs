using MyOpenIP.RulesEngine.Evaluation;
using NRules;
using NRules.Fluent;
using NRules.Fluent.Dsl;

namespace MyOpenIP.RulesEngine.Tests;

public sealed class RefusalTests
{
    internal sealed record Given(int Number);

    internal sealed record Made(int Number);

    internal sealed record Other(int Number);

    internal abstract class Stated(Action<Stated> definition) : Rule
    {
        protected Given given = null!;

        public override void Define()
        {
            definition(this);
            When().Match(() => given);
            Then().Yield(_ => new Made(given.Number));
        }

        public ILeftHandSideExpression If => When();

        public IRightHandSideExpression Do => Then();

        public void Named() => Name("x");

        public void Prior() => Priority(1);

        public void Depends() => Dependency().Resolve(() => given);

        public void Filters() => Filter().Where(() => given.Number > 0);

        public void FiltersChanges() => Filter().OnChange(() => given);
    }

    internal sealed class UsesAnd() : Stated(r => r.If.And(_ => { }));

    internal sealed class UsesOr() : Stated(r => r.If.Or(_ => { }));

    internal sealed class UsesDo() : Stated(r => r.Do.Do(_ => Console.Write("")));

    internal sealed class UsesTwo() : Stated(r => { r.If.Or(_ => { }); r.Do.Do(_ => Console.Write("")); });

    internal sealed class UsesUndo() : Stated(r => r.Do.Undo(_ => Console.Write("")));

    internal sealed class UsesUpdate() : Stated(r => r.Do.Yield(_ => new Made(1), (_, made) => made));

    internal sealed class UsesName() : Stated(r => r.Named());

    internal sealed class UsesPriority() : Stated(r => r.Prior());

    internal sealed class UsesDependency() : Stated(r => r.Depends());

    internal sealed class UsesFilter() : Stated(r => r.Filters());

    internal sealed class UsesOnChange() : Stated(r => r.FiltersChanges());

    internal sealed class UsesFrom() : Stated(r => r.If.Query(() => Variables.Fact, q => q.From(() => Variables.Fact)));

    internal sealed class UsesOrderBy() : Stated(r => r.If.Query(() => Variables.Facts, q => q.Match<Given>().Collect().OrderBy(g => g.Number)));

    internal sealed class UsesOrderByDescending()
        : Stated(r => r.If.Query(() => Variables.Facts, q => q.Match<Given>().Collect().OrderByDescending(g => g.Number)));

    internal sealed class HasMemberAsAlias() : Stated(r => r.If.Match(() => Variables.Fact.Number));

    internal sealed class BindsTwice() : Stated(r => r.If.Match(() => Variables.Fact).Match(() => Variables.Fact));

    internal sealed class UsesBeforeItIsBound()
        : Stated(r => r.If.Exists<Given>(g => g == Variables.Fact).Match(() => Variables.Fact));

    internal sealed class Throws() : Stated(_ => throw new FormatException("no such table"));

    internal sealed class ThrowsWhenMade : Rule
    {
        public ThrowsWhenMade() => throw new FormatException("no such file");

        public override void Define()
        {
        }
    }

    internal sealed class HasAnArgument(int number) : Rule
    {
        public override void Define() => Then().Yield(_ => new Made(number));
    }

    [Priority(2)]
    internal sealed class HasPriority() : Stated(_ => { });

    internal sealed class MatchesNothing : Rule
    {
        public override void Define() => Then().Yield(_ => new Made(1));
    }

    internal sealed class YieldsNothing : Rule
    {
        public override void Define() => When().Match<Given>();
    }

    private static class Variables
    {
        public static Given Fact = null!;
        public static IEnumerable<Given> Facts = null!;
    }

    [Theory]
    [InlineData(typeof(UsesAnd), "And is not supported; write its elements one after the other.")]
    [InlineData(typeof(UsesOr), "Or is not supported; write a rule for each alternative, or one condition with ||.")]
    [InlineData(typeof(UsesDo), "Do is not supported; write Yield.")]
    [InlineData(typeof(UsesTwo), "Or is not supported; write a rule for each alternative, or one condition with ||.")]
    [InlineData(typeof(UsesUndo), "Undo is not supported; write Yield; what is yielded stays.")]
    [InlineData(typeof(UsesUpdate), "Yield with an update is not supported; write Yield with one argument.")]
    [InlineData(typeof(UsesName), "Name(...) is not supported; write the attribute [Name(...)].")]
    [InlineData(typeof(UsesPriority), "Priority(...) is not supported; write a fact that the later rule matches and the earlier one yields.")]
    [InlineData(typeof(HasPriority), "[Priority] is not supported; write a fact that the later rule matches and the earlier one yields.")]
    [InlineData(typeof(UsesDependency), "Dependency is not supported; write a fact that carries what the rule needs.")]
    [InlineData(typeof(UsesFilter), "Filter is not supported; write Having.")]
    [InlineData(typeof(UsesOnChange), "Filter is not supported; write Having.")]
    [InlineData(typeof(UsesFrom), "Query.From is not supported; write Let.")]
    [InlineData(typeof(UsesOrderBy), "Query.OrderBy is not supported; write Collect, and sort where the collection is used.")]
    [InlineData(typeof(UsesOrderByDescending), "Query.OrderByDescending is not supported; write Collect, and sort where the collection is used.")]
    [InlineData(typeof(HasMemberAsAlias), "the alias () => Variables.Fact.Number is not supported; write a variable of Define, as in () => line.")]
    [InlineData(typeof(BindsTwice), "binding Fact twice is not supported; write a variable for each element.")]
    [InlineData(typeof(UsesBeforeItIsBound), "using Fact before it is bound is not supported; write the element that binds Fact first.")]
    [InlineData(typeof(Throws), "its Define throws: no such table")]
    [InlineData(typeof(ThrowsWhenMade), "its constructor throws: no such file")]
    [InlineData(typeof(HasAnArgument), "it has no constructor without parameters; write one.")]
    [InlineData(typeof(MatchesNothing), "it matches nothing; write When() with at least one element, or insert the fact.")]
    [InlineData(typeof(YieldsNothing), "it yields nothing; write Then().Yield(...).")]
    public void A_rule_that_cannot_be_used_is_refused_by_name_and_construct(Type rule, string why)
    {
        var refusal = Assert.Throws<RuleDefinitionException>(() => Rules.Loaded(rule));
        Assert.Equal($"Rule '{rule.FullName}': {why}", refusal.Message);
        Assert.Equal(rule, refusal.RuleType);
    }

    [Name("Same")]
    internal sealed class FirstOfName() : Stated(_ => { });

    [Name("Same")]
    internal sealed class SecondOfName() : Stated(_ => { });

    [Fact]
    public void Two_rules_of_one_name_are_refused()
    {
        var refusal = Assert.Throws<RuleDefinitionException>(() => Rules.Loaded(typeof(FirstOfName), typeof(SecondOfName)));
        Assert.Equal(
            $"Rule 'Same': two classes have this name, {typeof(FirstOfName).FullName} and {typeof(SecondOfName).FullName}; write another [Name].",
            refusal.Message);
    }

    [Name("Makes")]
    internal sealed class MakesUnlessOther : Rule
    {
        public override void Define()
        {
            Given given = null!;
            When().Match(() => given).Not<Other>();
            Then().Yield(_ => new Made(given.Number));
        }
    }

    [Name("Others")]
    internal sealed class OthersFromMade : Rule
    {
        public override void Define()
        {
            Made made = null!;
            When().Match(() => made);
            Then().Yield(_ => new Other(made.Number));
        }
    }

    [Name("Counts")]
    internal sealed class CountsMade : Rule
    {
        public override void Define()
        {
            IEnumerable<Made> made = null!;
            When().Query(() => made, q => q.Match<Made>().Collect());
            Then().Yield(_ => new Made(made.Count()));
        }
    }

    [Fact]
    public void A_cycle_through_a_negation_is_refused_naming_it()
    {
        var refusal = Assert.Throws<RuleCompilationException>(() => Rules.Compiled(typeof(MakesUnlessOther), typeof(OthersFromMade)));
        Assert.Contains("'Makes' negates Other, which 'Others' yields, 'Others' matches Made, which 'Makes' yields", refusal.Message, StringComparison.Ordinal);
    }

    [Name("More")]
    internal sealed class MoreFromOther : Rule
    {
        public override void Define()
        {
            Other other = null!;
            Made made = null!;
            When().Match(() => other).Match(() => made, m => m.Number > other.Number);
            Then().Yield(_ => new Other(made.Number));
        }
    }

    internal sealed record Third(int Number);

    [Name("Thirds")]
    internal sealed class ThirdsFromOther : Rule
    {
        public override void Define()
        {
            Other other = null!;
            When().Match(() => other);
            Then().Yield(_ => new Third(other.Number));
        }
    }

    [Name("Exists")]
    internal sealed class MakesIfThird : Rule
    {
        public override void Define()
        {
            Given given = null!;
            When().Match(() => given).Exists<Third>();
            Then().Yield(_ => new Made(given.Number));
        }
    }

    [Fact]
    public void A_cycle_of_several_rules_is_named_rule_by_rule()
    {
        var refusal = Assert.Throws<RuleCompilationException>(
            () => Rules.Compiled(typeof(MakesIfThird), typeof(OthersFromMade), typeof(ThirdsFromOther)));
        Assert.Contains(
            "'Exists' asks for the existence of Third, which 'Thirds' yields, 'Thirds' matches Other, which 'Others' yields, 'Others' matches Made, which 'Exists' yields.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_cycle_that_is_named_is_the_shortest()
    {
        var refusal = Assert.Throws<RuleCompilationException>(() => Rules.Compiled(typeof(MakesUnlessOther), typeof(MoreFromOther)));
        Assert.Contains("'Makes' negates Other, which 'More' yields, 'More' matches Made, which 'Makes' yields.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cycle_through_an_aggregation_is_refused_naming_it()
    {
        var refusal = Assert.Throws<RuleCompilationException>(() => Rules.Compiled(typeof(CountsMade)));
        Assert.Contains("'Counts' aggregates Made, which 'Counts' yields", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_equal_fact_is_refused_when_it_is_inserted()
    {
        var session = Rules.Compiled(typeof(OthersFromMade)).CreateSession();
        session.Insert(new Given(7));
        var refusal = Assert.Throws<ArgumentException>(() => session.Insert(new Given(7)));
        Assert.StartsWith("An equal fact is there already: Given: Given { Number = 7 }", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_equal_fact_is_refused_when_it_is_yielded_naming_fact_and_rule()
    {
        var refusal = Assert.Throws<RuleExecutionException>(() => Rules.Compiled(typeof(OthersFromMade)).Fired(new Other(7), new Made(7)));
        Assert.Equal("Rule 'Others': An equal fact is there already: Other: Other { Number = 7 }", refusal.Message);
    }

    [Name("Counts up")]
    internal sealed class CountsUp : Rule
    {
        public override void Define()
        {
            Made made = null!;
            When().Match(() => made);
            Then().Yield(_ => new Made(made.Number + 1));
        }
    }

    [Fact]
    public void Rules_that_yield_without_end_are_stopped_at_the_bound()
    {
        var factory = Rules.Bounded(new SessionBounds(1000, 1_000_000), typeof(CountsUp));
        var refusal = Assert.Throws<RuleExecutionException>(() => factory.Fired(new Made(0)));
        Assert.Equal("Rule 'Counts up': The evaluation was stopped: a session may derive 1000 facts at most.", refusal.Message);
    }

    [Name("Pairs")]
    internal sealed class PairsAll : Rule
    {
        public override void Define()
        {
            Given one = null!;
            Given two = null!;
            When().Match(() => one).Match(() => two, t => t.Number * one.Number == -1);
            Then().Yield(_ => new Made(one.Number));
        }
    }

    [Fact]
    public void Work_without_end_is_stopped_at_the_bound()
    {
        var factory = Rules.Bounded(new SessionBounds(1000, 5000), typeof(PairsAll));
        object[] facts = [.. Enumerable.Range(0, 100).Select(i => new Given(i))];
        var refusal = Assert.Throws<RuleExecutionException>(() => factory.Fired(facts));
        Assert.Equal("Rule 'Pairs': The evaluation was stopped: the work of a session is bounded to 5000 candidates.", refusal.Message);
        Assert.Empty(factory.Fired(facts[..60]).Query<Made>());
    }
}
