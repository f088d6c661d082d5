using MyOpenIP.Pricing.Rules;
using MyOpenIP.Pricing.Runtimes;
using MyOpenIP.Pricing.Tests.Docs;

namespace MyOpenIP.Pricing.Tests.Example;

/// <summary>CONTRIBUTING.md shows how a kind of charge is added; what it shows is compiled here, and every total and order reads it.</summary>
public sealed class AddingAKindOfChargeTests
{
    private static readonly ChargeKind Kind = ChargeKind.Of("SITE_VISIT");

    public static TheoryData<RulesRuntime> Runtimes => [RulesRuntime.OneShot, RulesRuntime.NRules];

    [Theory]
    [MemberData(nameof(Runtimes))]
    public void The_line_the_totals_and_the_reasons_have_it_at_its_own_rate(RulesRuntime runtime)
    {
        var priced = Priced(runtime);
        Assert.Equal([new VatRate(8.5m, "S", ""), new VatRate(20m, "S", "")], priced.VatRates);
        Assert.Equal(new Charge(Kind, 0m, 90.10m, 1), priced.Lines[0].Charges[^1]);
        Assert.Equal([.. ChargeKind.Shown, Kind], priced.WholeTotals.Kinds.Select(k => k.Kind));
        // 90.10 x 20 %; the setup fee of 10.12 at 8.5 %.
        Assert.Equal((90.10m, 18.02m, 108.12m), Of(priced.WholeTotals.Of(Kind)));
        Assert.Equal((90.10m, 18.02m, 108.12m), Of(priced.ChangeTotals.Of(Kind)));
        Assert.Equal((0m, 0m, 0m), Of(priced.InitialTotals.Of(Kind)));
        Assert.Equal((10.12m, 0.86m, 10.98m), Of(priced.WholeTotals.Setup));
        Assert.Equal("SITE_VISIT_FOR_COPPER amount=90.1", priced.Lines[0].Why(Figure.Setup).Split('\n')[1]);
        Assert.Contains(priced.Reasons, r => r.Code == ReasonCodes.VatOfKind && r.Operands[0].Text == "SITE_VISIT" && r.Operands[3].Number == 18.02m);
    }

    [Fact]
    public void It_changes_no_other_figure()
    {
        var (with, without) = (Priced(RulesRuntime.OneShot), Pricers.OneShot.Price(Request));
        Assert.Equal(without.Lines[0].Charges, with.Lines[0].Charges.Take(without.Lines[0].Charges.Count));
        Assert.Equal(
            CanonicalForm.Of(without with { Lines = [], Reasons = [] }),
            CanonicalForm.Of(with with
            {
                Lines = [],
                Reasons = [],
                VatRates = without.VatRates,
                InitialTotals = Without(with.InitialTotals),
                ChangeTotals = Without(with.ChangeTotals),
                WholeTotals = Without(with.WholeTotals),
            }));
    }

    [Fact]
    public void It_is_written_and_read_and_delivered_like_any_other()
    {
        var priced = Priced(RulesRuntime.OneShot);
        var bytes = CanonicalForm.Of(priced);
        Assert.Equal(bytes, CanonicalForm.Of(CanonicalForm.ReadOutcome(bytes)));
        var delivered = Delivery.Compute(Request, priced, A.Day("2026-04-20"));
        Assert.Equal((90.10m, 18.02m, 108.12m), Of(delivered.WholeTotals.Of(Kind)));
    }

    [Fact]
    public void Its_sentences_and_its_name_are_said_in_both_languages()
    {
        var sentence = Bilingual.Of("Visite du site pour le cuivre : {amount}", "Site visit for copper: {amount}");
        Assert.Contains("""[ReasonCodes.SiteVisitForCopper] = Bilingual.Of("Visite du site pour le cuivre : {amount}", "Site visit for copper: {amount}"),""", Contributing, StringComparison.Ordinal);
        Operand[] operands = [Operand.Amount("amount", 90.10m)];
        Assert.Equal("Visite du site pour le cuivre\u00A0: 90,10\u00A0€", sentence.French.Render(operands, null, Formats.Of(Language.French)));
        Assert.Equal("Site visit for copper: €90.10", sentence.English.Render(operands, null, Formats.Of(Language.English)));
    }

    [Fact]
    public void Contributing_shows_the_rule_as_it_is_compiled() => Assert.Contains(
        "```csharp\n" + RepositoryFile.Read("tests/Pricing.Tests/Example/SiteVisitForCopper.cs") + "```\n", Contributing, StringComparison.Ordinal);

    private static string Contributing => RepositoryFile.Read("CONTRIBUTING.md");

    private static PricingRequest Request => A.Request().On("2026-04-10").Product(A.Product("P", 10m, setup: 10.12m) with { IsCopper = true })
        .Holding("P", A.Lot(1, 10m)).Wanting("P", 2)
        .With(r => r with
        {
            Customer = r.Customer with { Territory = "RE" },
            Taxes = new TaxTable("1", [new TaxRow("RE", "BUSINESS", 8.5m, "S", "", A.Day("2014-01-01"))]),
        }).Request;

    private static PricedAmendment Priced(RulesRuntime runtime) =>
        new AmendmentPricer(runtime, PricingRules.Load(typeof(SiteVisitForCopper))).Price(Request);

    private static TotalsTable Without(TotalsTable table) => new([.. table.Kinds.Where(k => k.Kind != Kind)]);

    private static (decimal Net, decimal Vat, decimal Gross) Of(Total total) => (total.Net, total.VatTotal, total.Gross);
}
