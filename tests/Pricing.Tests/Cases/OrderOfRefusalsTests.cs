using System.Text.Json;
using System.Text.Json.Nodes;

namespace MyOpenIP.Pricing.Tests.Cases;

public sealed class OrderOfRefusalsTests
{
    private static readonly JsonObject Base = CaseFiles.OrderOfRefusals["case"]!.AsObject();
    private static readonly Row[] Table = CaseFiles.OrderOfRefusals["rows"].Deserialize<Row[]>(CaseJson.Options)!;

    public static TheoryData<ViolationCode> Codes => [.. Table.Select(r => r.Code)];

    public static TheoryData<ViolationCode, ViolationCode> Pairs =>
    [
        .. from later in Enumerable.Range(0, Table.Length)
           from earlier in Enumerable.Range(0, later)
           where !Table[earlier].StandsAlone && !Table[later].StandsAlone
           select (Table[earlier].Code, Table[later].Code),
    ];

    [Fact]
    public void The_table_has_one_row_for_each_violation_in_order_of_precedence() =>
        Assert.Equal(Enum.GetValues<ViolationCode>(), Table.Select(r => r.Code));

    [Fact]
    public void Nothing_stands_against_the_case_of_the_table() => Assert.Empty(Pricers.OneShot.Price(CaseFiles.Request(Base)).Violations);

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_row_brings_about_its_violation_and_no_other(ViolationCode code)
    {
        var row = Table.Single(r => r.Code == code);
        var violation = Assert.Single(Price(row).Violations);
        Assert.Equal((row.Code, row.Blocks), (violation.Code, violation.Blocks));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Two_violations_come_in_the_order_of_the_table(ViolationCode earlier, ViolationCode later)
    {
        var (first, second) = (Table.Single(r => r.Code == earlier), Table.Single(r => r.Code == later));
        Assert.Equal([earlier, later], Price(first, second).Violations.Select(v => v.Code).Distinct());
    }

    [Fact]
    public void All_that_stand_are_returned_in_the_order_of_the_table()
    {
        var rows = Table.Where(r => !r.StandsAlone).ToArray();
        Assert.Equal(rows.Select(r => r.Code), Price(rows).Violations.Select(v => v.Code).Distinct());
    }

    [Fact]
    public void Violations_of_one_code_come_by_product_code()
    {
        var story = CaseFiles.Merge(Base, new JsonObject { ["wanted"] = new JsonObject { ["b"] = 1, ["Z"] = 1, ["A"] = 1 } });
        Assert.Equal(["A", "Z", "b"], Pricers.OneShot.Price(CaseFiles.Request(story)).Violations.Select(v => v.ProductCode));
    }

    private static PricedAmendment Price(params Row[] rows) =>
        Pricers.OneShot.Price(CaseFiles.Request(rows.Aggregate(Base, (story, row) => CaseFiles.Merge(story, row.Change))));

    private sealed record Row(ViolationCode Code, Blocks Blocks, JsonObject Change, bool StandsAlone = false);
}
