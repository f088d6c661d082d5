using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.ContractedOffers;

namespace MyOpenIP.Server.Tests.Storage;

public sealed class ContractStoreTests(TemporaryDatabase database) : IClassFixture<TemporaryDatabase>
{
    private static readonly Contract Rich = new()
    {
        Reference = "OC138637",
        State = ContractState.Delivered,
        DeliveredOn = new DateOnly(2017, 11, 22),
        Billing = new(31, 3, 2),
        Commitment = new(36, new DateOnly(2025, 1, 1), new DateOnly(2028, 1, 31)),
        ToleranceUsed = 18.9m,
        Policies = new()
        {
            EffectiveOn = EffectiveOn.RequestedDate,
            BackDatingDays = 3,
            HorizonMonths = 6,
            Repricing = Repricing.CurrentTariff,
            Proration = ProrationConvention.Thirty360,
            ReductionCredit = ReductionCredit.ProratedCredit,
            AdditionCommitment = AdditionCommitment.OwnTerm,
            OwnTermMonths = 24,
            CommittedReduction = CommittedReduction.Forbidden,
            FeeRatePercent = 33.3333m,
            StartedMonthIsDue = false,
            TolerancePercent = 10m,
            DiscountCombination = DiscountCombination.Stacked,
        },
        Lines =
        [
            new("SDA_FULL",
            [
                new() { Number = 1, Quantity = 3, UnitPrice = 18.9001m, Since = new DateOnly(2017, 11, 22), LeavingOn = new DateOnly(2026, 5, 1) },
                new()
                {
                    Number = 12,
                    Quantity = 2,
                    UnitPrice = 18m,
                    Since = new DateOnly(2026, 1, 1),
                    CommittedUntil = new DateOnly(2027, 1, 1),
                    Discounts = [new(41.6666m, new DateOnly(2026, 4, 1)), new(10m, null)],
                },
            ]),
            new("SDA_SIMPLE", []),
            new("SDA_AAA", [new() { Number = 1, Quantity = 1, UnitPrice = 0m, Since = new DateOnly(2026, 1, 1) }]),
        ],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_contract_is_read_as_it_was_written_and_keeps_its_versions()
    {
        var offer = Samples.Offer();
        await database.Writer.WriteAsync(
            async (context, cancellation) =>
            {
                context.Add(Samples.Customer());
                await context.AppendVersionAsync(offer, Rich, new DateOnly(2017, 11, 22), "COM16444", Samples.Now, cancellation);
                context.Add(offer);
            },
            Cancellation);
        var reduced = Rich with { Commitment = null, Lines = [Rich.Lines[0]] };
        await database.Writer.WriteAsync(
            async (context, cancellation) =>
            {
                var stored = await context.ContractedOffers.SingleAsync(o => o.Reference == "OC138637", cancellation);
                await context.AppendVersionAsync(stored, reduced, new DateOnly(2026, 5, 1), "COM16445", Samples.Now, cancellation);
            },
            Cancellation);

        await using var context = database.Open();
        var read = await context.ContractedOffers.AsNoTracking().SingleAsync(o => o.Reference == "OC138637", Cancellation);
        Assert.Equal((2, 2), (read.CurrentVersion, read.RowVersion));
        AssertSame(Rich, await context.ReadContractAsync(read, 1, Cancellation));
        AssertSame(reduced, await context.ReadContractAsync(read, null, Cancellation));
        Assert.Null(await context.ReadContractAsync(read, 3, Cancellation));
        Assert.Equal(
            [("COM16444", new DateOnly(2017, 11, 22)), ("COM16445", new DateOnly(2026, 5, 1))],
            (await context.VersionsOf(read).OrderBy(v => v.Number).ToListAsync(Cancellation)).Select(v => (v.OrderNumber, v.HoldsFrom)));
    }

    [Fact]
    public async Task Lists_find_an_offer_by_what_its_current_version_holds()
    {
        var offer = Samples.Offer("OC777", 777);
        await database.Writer.WriteAsync(
            async (context, cancellation) =>
            {
                context.Add(Samples.Customer(777));
                await context.AppendVersionAsync(offer, Rich with { Reference = "OC777" }, new DateOnly(2017, 11, 22), "COM1", Samples.Now, cancellation);
                context.Add(offer);
            },
            Cancellation);
        Assert.Equal([("SDA_AAA", 1), ("SDA_FULL", 2)], await HeldAsync());

        Contract after = Rich with { Lines = [Held("SDA_FULL", 5), Held("SDA_NEW", 7)] };
        await database.Writer.WriteAsync(
            async (context, cancellation) => await context.AppendVersionAsync(
                await context.ContractedOffers.SingleAsync(o => o.Reference == "OC777", cancellation), after, new DateOnly(2026, 5, 1), "COM2", Samples.Now, cancellation),
            Cancellation);
        Assert.Equal([("SDA_FULL", 5), ("SDA_NEW", 7)], await HeldAsync());

        async Task<IEnumerable<(string, int)>> HeldAsync()
        {
            await using var context = database.Open();
            var read = await context.ContractedOffers.Include(o => o.Products).SingleAsync(o => o.Reference == "OC777", Cancellation);
            return read.Products.OrderBy(p => p.ProductCode, StringComparer.Ordinal).Select(p => (p.ProductCode, p.Quantity));
        }

        static ContractLine Held(string product, int quantity) =>
            new(product, [new() { Number = 1, Quantity = quantity, UnitPrice = 1m, Since = new DateOnly(2026, 1, 1) }]);
    }

    [Fact]
    public async Task A_delivery_writes_what_is_held_at_once_however_much_it_is()
    {
        var offer = Samples.Offer("OC778", 778);
        await database.Writer.WriteAsync(
            async (context, cancellation) =>
            {
                context.Add(Samples.Customer(778));
                await context.AppendVersionAsync(offer, Rich with { Reference = "OC778" }, new DateOnly(2017, 11, 22), "COM1", Samples.Now, cancellation);
                context.Add(offer);
            },
            Cancellation);
        Contract many = Rich with { Lines = [.. Enumerable.Range(0, 5000).Select(i => OneOf($"P{i}")), OneOf("SDA_FULL")] };
        await PutAsync(many);
        Assert.Equal((5001, 1, 0), await HeldAsync());
        await PutAsync(many with { Lines = [] });
        Assert.Equal((0, 0, 0), await HeldAsync());

        Task PutAsync(Contract contract) => database.Writer.WriteAsync((context, cancellation) => context.PutProductsAsync(offer, contract, cancellation), Cancellation);

        async Task<(int All, int Full, int Gone)> HeldAsync()
        {
            await using var context = database.Open();
            var held = await context.Set<HeldProduct>().Where(p => p.OfferReference == "OC778").ToDictionaryAsync(p => p.ProductCode, p => p.Quantity, Cancellation);
            return (held.Values.Sum(), held["SDA_FULL"], held["SDA_AAA"]);
        }

        static ContractLine OneOf(string product) =>
            new(product, [new() { Number = 1, Quantity = 1, UnitPrice = 1m, Since = new DateOnly(2026, 1, 1) }]);
    }

    private static void AssertSame(Contract expected, Contract? actual) => Assert.Equivalent(expected, actual, strict: true);
}
