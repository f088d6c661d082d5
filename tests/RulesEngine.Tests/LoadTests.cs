using MyOpenIP.RulesEngine.Definition;
using NRules.Fluent;
using NRules.Fluent.Dsl;

namespace MyOpenIP.RulesEngine.Tests;

public sealed class LoadTests
{
    /// <summary>A public rule inside a class.</summary>
    public sealed class Nested : Rule
    {
        /// <inheritdoc/>
        public override void Define()
        {
            string text = null!;
            When().Match(() => text);
            Then().Yield(_ => new Version(1, text.Length));
        }
    }

    internal sealed class HiddenNested : Rule
    {
        public override void Define() => throw new InvalidOperationException("it is only looked for");
    }

    private static Type[] Found(Action<IRuleLoadSpec> specify)
    {
        var spec = new RuleLoadSpec();
        specify(spec);
        return [.. spec.RuleTypes()];
    }

    [Fact]
    public void An_assembly_gives_its_public_rules()
    {
        var found = Found(x => x.From(typeof(LoadTests).Assembly));
        Assert.Equal([typeof(OpenRule)], found);
        Assert.Equal(["abc"], Rules.Compiled(found).Fired("abc").Query<string>());
    }

    [Fact]
    public void Private_rules_are_found_where_asked_for() =>
        Assert.Equal(
            [typeof(HiddenRule), typeof(OpenRule)],
            Found(x => x.PrivateTypes().From(typeof(LoadTests).Assembly)).Where(t => t.Namespace == typeof(LoadTests).Namespace));

    [Fact]
    public void Nested_rules_are_found_where_asked_for()
    {
        var open = Found(x => x.NestedTypes().From(typeof(LoadTests).Assembly));
        Assert.Contains(typeof(Nested), open);
        Assert.DoesNotContain(typeof(HiddenNested), open);
        Assert.Contains(typeof(HiddenNested), Found(x => x.NestedTypes().PrivateTypes().From(typeof(LoadTests).Assembly)));
    }

    internal abstract class Unfinished : Rule;

    internal sealed class Generic<T> : Rule
    {
        public override void Define() => throw new InvalidOperationException(typeof(T).Name);
    }

    [Fact]
    public void Only_classes_of_which_a_rule_can_be_made_are_rules_each_once() =>
        Assert.Equal([typeof(Nested)], Found(x => x.From(typeof(string), typeof(Unfinished), typeof(Generic<>), typeof(Nested), typeof(Nested))));

    [Name("Named"), Description("What it decides."), Tag("one")]
    internal sealed class Described : Rule
    {
        public override void Define() => throw new InvalidOperationException("its attributes are read");
    }

    [Fact]
    public void A_rule_says_its_name_its_sentence_and_its_tags()
    {
        var attributes = typeof(Described).GetCustomAttributes(true);
        Assert.Equal("Named", RuleActivation.NameOf(typeof(Described)));
        Assert.Equal("What it decides.", attributes.OfType<DescriptionAttribute>().Single().Value);
        Assert.Equal("one", attributes.OfType<TagAttribute>().Single().Value);
    }
}

/// <summary>A public rule of this assembly.</summary>
public sealed class OpenRule : Rule
{
    /// <inheritdoc/>
    public override void Define()
    {
        string text = null!;
        When().Match(() => text);
        Then().Yield(_ => new Version(1, text.Length));
    }
}

internal sealed class HiddenRule : Rule
{
    public override void Define() => throw new InvalidOperationException("it is only looked for");
}
