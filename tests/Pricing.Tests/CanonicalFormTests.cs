using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MyOpenIP.Pricing.Canonical;
using MyOpenIP.Pricing.Tests.Explanations;

namespace MyOpenIP.Pricing.Tests;

public sealed partial class CanonicalFormTests
{
    [Fact]
    public void A_request_reads_back_to_the_same_bytes()
    {
        var request = Samples.Everything;
        var bytes = CanonicalForm.Of(request);
        Assert.Equal(bytes, CanonicalForm.Of(CanonicalForm.ReadRequest(bytes)));
    }

    [Fact]
    public void An_outcome_reads_back_to_the_same_bytes()
    {
        var bytes = CanonicalForm.Of(Pricers.OneShot.Price(Samples.Everything));
        Assert.Equal(bytes, CanonicalForm.Of(CanonicalForm.ReadOutcome(bytes)));
    }

    [Fact]
    public void A_request_that_is_read_back_has_the_same_price()
    {
        var request = Samples.Everything;
        Assert.Equal(
            CanonicalForm.Of(Pricers.OneShot.Price(request)),
            CanonicalForm.Of(Pricers.OneShot.Price(CanonicalForm.ReadRequest(CanonicalForm.Of(request)))));
    }

    [Fact]
    public void Decimals_of_one_value_are_written_alike()
    {
        static byte[] Bytes(decimal price) => CanonicalForm.Of(A.Request().Line(price, 1, price, 2).Request);
        Assert.Equal(Bytes(10m), Bytes(10.00m));
        Assert.Equal(Bytes(10.5m), Bytes(10.5000m));
        Assert.NotEqual(Bytes(10.5m), Bytes(10.05m));
        Assert.Equal(Bytes(0m), Bytes(-0.00m));
    }

