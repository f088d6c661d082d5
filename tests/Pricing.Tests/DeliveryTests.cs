using CsCheck;

namespace MyOpenIP.Pricing.Tests;

public sealed class DeliveryTests
{
    [Theory]
    [InlineData("2026-04-01", "2026-04-10")]
    [InlineData("2026-04-10", "2026-04-10")]
    [InlineData("2026-04-20", "2026-04-20")]
    [InlineData("2026-06-01", "2026-06-01")]
    public void Lines_that_add_take_effect_with_the_delivery_but_not_before_the_effective_date(string day, string takesEffect)
    {
        var (request, quoted) = Quoted(Addition);
        var line = Delivery.Compute(request, quoted, A.Day(day)).Lines[0];
        Assert.Equal((A.Day(takesEffect), A.Day(takesEffect)), (line.TakesEffectOn, line.LotsAfter[^1].Since));
        Assert.False(line.FirstPeriod!.IsEstimate);
        Assert.Equal($"TAKES_EFFECT_ON_DELIVERY effective_date=2026-04-10 delivered_on={day}", line.Why(Figure.TakesEffectOn));
    }

    [Fact]
    public void The_first_period_the_promotion_and_the_timeline_follow()
    {
        var (request, quoted) = Quoted(Addition.Discount(new CatalogueDiscount { Code = "A", Source = DiscountSource.Promotion, RecurringPercent = 50m, Months = 2 }));
        Assert.Equal("15 from 2026-04-10, 20 from 2026-06-10", Shown.Of(quoted.Timeline));
        var delivered = Delivery.Compute(request, quoted, A.Day("2026-04-16"));
        Assert.Equal("10 from 2026-04-10, 15 from 2026-04-16, 20 from 2026-06-16", Shown.Of(delivered.Timeline));
        Assert.Equal((2.50m, 2.50m), (delivered.Lines[0].FirstPeriod!.Amount, delivered.WholeTotals.FirstPeriod.Net));
        Assert.Equal("2: 1 x 10 -50% until 2026-06-16 since 2026-04-16", Shown.Of(delivered.ContractAfter.Lines[0].Lots[1]));
        Assert.Equal("RECURRING_DISCOUNT_BEST_OF promotion=50 combined=50 until=2026-06-16", delivered.Lines[0].Why(Figure.Discount));
    }

    [Fact]
    public void Without_an_open_day_it_is_what_was_quoted()
    {
        var (request, quoted) = Quoted(Addition.Policies(p => p with { EffectiveOn = EffectiveOn.RequestedDate }));
        Assert.Same(quoted, Delivery.Compute(request, quoted, A.Day("2026-06-01")));
    }

    [Fact]
    public void Under_the_same_rules_it_is_the_price_with_that_day() => Gen.Select(RequestGenerator.Requests, Gen.Int[-5, 200]).Sample((request, days) =>
    {
        var quotable = request with { DeliveredOn = null };
        var quoted = Pricers.OneShot.Price(quotable);
        // What has no tariff is never quoted.
        if (quoted.Violations.Any(v => v.Code is ViolationCode.ProductRetired or ViolationCode.ProductNotInOffer))
            return;
        var day = quoted.EffectiveDate.AddDays(days);
        var again = Pricers.OneShot.Price(quotable with { DeliveredOn = day });
        var expected = quoted.Lines.Any(l => l.FirstPeriod is { IsEstimate: true }) ? again : quoted;
        Assert.Equal(Text(AsSigned(expected)), Text(AsSigned(Delivery.Compute(quotable, quoted, day))));
    }, iter: RandomCases.OfProperty);

