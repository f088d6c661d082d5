using MyOpenIP.RulesEngine.Evaluation;
using NRules.Fluent.Dsl;
using NRules.RuleModel;

namespace MyOpenIP.RulesEngine.Tests;

public sealed class RefusalTests
{
    internal sealed record Given(int Number);

    internal sealed record Made(int Number);

    internal sealed record Other(int Number);

    internal interface IService;

    internal abstract class Stated(Action<Stated, IRightHandSideExpression> definition) : Rule
    {
        public override void Define()
        {
            Given given = null!;
            When().Match(() => given);
            var then = Then();
            definition(this, then);
            then.Yield(_ => new Made(given.Number));
        }

        public ILeftHandSideExpression If => When();

        public void Prior() => Priority(1);

        public void Depends()
        {
            IService service = null!;
            Dependency().Resolve(() => service);
        }

        public IFilterExpression Filtered => Filter();
    }

    internal sealed class UsesAnd() : Stated((r, _) => r.If.And(x => x.Match<Other>().Match<Made>()));

    internal sealed class UsesOr() : Stated((r, _) => r.If.Or(x => x.Match<Other>().Match<Made>()));

    internal sealed class UsesAll() : Stated((r, _) => r.If.All<Other>(o => o.Number > 0));

    internal sealed class UsesDo() : Stated((_, then) => then.Do(_ => Console.Write("")));

    internal sealed class Inserts() : Stated((_, then) => then.Do(ctx => ctx.Insert(new Made(1))));

    internal sealed class UsesUndo() : Stated((_, then) => then.Undo(_ => Console.Write("")));

    internal sealed class UsesUpdate() : Stated((_, then) => then.Yield(_ => new Made(1), (_, made) => made));

    internal sealed class UsesOtherUpdate() : Stated((_, then) => then.Yield(_ => new Made(1), (_, _) => new Made(2)));

    internal sealed class UsesContext() : Stated((_, then) => then.Yield(ctx => new Made(ctx.Rule.Priority)));

    internal sealed class UsesPriority() : Stated((r, _) => r.Prior());

    [Priority(2)]
    internal sealed class HasPriority() : Stated((_, _) => { });

    [Repeatability(RuleRepeatability.NonRepeatable)]
    internal sealed class HasRepeatability() : Stated((_, _) => { });

    internal sealed class UsesDependency() : Stated((r, _) => r.Depends());

    internal sealed class UsesFilter() : Stated((r, _) => r.Filtered.Where(() => Limit > 0));

    internal sealed class UsesOnChange() : Stated((r, _) => r.Filtered.OnChange(() => Limit));

    internal static readonly int Limit = 1;

    internal abstract class Queries<T>(Func<IQuery, IQuery<T>> query) : Rule
        where T : notnull
    {
        public override void Define()
        {
            T found = default!;
            When().Query(() => found, query);
            Then().Yield(_ => new Made(found == null ? 0 : 1));
        }
    }

    internal sealed class UsesOrderBy() : Queries<IEnumerable<Given>>(q => q.Match<Given>().Collect().OrderBy(g => g.Number));

    internal sealed class UsesOrderByDescending() : Queries<IEnumerable<Given>>(q => q.Match<Given>().Collect().OrderByDescending(g => g.Number));

    internal sealed class UsesToLookup() : Queries<IKeyedLookup<int, Given>>(q => q.Match<Given>().Collect().ToLookup(g => g.Number, g => g));

    internal sealed class UsesGroupBy() : Queries<IGrouping<int, Given>>(q => q.Match<Given>().GroupBy(g => g.Number));

    internal sealed class UsesSelect() : Queries<string>(q => q.Match<Given>().Select(g => g.ToString()));

    internal sealed class UsesSelectMany() : Queries<char>(q => q.Match<Given>().SelectMany(g => g.ToString()));

    internal sealed class CollectsGroups() : Queries<IEnumerable<IGrouping<int, Given>>>(q => q.Match<Given>().GroupBy(g => g.Number).Collect());

    internal sealed class CollectsValues() : Queries<IEnumerable<string>>(q => q.From(() => "").Collect());

