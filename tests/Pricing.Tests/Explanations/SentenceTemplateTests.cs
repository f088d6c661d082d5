namespace MyOpenIP.Pricing.Tests.Explanations;

public sealed class SentenceTemplateTests
{
    [Theory]
    [InlineData("a {name", "A place is left open in \"a {name\".")]
    [InlineData("a [{name}", "']' is missing in \"a [{name}\".")]
    [InlineData("a <{name}", "'|' is missing in \"a <{name}\".")]
    [InlineData("a <{name}|, ", "A place is left open in \"a <{name}|, \".")]
    public void A_place_left_open_is_refused(string template, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => SentenceTemplate.Parse(template)).Message);

    [Fact]
    public void What_is_repeated_is_set_apart() =>
        Assert.Equal("1, then 2, then 3.", SentenceTemplate.Parse("<{a}|, then >.").Render(
            [Operand.Quantity("a", 1), Operand.Quantity("a", 2), Operand.Quantity("a", 3)], null, Formats.Of(Language.English)));

    [Theory]
    [InlineData("{a} and {b}", "1 and 2")]
    [InlineData("{a}[ and {x}], {b}", "1, 2")]
    [InlineData("<{a}|+> {b}", "1 2")]
    [InlineData("[<{x}|+> = ]{a} {b}", "1 2")]
    [InlineData("[<{a}|+> = ]{b}", "1 = 2")]
    [InlineData("no operand", "no operand (a: 1) (b: 2)")]
    public void Places_take_the_operands_in_order(string template, string expected) =>
        Assert.Equal(
            expected,
            SentenceTemplate.Parse(template).Render([Operand.Quantity("a", 1), Operand.Quantity("b", 2)], null, Formats.Of(Language.English)));
}
