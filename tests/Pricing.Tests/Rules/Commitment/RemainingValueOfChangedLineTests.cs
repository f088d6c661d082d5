namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class RemainingValueOfChangedLineTests
{
    [Theory]
    [InlineData(3, 120, 360)]
    [InlineData(1, 240, 120)]
    public void As_if_the_change_took_effect_on_the_effective_date(int wanted, int before, int after)
    {
        var line = A.Request().On("2026-04-01").Committed(12, "2026-04-01", "2027-03-31")
            .Line(10m, wanted == 3 ? 1 : 2, 10m, wanted).Price().Lines[0];
        Assert.Equal((before, after), (line.RemainingValueBefore, line.RemainingValueAfter));
        Assert.Equal($"REMAINING_VALUE_OF_LOTS from=2026-04-01 amount={after}", line.Why(Figure.RemainingValueAfter));
    }

    [Fact]
    public void Without_a_commitment_there_is_none() =>
        Assert.Equal("", A.Request().Line(10m, 1, 10m, 3).Price().Lines[0].Why(Figure.RemainingValueAfter));
}