    internal sealed class UsesBeforeItIsBound : Rule
    {
        public override void Define()
        {
            Given given = null!;
            Other other = null!;
            When().Match(() => given, g => g.Number == other.Number).Match(() => other);
            Then().Yield(_ => new Made(given.Number));
        }
    }

    internal sealed class HasAVariableNamedLikeALaterOne : Rule
    {
        public override void Define()
        {
            Given given = null!;
            {
                var limit = 7;
                When().Match(() => given, g => g.Number == limit);
            }
            {
                Other limit = null!;
                When().Match(() => limit);
            }
            Then().Yield(_ => new Made(given.Number));
        }
    }

    [Theory]
    [InlineData(typeof(UsesAnd), "And is not supported; write its elements one after the other.")]
    [InlineData(typeof(UsesOr), "Or is not supported; write a rule for each alternative, or one condition with ||.")]
    [InlineData(typeof(UsesAll), "All is not supported; write Not, with the condition that a fact must not meet.")]
    [InlineData(typeof(UsesDo), "Do is not supported; write Yield.")]
    [InlineData(typeof(Inserts), "Do is not supported; write Yield.")]
    [InlineData(typeof(UsesUndo), "Undo is not supported; write Yield; what is yielded stays.")]
    [InlineData(typeof(UsesUpdate), "Yield with an update is not supported; write Yield with one argument.")]
    [InlineData(typeof(UsesOtherUpdate), "Yield with an update is not supported; write Yield with one argument.")]
    [InlineData(typeof(UsesContext), "a use of the context is not supported; write Yield of what the rule has bound.")]
    [InlineData(typeof(UsesPriority), "a priority is not supported; write a fact that the later rule matches and the earlier one yields.")]
    [InlineData(typeof(HasPriority), "a priority is not supported; write a fact that the later rule matches and the earlier one yields.")]
    [InlineData(typeof(HasRepeatability), "a repeatability is not supported; write nothing; each match yields once.")]
    [InlineData(typeof(UsesDependency), "Dependency is not supported; write a fact that carries what the rule needs.")]
    [InlineData(typeof(UsesFilter), "Filter is not supported; write Having.")]
    [InlineData(typeof(UsesOnChange), "Filter is not supported; write Having.")]
    [InlineData(typeof(UsesOrderBy), "the aggregation OrderBy is not supported; write Collect, and compute where the collection is used.")]
    [InlineData(typeof(UsesOrderByDescending), "the aggregation OrderBy is not supported; write Collect, and compute where the collection is used.")]
    [InlineData(typeof(UsesToLookup), "the aggregation ToLookup is not supported; write Collect, and compute where the collection is used.")]
    [InlineData(typeof(UsesGroupBy), "the aggregation GroupBy is not supported; write Collect, and compute where the collection is used.")]
    [InlineData(typeof(UsesSelect), "the aggregation Select is not supported; write Collect, and compute where the collection is used.")]
    [InlineData(typeof(UsesSelectMany), "the aggregation SelectMany is not supported; write Collect, and compute where the collection is used.")]
    [InlineData(typeof(CollectsGroups), "the aggregation GroupBy inside another element is not supported; write a rule that yields what is aggregated.")]
    [InlineData(typeof(CollectsValues), "a computed value inside another element is not supported; write Let before it.")]
    [InlineData(typeof(UsesBeforeItIsBound), "using other before it is bound is not supported; write the element that binds other first, or another name.")]
    [InlineData(typeof(HasAVariableNamedLikeALaterOne), "using limit before it is bound is not supported; write the element that binds limit first, or another name.")]
    public void A_rule_that_cannot_be_used_is_refused_by_name_and_construct(Type rule, string why)
    {
        var refusal = Assert.Throws<RuleRefusedException>(() => Rules.Compiled(rule));
        Assert.Equal($"Rule '{rule.FullName}': {why}", refusal.Message);
    }

    [Name("Same")]
    internal sealed class FirstOfName() : Stated((_, _) => { });

    [Name("Same")]
    internal sealed class SecondOfName() : Stated((_, _) => { });

