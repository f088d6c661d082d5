using System.Globalization;
using System.Reflection;

namespace MyOpenIP.Pricing.Tests.Explanations;

public sealed class ExplanationTests
{
    private static readonly string[] AllCodes =
        [.. typeof(ReasonCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)];

    public static TheoryData<string> ReasonCodesWithSamples => [.. AllCodes];

    public static TheoryData<ViolationCode> ViolationCodesWithSamples => [.. Enum.GetValues<ViolationCode>()];

    [Theory]
    [MemberData(nameof(ReasonCodesWithSamples))]
    public void Every_reason_has_a_sentence_in_both_languages_that_uses_all_of_its_operands(string code)
    {
        var samples = OperandSamples.OfReasons[code];
        Assert.NotEmpty(samples);
        foreach (var operands in samples)
            AssertComplete(language => Explanation.Sentence(new Reason(Figure.Total, code, "a rule", operands), language), operands);
    }

    [Theory]
    [MemberData(nameof(ViolationCodesWithSamples))]
    public void Every_violation_has_a_sentence_in_both_languages_that_uses_all_of_its_data(ViolationCode code)
    {
        var samples = OperandSamples.OfViolations[code];
        Assert.NotEmpty(samples);
        foreach (var operands in samples)
            AssertComplete(language => Explanation.Sentence(new Violation(code, "PRODUCT", operands), language), operands);
    }