    [Fact]
    public void Whatever_the_rules_have_become_the_figures_that_were_signed_stay()
    {
        var (request, quoted) = Quoted(Addition.Product(A.Product("Q", 5m)).Holding("Q", A.Lot(4, 5m)).Wanting("Q", 3).Committed(12, "2026-01-01", "2026-12-31"));
        var signed = quoted with
        {
            RuleSetVersion = "0",
            VatRates = [new VatRate(19.6m, "S", "")],
            Lines =
            [
                quoted.Lines[0] with
                {
                    Charges = [.. quoted.Lines[0].Charges.Select(c => c.Kind == ChargeKind.Setup ? c with { Net = 77m } : c)],
                    LotsAfter = [.. quoted.Lines[0].LotsAfter.Select(l => l.Number == 2 ? l with { UnitPrice = 12m, CommittedUntil = A.Day("2029-01-01") } : l)],
                },
                quoted.Lines[1] with { Charges = [.. quoted.Lines[1].Charges.Select(c => c.Kind == ChargeKind.EarlyReductionFee ? c with { Net = 33m } : c)] },
            ],
        };
        var delivered = Delivery.Compute(request, signed, A.Day("2026-04-16"));
        Assert.Equal(("0", 77m, 33m, 19.6m), (delivered.RuleSetVersion, delivered.Lines[0].Setup, delivered.Lines[1].EarlyReductionFee, delivered.VatRates[0].RatePercent));
        Assert.Equal((77m, 15.09m, 33m), (delivered.WholeTotals.Setup.Net, delivered.WholeTotals.Setup.VatTotal, delivered.WholeTotals.EarlyReductionFee.Net));
        Assert.Equal((10m, 22m, 6m), (delivered.Lines[0].MonthlyBefore, delivered.Lines[0].MonthlyAfter, delivered.Lines[0].FirstPeriod!.Amount));
        Assert.Equal("2: 1 x 12 since 2026-04-16 committed until 2029-01-01", Shown.Of(delivered.ContractAfter.Lines[0].Lots[1]));
        Assert.Equal((signed.Lines[1], signed.Commitment), (delivered.Lines[1], delivered.Commitment));
        Assert.Equal((10m, 22m), (delivered.ContractAfter.Lines[0].MonthlyOn(A.Day("2026-04-15")), delivered.ContractAfter.Lines[0].MonthlyOn(A.Day("2026-04-16"))));
    }

    [Theory]
    [InlineData("2026-04-10", "2026-04-12", "2026-04-10", "2026-04-12")]
    [InlineData("2026-04-10", "2026-04-10", "2026-04-10", "2026-04-10")]
    [InlineData("2026-04-10", "2026-04-08", "2026-04-10", "2026-04-10")]
    public void It_is_never_before_the_acceptance_even_where_the_clock_was_put_back(string accepted, string today, string earliest, string latest) =>
        Assert.Equal((A.Day(earliest), A.Day(latest)), Delivery.DaysOf(A.Day(accepted), A.Day(today)));

    [Fact]
    public void A_line_that_is_left_as_it_is_still_costs_its_former_amount_until_its_day()
    {
        var (request, quoted) = Quoted(Addition.Product(A.Product("Q", 5m)).Holding("Q", A.Lot(4, 5m)).Contract(c => c with
        {
            Lines = [.. c.Lines.Select(l => l.ProductCode == "Q" ? l with { Former = new FormerMonthly(A.Day("2026-05-15"), [new TimelineEntry(A.Day("2026-01-01"), 7m)]) } : l)],
        }));
        Assert.Equal("27 from 2026-04-10, 40 from 2026-05-15", Shown.Of(quoted.Timeline));
        Assert.Equal("17 from 2026-04-10, 27 from 2026-04-20, 40 from 2026-05-15", Shown.Of(Delivery.Compute(request, quoted, A.Day("2026-04-20")).Timeline));
    }

    [Fact]
    public void Units_that_leave_stay_until_their_day()
    {
        var (request, quoted) = Quoted(A.Request().On("2026-04-10").Product(A.Product("P", 10m))
            .Holding("P", A.Lot(1, 10m), A.Lot(2, 9m, leavingOn: "2026-05-15")).Wanting("P", 2));
        Assert.Equal(
            "1: 1 x 10 since 2020-01-01, 2: 2 x 9 since 2020-01-01 leaving on 2026-05-15, 3: 1 x 10 since 2026-04-20",
            Shown.Of(Delivery.Compute(request, quoted, A.Day("2026-04-20")).ContractAfter.Lines[0].Lots));
    }

    [Fact]
    public void Something_is_delivered_of_a_quote()
    {
        var (request, quoted) = Quoted(Addition);
        Assert.Throws<ArgumentNullException>("request", () => Delivery.Compute(null!, quoted, A.Day("2026-04-20")));
        Assert.Throws<ArgumentNullException>("quoted", () => Delivery.Compute(request, null!, A.Day("2026-04-20")));
    }

    private static RequestBuilder Addition => A.Request().On("2026-04-10").Line(10m, 1, 10m, 2, setup: 20m);

    private static (PricingRequest Request, PricedAmendment Priced) Quoted(RequestBuilder request) => (request.Request, request.Price());

    private static string Text(PricedAmendment outcome) => System.Text.Encoding.UTF8.GetString(CanonicalForm.Of(outcome));

    /// <summary>Without the remaining contract value, which stays as it was signed.</summary>
    private static PricedAmendment AsSigned(PricedAmendment outcome) => outcome with
    {
        Lines = [.. outcome.Lines.Select(l => l with
        {
            RemainingValueAfter = 0m,
            Reasons = [.. l.Reasons.Where(r => r.Figure is not (Figure.RemainingValueBefore or Figure.RemainingValueAfter))],
        })],
        Commitment = outcome.Commitment with { RemainingValueAfter = 0m },
    };
}