    [Fact]
    public void Two_rules_of_one_name_are_refused()
    {
        var refusal = Assert.Throws<RuleRefusedException>(() => Rules.Compiled(typeof(FirstOfName), typeof(SecondOfName)));
        Assert.Equal("Rule 'Same': a name that another rule has is not supported; write another name.", refusal.Message);
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
        var refusal = Assert.Throws<RuleRefusedException>(() => Rules.Compiled(typeof(MakesUnlessOther), typeof(OthersFromMade)));
        Assert.Contains("'Makes' negates Other, which 'Others' yields, 'Others' matches Made, which 'Makes' yields", refusal.Message, StringComparison.Ordinal);
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
        var refusal = Assert.Throws<RuleRefusedException>(
            () => Rules.Compiled(typeof(MakesIfThird), typeof(OthersFromMade), typeof(ThirdsFromOther)));
        Assert.Contains(
            "'Exists' asks for the existence of Third, which 'Thirds' yields, 'Thirds' matches Other, which 'Others' yields, 'Others' matches Made, which 'Exists' yields.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_cycle_through_an_aggregation_is_refused_naming_it()
    {
        var refusal = Assert.Throws<RuleRefusedException>(() => Rules.Compiled(typeof(CountsMade)));
        Assert.Contains("'Counts' aggregates Made, which 'Counts' yields", refusal.Message, StringComparison.Ordinal);
    }

    [Name("Counts up")]
    internal sealed class CountsUp : Rule
    {
        public override void Define()
        {
            Made made = null!;
            When().Match(() => made, m => m.Number < 3);
            Then().Yield(_ => new Made(made.Number + 1));
        }
    }

    [Fact]
    public void A_rule_that_matches_what_it_yields_is_refused()
    {
        var refusal = Assert.Throws<RuleRefusedException>(() => Rules.Compiled(typeof(CountsUp)));
        Assert.Equal(
            "A cycle of rules, so that no order of them is right: 'Counts up' matches Made, which 'Counts up' yields. Let one of them match or yield another type of fact.",
            refusal.Message);
    }

    [Fact]
    public void An_equal_fact_is_refused_when_it_is_inserted()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Rules.Compiled(typeof(OthersFromMade)).Of(new Given(7), new Given(7)));
        Assert.StartsWith("An equal fact is there already: Given: Given { Number = 7 }", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_equal_fact_is_refused_when_it_is_yielded_naming_fact_and_rule()
    {
        var refusal = Assert.Throws<RuleFailedException>(() => Rules.Compiled(typeof(OthersFromMade)).Of(new Other(7), new Made(7)));
        Assert.Equal("Rule 'Others': An equal fact is there already: Other: Other { Number = 7 }", refusal.Message);
    }

    [Name("Pairs")]
    internal sealed class PairsAll : Rule
    {
        public override void Define()
        {
            Given one = null!;
            Given two = null!;
            When().Match(() => one).Match(() => two, t => t.Number * one.Number < 0 || t.Number > one.Number);
            Then().Yield(_ => new Made((one.Number * 1000) + two.Number));
        }
    }

    [Fact]
    public void Facts_without_end_are_stopped_at_the_bound()
    {
        var rules = Rules.Bounded(new SessionBounds(1000, 1_000_000), typeof(PairsAll));
        object[] facts = [.. Enumerable.Range(0, 100).Select(i => new Given(i))];
        var refusal = Assert.Throws<RuleFailedException>(() => rules.Of(facts));
        Assert.Equal("Rule 'Pairs': The evaluation was stopped: a session may derive 1000 facts at most.", refusal.Message);
        Assert.Equal(45, rules.Of(facts[..10]).All<Made>().Length);
    }

    [Fact]
    public void Work_without_end_is_stopped_at_the_bound()
    {
        var rules = Rules.Bounded(new SessionBounds(10_000, 5000), typeof(PairsAll));
        object[] facts = [.. Enumerable.Range(0, 100).Select(i => new Given(i))];
        var refusal = Assert.Throws<RuleFailedException>(() => rules.Of(facts));
        Assert.Equal("Rule 'Pairs': The evaluation was stopped: the work of a session is bounded to 5000 candidates.", refusal.Message);
        Assert.Equal(1770, rules.Of(facts[..60]).All<Made>().Length);
    }
}
