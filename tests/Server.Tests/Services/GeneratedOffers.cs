using Google.Type;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.V1;
using ProtoDecimal = Google.Type.Decimal;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>Contracted offers as nobody would write them: about every second one has a value at a bound or beyond it.</summary>
internal sealed class GeneratedOffers(CatalogueFile catalogue, int seed)
{
    private static readonly string[] Edges =
    [
        "0001-01-01", "1899-12-31", "1900-01-01", "1904-02-29", "2026-11-23", "2026-11-24", "2026-11-25", "2999-12-31", "3000-01-01", "3199-12-31", "3200-01-01", "9999-12-31",
    ];

    private static readonly decimal[] Prices =
        [0m, 0.0001m, 0.12m, 18.90m, 33.3333m, 999.9999m, 99_999_999.9999m, 100_000_000m, 100_000_000.0001m, 999_999_999.9999m, -1m];

    private static readonly string[] Percents = ["0", "0.0001", "12.5", "33.3333", "50", "99.9999", "100", "100.0001", "-1"];

    private readonly Random random = new(seed);

    /// <summary>A contracted offer of a customer that has the sites 1 and 2.</summary>
    public ContractedOffer Next(long customer, long number)
    {
        var kind = catalogue.Offers[random.Next(catalogue.Offers.Count)];
        var created = Day(new(2015, 1, 1), 4_000);
        var offer = new ContractedOffer
        {
            Name = $"customers/{customer}/contractedOffers/OC{number}",
            Offer = $"offers/{kind.Code}",
            State = Often(ContractedOfferState.Delivered, Any<ContractedOfferState>),
            OrderType = Any<OrderType>(),
            InstallationSite = new() { Name = $"customers/{customer}/sites/{random.Next(1, 3)}" },
            BillingSite = new() { Name = $"customers/{customer}/sites/{random.Next(1, 3)}" },
            CreatedOn = Proto(created),
            DeliveredOn = Rarely(() => Edge()) ?? Proto(created.AddDays(random.Next(60))),
            Billing = new() { Day = random.Next(1, 32), PeriodMonths = Pick(1, 3, 12), AnchorMonth = random.Next(1, 13) },
            Commitment = random.Next(3) == 0 ? null : Commitment(created),
            ToleranceUsed = random.Next(4) == 0 ? Money(Price()) : null,
            Policies = random.Next(3) == 0 ? null : Policies(),
        };
        foreach (var product in kind.Products.Where(_ => random.Next(2) == 0))
            offer.Lines.Add(Line(product.Code, created));
        return offer;
    }

    /// <summary>What somebody may want of an offer.</summary>
    public IEnumerable<WantedLine> Wants(ContractedOffer offer) => offer.Lines.Where(_ => random.Next(2) == 0)
        .Select(l => Steps.Want(l.Product, Math.Min(1_000_000, Pick(0, 1, l.Quantity, l.Quantity + 1, l.Quantity + 10, Math.Max(0, l.Quantity - 1), l.Quantity / 2))));

    private Commitment Commitment(DateOnly created)
    {
        var commitment = new Commitment { TermMonths = Rarely(() => (int?)Pick(0, 1200, 1201, int.MaxValue)) ?? Pick(12, 24, 36), Start = Rarely(() => Edge()) ?? Proto(created) };
        if (random.Next(4) == 0)
            commitment.LastDay = Rarely(() => Edge()) ?? Proto(created.AddMonths(random.Next(1, 240)));
        return commitment;
    }

    private ContractPolicies Policies()
    {
        var policies = new ContractPolicies
        {
            EffectiveOn = Any<EffectiveOn>(),
            BackDatingDays = Rarely(() => (int?)Pick(36_500, 36_501, -1)) ?? random.Next(30),
            HorizonMonths = Rarely(() => (int?)Pick(0, 1200, 1201)) ?? 12,
            Repricing = Any<Repricing>(),
            Proration = Any<ProrationConvention>(),
            ReductionCredit = Any<ReductionCredit>(),
            AdditionCommitment = Any<AdditionCommitment>(),
            CommittedReduction = Any<CommittedReduction>(),
            FeeRatePercent = new() { Value = Percent() },
            StartedMonthIsDue = random.Next(2) == 0,
            TolerancePercent = new() { Value = Percent() },
            DiscountCombination = Any<DiscountCombination>(),
        };
        if (random.Next(4) != 0)
            policies.OwnTermMonths = Rarely(() => (int?)Pick(0, 1200, 1201)) ?? Pick(12, 24, 36);
        return policies;
    }

    private ContractLine Line(string product, DateOnly created)
    {
        var line = new ContractLine { Product = product };
        for (var number = 1; number <= random.Next(4); number++)
        {
            var since = created.AddDays(random.Next(100));
            var lot = new Lot
            {
                Number = number,
                Quantity = Rarely(() => (int?)Pick(0, -1, 1_000_000, 1_000_001, int.MaxValue)) ?? random.Next(1, 50),
                UnitPrice = Money(Price()),
                Since = Rarely(() => Edge()) ?? Proto(since),
                CommittedUntil = random.Next(3) != 0 ? null : Rarely(() => Edge()) ?? Proto(since.AddMonths(random.Next(1, 120))),
                LeavingOn = random.Next(6) != 0 ? null : Rarely(() => Edge()) ?? Proto(since.AddDays(random.Next(5_000))),
            };
            for (var (step, until) = (random.Next(3), since.AddDays(random.Next(4_000))); step > 0; step--, until = until.AddDays(random.Next(1, 900)))
                lot.Discounts.Add(new DiscountStep { Percent = new ProtoDecimal { Value = Percent() }, Until = step == 1 && random.Next(2) == 0 ? null : Proto(until) });
            line.Lots.Add(lot);
        }
        line.Quantity = line.Lots.Sum(l => l.LeavingOn is null ? (long)l.Quantity : 0) is var held and >= 0 and <= int.MaxValue ? (int)held : 0;
        return line;
    }

    private decimal Price() => random.Next(4) == 0 ? Prices[random.Next(Prices.Length)] : random.Next(1, 2_000_000) / 10_000m;

    private string Percent() => random.Next(3) == 0 ? Percents[random.Next(Percents.Length)] : Pick("100", "50", "12.5", "0");

    private static Money Money(decimal amount) => new() { CurrencyCode = "EUR", Units = (long)decimal.Truncate(amount), Nanos = (int)((amount - decimal.Truncate(amount)) * 1_000_000_000) };

    private Date Edge() => Proto(DateOnly.Parse(Edges[random.Next(Edges.Length)], System.Globalization.CultureInfo.InvariantCulture));

    private DateOnly Day(DateOnly from, int days) => from.AddDays(random.Next(days));

    private static Date Proto(DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };

    private T Pick<T>(params T[] values) => values[random.Next(values.Length)];

    private T? Rarely<T>(Func<T?> value) => random.Next(30) == 0 ? value() : default;

    private T Often<T>(T usual, Func<T> other) => random.Next(8) == 0 ? other() : usual;

    private T Any<T>() where T : struct, Enum => Enum.GetValues<T>()[random.Next(1, Enum.GetValues<T>().Length)];
}
