namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class DocumentsAreAcceptedTests
{
    [Theory]
    [InlineData(false, "DocumentsNotAccepted")]
    [InlineData(true, "")]
    public void Documents_are_accepted_before_the_signature(bool areAccepted, string expected)
    {
        var request = A.Request().Line(10m, 1, 10m, 2).With(r => r with { Acceptance = r.Acceptance with { DocumentsAccepted = areAccepted } });
        Assert.Equal(expected, request.Against());
        Assert.True(request.Price().CanBeQuoted);
        Assert.Equal([AcceptanceCondition.Documents], request.Price().AcceptanceConditions);
    }
}