    [Theory]
    [InlineData("10", "10")]
    [InlineData("10.0", "10")]
    [InlineData("0.10", "0.1")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("-1.50", "-1.5")]
    [InlineData("0.00", "0")]
    [InlineData("123456789012.50", "123456789012.5")]
    [InlineData("-123456789012.500", "-123456789012.5")]
    [InlineData("100000000000000000000.50", "100000000000000000000.5")]
    [InlineData("12345678901234.56780000", "12345678901234.5678")]
    public void Decimals_are_written_with_no_more_digits_than_they_need(string value, string expected) =>
        Assert.Equal(expected, DecimalConverter.Shortest(decimal.Parse(value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void An_operand_of_no_kind_is_not_written()
    {
        var outcome = Pricers.OneShot.Price(A.Request().Request);
        var refused = Assert.Throws<JsonException>(
            () => CanonicalForm.Of(outcome with { Reasons = [new Reason(Figure.Vat, "CODE", "Rule", [OperandSamples.OfNoKind])] }));
        Assert.StartsWith("Operand name is of kind ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_order_is_sorted()
    {
        DiscountGrant[] grants =
        [
            new("A", 1, 1m, 1m, "alice"), new("A", 1, 1m, 1m, "bernard"), new("A", 1, 1m, 2m, "alice"),
            new("A", 1, 2m, 1m, "alice"), new("A", 2, 1m, 1m, "alice"), new("B", 1, 1m, 1m, "alice"),
        ];
        TaxRow[] rows =
        [
            new("FR", "A", 1m, "S", "", A.Day("2026-01-01"), A.Day("2027-01-01")), new("FR", "A", 1m, "S", "", A.Day("2027-01-01")),
            new("FR", "B", 1m, "S", "", A.Day("2026-01-01")), new("RE", "A", 1m, "S", "", A.Day("2026-01-01")), new("RE", "BUSINESS", 1m, "S", "", A.Day("2026-01-01")),
        ];
        var tariffs = A.Product("P", 1m).Tariffs;
        IReadOnlyList<Tariff> two = [tariffs[0] with { ValidUntil = A.Day("2021-01-01") }, tariffs[0] with { ValidFrom = A.Day("2021-01-01") }];
        PricingRequest Request(bool reversed)
        {
            IReadOnlyList<T> Order<T>(IReadOnlyList<T> items) => reversed ? [.. items.Reverse()] : items;
            return A.Request().Product(A.Product("P", 1m) with { Requires = Order<string>(["Q", "R"]), Excludes = Order<string>(["S", "T"]), Tariffs = Order(two) })
                .With(r => r with { Grants = Order(grants), Taxes = new TaxTable("1", Order(rows)) }).Request;
        }
        Assert.Equal(CanonicalForm.Of(Request(false)), CanonicalForm.Of(Request(true)));
        Assert.NotEqual(CanonicalForm.Of(Request(false)), CanonicalForm.Of(Request(false) with { Grants = grants[1..] }));
    }

    [Fact]
    public void Members_have_their_declared_order_and_days_are_ISO()
    {
        var json = Encoding.UTF8.GetString(CanonicalForm.Of(A.Request().Line(10m, 1, 10m, 2).Request));
        Assert.StartsWith("""{"PricingDate":"2026-04-10","RequestedEffectiveDate":null,"DeliveredOn":null,"AskedBy":"Reseller","Contract":{"Reference":"OC138637",""", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_operand_is_written_and_read()
    {
        var json = Encoding.UTF8.GetString(CanonicalForm.Of(Pricers.OneShot.Price(Samples.Everything)));
        var kinds = OperandStart().Matches(json).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Equal(Enum.GetNames<OperandKind>().ToHashSet(), kinds);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"Unknown\":1}")]
    public void Other_bytes_are_refused(string json)
    {
        Assert.Throws<JsonException>(() => CanonicalForm.ReadRequest(Encoding.UTF8.GetBytes(json)));
        Assert.Throws<JsonException>(() => CanonicalForm.ReadOutcome(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("[\"Amount\",\"amount\"", null)]
    [InlineData("[\"Amount\"", null)]
    [InlineData("[\"Weight\",\"amount\",1]", "Operand amount is of kind Weight.")]
    [InlineData("[\"Amount\",\"amount\",1,2]", "Operand amount does not end.")]
    [InlineData("[\"Date\",\"from\",\"10/04/2026\"]", "A day is written as yyyy-MM-dd.")]
    [InlineData("[\"Text\",\"state\",1]", "A text is expected.")]
    [InlineData("[1,\"state\",1]", "A text is expected.")]
    [InlineData("{}", "An operand is an array.")]
    [InlineData("\"Amount\"", "An operand is an array.")]
    public void Operands_of_another_shape_are_refused(string operand, string? message)
    {
        var json = Encoding.UTF8.GetString(CanonicalForm.Of(Pricers.OneShot.Price(Samples.Everything)));
        var broken = FirstOperand().Replace(json, operand, 1);
        Assert.NotEqual(json, broken);
        var refused = Assert.ThrowsAny<JsonException>(() => CanonicalForm.ReadOutcome(Encoding.UTF8.GetBytes(broken)));
        if (message is not null)
            Assert.Equal(message, refused.Message);
    }

    [Fact]
    public void A_kind_of_charge_is_a_text()
    {
        var json = Encoding.UTF8.GetString(CanonicalForm.Of(Pricers.OneShot.Price(Samples.Everything)));
        var broken = json.Replace("\"Kind\":\"SETUP\"", "\"Kind\":1", StringComparison.Ordinal);
        Assert.NotEqual(json, broken);
        Assert.Equal("A kind of charge is a text.", Assert.ThrowsAny<JsonException>(() => CanonicalForm.ReadOutcome(Encoding.UTF8.GetBytes(broken))).Message);
    }

    [Fact]
    public void A_member_that_is_never_null_is_refused_as_null()
    {
        var json = Encoding.UTF8.GetString(CanonicalForm.Of(Samples.Everything));
        var broken = json.Replace("\"Reference\":\"OC138637\"", "\"Reference\":null", StringComparison.Ordinal);
        Assert.NotEqual(json, broken);
        Assert.Throws<JsonException>(() => CanonicalForm.ReadRequest(Encoding.UTF8.GetBytes(broken)));
    }

    [Fact]
    public void Bytes_that_hold_null_are_told() =>
        Assert.Equal("The bytes hold null.", Assert.Throws<JsonException>(() => CanonicalForm.ReadRequest("null"u8)).Message);

    [Theory]
    [InlineData(RulesRuntime.OneShot)]
    [InlineData(RulesRuntime.NRules)]
    public async Task Eight_threads_under_three_cultures_give_the_same_bytes(RulesRuntime runtime)
    {
        var request = Samples.Everything;
        var expected = Convert.ToHexString(CanonicalForm.Of(Pricers.OneShot.Price(request)));
        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(new[] { "fr-FR", "en-US", "tr-TR" }[i % 3]);
            return Enumerable.Range(0, 20).Select(_ => Convert.ToHexString(CanonicalForm.Of(Pricers.Of(runtime).Price(request)))).Distinct().ToArray();
        }, TestContext.Current.CancellationToken)));
        Assert.Equal([expected], found.SelectMany(f => f).Distinct());
    }

    [GeneratedRegex("""\["(\w+)","[a-z_]+",""")]
    private static partial Regex OperandStart();

    [GeneratedRegex("""\["\w+","[a-z_]+",[^\]]*\]""")]
    private static partial Regex FirstOperand();
}