    /// <summary>What customers read, word for word, French before English: see Sentences.txt.</summary>
    [Fact]
    public void Sentences_and_words_are_as_agreed()
    {
        IEnumerable<(string Of, Func<Language, string> Told)> sentences =
        [
            .. AllCodes.SelectMany(code => OperandSamples.OfReasons[code].Select(o =>
                (code, (Func<Language, string>)(l => Explanation.Sentence(new Reason(Figure.Total, code, "a rule", o), l))))),
            .. Enum.GetValues<ViolationCode>().SelectMany(code => OperandSamples.OfViolations[code].Select(o =>
                (code.ToString(), (Func<Language, string>)(l => Explanation.Sentence(new Violation(code, "PRODUCT", o), l))))),
            .. Enum.GetNames<ContractState>().Concat(ChargeKind.Shown.Select(k => k.Code)).Select(word =>
                (word, (Func<Language, string>)(l => Words.Of(word, l == Language.French)))),
        ];
        var told = sentences.SelectMany(s => (string[])[s.Of, "  " + s.Told(Language.French), "  " + s.Told(Language.English)]);
        Assert.Equal(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Sentences.txt")), told);
    }

    [Fact]
    public void French_writes_amounts_percentages_and_dates_the_French_way() =>
        Assert.Equal(
            "Frais de réduction anticipée\u00A0: 100\u00A0% de la valeur restante de 4 × 18,90\u00A0€, remise 33,3333\u00A0% pour 1\u00A0mois et 17/31 de mois = 12\u202F345,60\u00A0€",
            Explanation.Sentence(Fee, Language.French));

    [Fact]
    public void English_writes_amounts_percentages_and_dates_the_English_way() =>
        Assert.Equal(
            "Early-reduction fee: 100% of the remaining value of 4 × €18.90, less 33.3333% for 1\u00A0month and 17/31 of a month = €12,345.60",
            Explanation.Sentence(Fee, Language.English));

    [Fact]
    public void A_price_shows_the_decimals_that_it_has_and_a_credit_its_sign()
    {
        var reason = new Reason(Figure.FirstPeriod, ReasonCodes.FirstPeriodNotCredited, "a rule", [Operand.Amount("monthly_change", -0.1234m)]);
        Assert.Contains("-0,1234\u00A0€", Explanation.Sentence(reason, Language.French), StringComparison.Ordinal);
        Assert.Contains("-€0.1234", Explanation.Sentence(reason, Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Dates_are_read_as_people_write_them()
    {
        var reason = new Reason(Figure.TakesEffectOn, ReasonCodes.TakesEffectOnEffectiveDate, "a rule", [Operand.Day("effective_date", new DateOnly(2026, 4, 10))]);
        Assert.EndsWith("le 10/04/2026", Explanation.Sentence(reason, Language.French), StringComparison.Ordinal);
        Assert.EndsWith("10 April 2026", Explanation.Sentence(reason, Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_is_a_word_of_the_language()
    {
        var violation = new Violation(ViolationCode.OfferNotDelivered, null, [Operand.Code("state", nameof(ContractState.Suspended))]);
        Assert.EndsWith("suspendue.", Explanation.Sentence(violation, Language.French), StringComparison.Ordinal);
        Assert.EndsWith("suspended.", Explanation.Sentence(violation, Language.English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr-FR")]
    [InlineData("en-US")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void The_culture_of_the_machine_changes_no_sentence(string culture)
    {
        var (before, expected) = (CultureInfo.CurrentCulture, Explanation.Sentence(Fee, Language.French));
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(expected, Explanation.Sentence(Fee, Language.French));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_value_is_written_alone_as_it_stands_in_a_sentence()
    {
        Assert.Equal("1\u202F234,50\u00A0€", Explanation.Text(Operand.Amount("amount", 1234.5m), Language.French));
        Assert.Equal("€1,234.50", Explanation.Text(Operand.Amount("amount", 1234.5m), Language.English));
    }

    [Fact]
    public void A_long_name_is_written_whole()
    {
        var name = new string('é', 1000);
        var violation = new Violation(ViolationCode.ProductRequires, name, [Operand.Code("requires", name)]);
        Assert.Equal($"Product {name} requires product {name}.", Explanation.Sentence(violation, Language.English));
    }

    [Fact]
    public void French_sets_a_colon_and_a_semicolon_off_by_a_space_that_does_not_break()
    {
        var sentence = Bilingual.Of("un : deux ; trois", "one: two; three");
        Assert.Equal("un\u00A0: deux\u00A0; trois", sentence.French.Render([], null, Formats.Of(Language.French)));
        Assert.Equal("one: two; three", sentence.English.Render([], null, Formats.Of(Language.English)));
    }

    [Fact]
    public void What_does_not_exist_has_no_sentence_and_the_fault_says_what_is_missing()
    {
        Assert.Throws<ArgumentNullException>("reason", () => Explanation.Sentence((Reason)null!, Language.French));
        Assert.Throws<ArgumentNullException>("violation", () => Explanation.Sentence((Violation)null!, Language.French));
        Assert.Throws<ArgumentNullException>("to", () => Explanation.Write(null!, Fee, Language.French));
        AssertUnknown("No sentence for this code.", () => Explanation.Sentence(new Reason(Figure.Total, "NO_SUCH_CODE", "a rule", []), Language.French));
        AssertUnknown("No sentence for this code.", () => Explanation.Sentence(new Violation((ViolationCode)999, null, []), Language.French));
        AssertUnknown("No sentences in this language.", () => Explanation.Sentence(Fee, (Language)9));
        AssertUnknown("Unknown kind of operand.", () => Explanation.Sentence(Fee with { Operands = [OperandSamples.OfNoKind] }, Language.French));
    }

    [Fact]
    public void An_operand_without_a_place_is_added_and_one_that_is_missing_shows()
    {
        var reason = new Reason(Figure.TakesEffectOn, ReasonCodes.TakesEffectOnEffectiveDate, "a rule", [Operand.Quantity("units", 1000)]);
        Assert.Equal("Takes effect on the effective date, – (units: 1,000)", Explanation.Sentence(reason, Language.English));
        Assert.Contains("Product – requires", Explanation.Sentence(new Violation(ViolationCode.ProductRequires, null, []), Language.English), StringComparison.Ordinal);
    }

    private static Reason Fee => new(
        Figure.EarlyReductionFee,
        ReasonCodes.EarlyReductionFee,
        "a rule",
        [
            Operand.Percent("rate", 100m), Operand.Quantity("quantity", 4), Operand.Amount("unit_price", 18.9m), Operand.Percent("discount", 33.3333m),
            Operand.Months("months", 1), Operand.Fraction("last_month", new Fraction(17, 31)), Operand.Amount("amount", 12345.6m),
        ]);

    private static void AssertUnknown(string what, Func<object> of) =>
        Assert.StartsWith(what, Assert.Throws<ArgumentOutOfRangeException>(of).Message, StringComparison.Ordinal);

    private static void AssertComplete(Func<Language, string> sentence, IReadOnlyList<Operand> operands)
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var text = sentence(language);
            Assert.True(SentenceIs.Complete(text), text);
            // Each sample has values of its own, so that one cannot stand for another.
            Assert.All(operands, o => Assert.Contains(Utf8Output.Written(to => Formats.Of(language).Write(to, o)), text, StringComparison.Ordinal));
        }
        Assert.NotEqual(sentence(Language.French), sentence(Language.English));
    }
}
