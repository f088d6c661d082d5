namespace MyOpenIP.Pricing.Tests;

/// <summary>What whoever lets something in asks, and the core refuses by the same code.</summary>
public sealed class InputFaultsTests
{
    private static readonly PricingRequest Good = A.Request().Line(10m, 1, 10m, 2).Request;

    [Fact]
    public void A_fault_names_its_place_and_is_told_in_both_languages()
    {
        var lot = Good.Contract.Lines[0].Lots[0] with { Since = A.Day("1899-12-31") };
        var contract = Good.Contract with { Lines = [.. Good.Contract.Lines, new ContractLine("Q", [A.Lot(1, 1m), lot with { Number = 2 }])] };
        InputFault expected = new(
            "lines[1].lots[1].since",
            "Start of a lot 1899-12-31 is not between 1900-01-01 and 2999-12-31.",
            "Début d'un lot 1899-12-31 n'est pas entre 1900-01-01 et 2999-12-31.");
        Assert.Equal([expected], InputFaults.Of(contract));
        Assert.Equal([expected with { Path = "contract.lines[1].lots[1].since" }], InputFaults.Of(Good with { Contract = contract }));
    }

    [Fact]
    public void A_contract_that_moves_too_often_to_be_read_says_so()
    {
        var lots = Enumerable.Range(1, 501).Select(n => A.Lot(1, 0.01m, number: n) with { LeavingOn = A.Day("2027-01-01").AddDays(n) });
        var moving = Good.Contract with { Lines = [new ContractLine("P", [.. lots])] };
        InputFault expected = new(
            "lines",
            "Lots and discounts, times the days on which they move, are 251001: more than 250000.",
            "Les lots et les remises, multipliés par les jours où ils changent, font 251001 : plus de 250000.");
        Assert.Equal([expected], InputFaults.Of(moving));
    }

    [Fact]
    public void The_days_of_one_line_do_not_count_for_another()
    {
        ContractLine Moving(string product, string from) => new(
            product, [.. Enumerable.Range(1, 350).Select(n => A.Lot(1, 0.01m, number: n) with { LeavingOn = A.Day(from).AddDays(n) })]);
        Assert.Empty(InputFaults.Of(Good.Contract with { Lines = [Moving("P", "2027-01-01"), Moving("Q", "2029-01-01")] }));
    }

    [Fact]
    public void Policies_are_judged_alone_too()
    {
        Assert.Throws<ArgumentNullException>(() => InputFaults.Of((ContractPolicies)null!));
        Assert.Empty(InputFaults.Of(Good.Contract.Policies));
        Assert.Equal("policies.tolerancePercent", Assert.Single(InputFaults.Of(Good.Contract.Policies with { TolerancePercent = 101m })).Path);
    }

    [Fact]
    public void Each_part_is_judged_alone()
    {
        Assert.Empty(InputFaults.Of(Good));
        Assert.Empty(InputFaults.Of(Good.Contract));
        Assert.Equal("lines", Assert.Single(InputFaults.Of(Good.Contract with { Lines = [new ContractLine("P", [A.Lot(1_000_000, 10_000.01m)])] })).Path);
        Assert.Empty(InputFaults.Of(Good.Catalogue));
        Assert.Equal("currency", Assert.Single(InputFaults.Of(Good.Catalogue, "USD")).Path);
        Assert.Equal("rows[0].ratePercent", Assert.Single(InputFaults.Of(Good.Taxes with { Rows = [Good.Taxes.Rows[0] with { RatePercent = 101m }] })).Path);
        Assert.Equal("values[0].value", Assert.Single(InputFaults.Of(Good.Law with { Values = [Good.Law.Values[0] with { Value = 0m }] })).Path);
    }

    [Theory]
    [InlineData("FR", "BUSINESS", null)]
    [InlineData("GUADELOUPE", "BUSINESS", "territory")]
    [InlineData("FR", "NOPE", "taxStatus")]
    public void A_customer_is_established_where_the_table_knows(string territory, string status, string? path) =>
        Assert.Equal(path, InputFaults.Of(Good.Customer with { Territory = territory, TaxStatus = status }, Good.Taxes).SingleOrDefault()?.Path);
}
