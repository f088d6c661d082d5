using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;
using ProtoDecimal = Google.Type.Decimal;

namespace MyOpenIP.Server.Tests.Wire;

public sealed class MappingTests
{
    [Fact]
    public void Every_value_of_the_core_and_the_storage_has_its_value_on_the_wire()
    {
        AssertAll<Pricing.Repricing, V1.Repricing>();
        AssertAll<Pricing.ProrationConvention, V1.ProrationConvention>();
        AssertAll<Pricing.ReductionCredit, V1.ReductionCredit>();
        AssertAll<Pricing.AdditionCommitment, V1.AdditionCommitment>();
        AssertAll<Pricing.CommittedReduction, V1.CommittedReduction>();
        AssertAll<Pricing.DiscountCombination, V1.DiscountCombination>();
        AssertAll<Pricing.EffectiveOn, V1.EffectiveOn>();
        AssertAll<Pricing.TariffModel, V1.TariffModel>();
        AssertAll<Pricing.DiscountSource, V1.DiscountSource>();
        AssertAll<Pricing.DiscountScope, V1.DiscountScope>();
        AssertAll<Pricing.Figure, V1.Figure>();
        AssertAll<Pricing.Blocks, V1.Blocks>();
        AssertAll<Pricing.CustomerSize, V1.CustomerSize>();
        AssertAll<ContractState, ContractedOfferState>();
        AssertAll<Customers.CustomerState, V1.CustomerState>();
        AssertAll<Amendments.AmendmentState, V1.AmendmentState>();
        AssertAll<Orders.OrderState, V1.OrderState>();
        AssertAll<ContractedOffers.OrderType, V1.OrderType>();
        AssertAll<Orders.ChargeKind, V1.ChargeKind>();
    }

    [Theory]
    [InlineData("0.05", 0, 50_000_000)]
    [InlineData("-1.75", -1, -750_000_000)]
    [InlineData("18.9012", 18, 901_200_000)]
    [InlineData("0", 0, 0)]
    public void An_amount_becomes_units_and_nanos_of_one_sign(string amount, long units, int nanos)
    {
        var money = WireValues.Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), "EUR");
        Assert.Equal((units, nanos, "EUR"), (money.Units, money.Nanos, money.CurrencyCode));
    }

    [Fact]
    public void Every_reason_of_the_service_has_its_words_and_every_violation_its_reason()
    {
        var values = ErrorReasonReflection.Descriptor.EnumTypes.Single().Values.Where(v => v.Number >= 100).ToList();
        Assert.NotEmpty(values);
        foreach (var value in values)
        {
            var text = FaultMessages.Template((ErrorReason)value.Number);
            Assert.True(text.French.Length > 0 && text.English.Length > 0 && text.French != text.English);
        }
        foreach (var code in Enum.GetValues<ViolationCode>())
            Assert.Equal("ERROR_REASON_" + ReasonNames.Of(ReasonNames.Of(code)), ValueName(ReasonNames.Of(code)));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultMessages.Template(ErrorReason.Unspecified));

        static string ValueName(ErrorReason reason) => ErrorReasonReflection.Descriptor.EnumTypes.Single().FindValueByNumber((int)reason).Name;
    }

    [Theory]
    [InlineData("12.5", "12.5", null)]
    [InlineData("", "0", null)]
    [InlineData("100", "100", null)]
    [InlineData("33.3333", "33.3333", null)]
    [InlineData("33.33333", "0", "TOO_MANY_DECIMALS")]
    [InlineData("-0.1", "0", "OUT_OF_RANGE")]
    [InlineData("100.0001", "0", "OUT_OF_RANGE")]
    [InlineData("1e30", "0", "MALFORMED")]
    [InlineData("abc", "0", "MALFORMED")]
    [InlineData("12,5", "0", "MALFORMED")]
    [InlineData(" 5", "0", "MALFORMED")]
    [InlineData("00000000000000005", "0", "MALFORMED")]
    public void A_percentage_is_read_exactly_or_refused(string text, string read, string? rule)
    {
        var checks = new RequestChecks();
        Assert.Equal(decimal.Parse(read, System.Globalization.CultureInfo.InvariantCulture), checks.Percent("p", new ProtoDecimal { Value = text }));
        Assert.Equal(rule, rule is null ? null : Assert.Single(Assert.Throws<Fault>(checks.ThrowIfFaulty).Fields).Rule);
        if (rule is null)
            checks.ThrowIfFaulty();
    }

    [Theory]
    [InlineData(2026, 2, 28, true)]
    [InlineData(2024, 2, 29, true)]
    [InlineData(2026, 2, 29, false)]
    [InlineData(2026, 0, 1, false)]
    [InlineData(2026, 13, 1, false)]
    [InlineData(0, 1, 1, false)]
    [InlineData(10_000, 1, 1, false)]
    [InlineData(2026, 1, 0, false)]
    [InlineData(2026, 1, int.MinValue, false)]
    public void A_day_is_one_of_the_calendar_or_refused(int year, int month, int day, bool isRead)
    {
        var checks = new RequestChecks();
        Assert.Equal(isRead, checks.Date("d", new() { Year = year, Month = month, Day = day }) is not null);
        Assert.Equal(isRead, Record.Exception(checks.ThrowIfFaulty) is null);
    }

    [Theory]
    [InlineData(null, Language.French)]
    [InlineData("", Language.French)]
    [InlineData("en", Language.English)]
    [InlineData("en-US,fr;q=0.5", Language.English)]
    [InlineData("fr-FR, en", Language.French)]
    [InlineData("de, en;q=0.8", Language.English)]
    [InlineData("*", Language.French)]
    public void The_language_is_the_first_one_known(string? header, Language expected) => Assert.Equal(expected, FaultStatus.LanguageOf(header));

    private static void AssertAll<TFrom, TTo>() where TFrom : struct, Enum where TTo : struct, Enum
    {
        var mapped = Enum.GetValues<TFrom>().Select(v => SameName.To<TFrom, TTo>(v)).ToList();
        Assert.Equal(mapped.Count, mapped.Distinct().Count());
        Assert.Equal(Enum.GetValues<TTo>().Length - 1, mapped.Count);
    }
}
