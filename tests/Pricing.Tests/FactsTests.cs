using MyOpenIP.Pricing.Assembly;
using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Tests;

public sealed class FactsTests
{
    private static readonly Reason Because = new(Figure.Vat, "CODE", "Rule", []);
    private static readonly Tariff Tariff = A.Product("P", 1m).Tariffs[0];

    private static readonly Func<int, decimal, object>[] PerLine =
    [
        (line, figure) => new UnchangedLine { Number = line, ProductCode = $"{figure}", Product = null, IsContracted = false, Lots = [], Former = null, Initial = 0, Final = 0 },
        (line, figure) => new AddedLine { Number = line, ProductCode = $"{figure}", Product = null, IsContracted = false, Lots = [], Former = null, Initial = 0, Final = 0 },
        (line, figure) => new ReducedLine { Number = line, ProductCode = $"{figure}", Product = null, IsContracted = false, Lots = [], Former = null, Initial = 0, Final = 0 },
        (line, figure) => new LineTariff(line, Tariff, figure, false),
        (line, figure) => new CombinedDiscount(line, figure, [], [], []),
        (line, figure) => new LineLots(line, new List<Lot>(), [], [], null, Because),
        (line, figure) => new LineCharge(line, ChargeKind.Setup, 0m, figure, Because),
        (line, figure) => new LineMonthly(line, figure, figure, Because, null),
        (line, figure) => new LineFirstPeriod(line, new FirstPeriod(default, default, Fraction.One, figure, false), Because),
        (line, figure) => new LineCharge(line, ChargeKind.EarlyReductionFee, 0m, figure, Because),
        (line, figure) => new LineRemainingValue(line, figure, figure, Because, Because),
        (line, figure) => new LineMoves(line, new List<(DateOnly, decimal)> { (default, figure) }),
        (line, figure) => new SourceDiscount(line, DiscountSource.Agreed, new List<Discount>()),
        (line, figure) => new ManualDiscountRequest(new ManualDiscount($"P{line}", figure, figure, AskerRole.Reseller), null, 0, 0, 0),
    ];

    [Fact]
    public void Facts_of_a_line_are_told_apart_by_kind_and_line_alone()
    {
        foreach (var fact in PerLine)
        {
            Assert.Equal(fact(1, 1m), fact(1, 2m));
            Assert.Equal(fact(1, 1m).GetHashCode(), fact(1, 2m).GetHashCode());
            Assert.NotEqual(fact(1, 1m), fact(2, 1m));
            Assert.False(fact(1, 1m).Equals(null));
            Assert.All(PerLine.Where(other => other != fact), other => Assert.NotEqual(fact(1, 1m), other(1, 1m)));
        }
    }

    [Fact]
    public void Discounts_of_a_line_are_told_apart_by_source_too() =>
        Assert.NotEqual(new SourceDiscount(1, DiscountSource.Agreed, []), new SourceDiscount(1, DiscountSource.Volume, []));

    [Fact]
    public void Facts_of_the_offer_are_told_apart_by_what_they_decide()
    {
        static TakesEffect Takes(bool adds, int day) =>
            new(adds, new DateOnly(2026, 4, day), BillingCalendar.PeriodOf(new BillingSchedule(1), new DateOnly(2026, 4, day)), false, false, Because);
        Equal(Takes(true, 1), Takes(true, 2), Takes(false, 1));
        Equal(new SourceCatalogue(DiscountSource.Agreed, new DiscountIndex()), new SourceCatalogue(DiscountSource.Agreed, new DiscountIndex()), new SourceCatalogue(DiscountSource.Volume, new DiscountIndex()));
        Equal(new OfferCommitment(null, null, null, false, Because), new OfferCommitment(null, null, null, true, Because), null);
        var request = A.Request().Request;
        var amendment = new Amendment(request);
        Equal(amendment, amendment, new Amendment(request));
    }

    [Fact]
    public void A_policy_or_role_that_nobody_knows_is_refused_where_it_is_read()
    {
        var unknown = A.Request().Policies(p => p with { AdditionCommitment = (AdditionCommitment)9 }).Request;
        Refused("Unknown policy.", () => Commitments.IsCoTerm(new Amendment(unknown)));
        Refused("Unknown role.", () => DiscountCeilings.Exceeds(unknown, new ManualDiscount("P", 1m, 1m, (AskerRole)9)));
        Refused("Unknown tariff model.", () => TierPrices.OfNextUnit(Tariff with { Model = (TariffModel)9 }, 1, 2));

        static void Refused(string message, Func<object> read) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Violations_are_ordered_by_precedence_product_and_data()
    {
        Violation[] ordered =
        [
            new(ViolationCode.OfferNotDelivered, null, []),
            new(ViolationCode.ProductRequires, "A", [Operand.Code("requires", "X")]),
            new(ViolationCode.ProductRequires, "A", [Operand.Code("requires", "Y")]),
            new(ViolationCode.ProductRequires, "a", [Operand.Code("requires", "X")]),
            new(ViolationCode.NoChange, null, []),
        ];
        for (var i = 0; i < ordered.Length; i++)
            for (var j = 0; j < ordered.Length; j++)
                Assert.Equal(i.CompareTo(j), Math.Sign(ViolationOrder.Compare(ordered[i], ordered[j])));
    }

    [Fact]
    public void A_day_is_no_number() => Assert.Equal((0m, 3m), (Operand.Day("from", new DateOnly(2026, 4, 10)).Number, Operand.Quantity("units", 3).Number));

    [Fact]
    public void A_customer_has_accepted_nothing_unless_it_is_said()
    {
        var request = A.Request().Request;
        var said = new PricingRequest
        {
            PricingDate = request.PricingDate,
            AskedBy = request.AskedBy,
            Contract = request.Contract,
            Catalogue = request.Catalogue,
            Authority = request.Authority,
            Customer = request.Customer,
            Taxes = request.Taxes,
            Law = request.Law,
            Site = request.Site,
        };
        Assert.Equal(new Acceptance(DocumentsAccepted: false, ExtensionConsented: false), said.Acceptance);
    }

    private static void Equal<T>(T fact, T same, T? other)
    {
        Assert.Equal(fact, same);
        Assert.Equal(fact!.GetHashCode(), same!.GetHashCode());
        Assert.NotEqual(fact, other);
    }
}
