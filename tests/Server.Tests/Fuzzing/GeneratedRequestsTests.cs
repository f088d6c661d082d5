using System.Globalization;
using Google.Type;
using Grpc.Core;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;
using Decimal = Google.Type.Decimal;
using Enum = System.Enum;

namespace MyOpenIP.Server.Tests.Fuzzing;

/// <summary>
/// No request that the core accepts makes the server answer INTERNAL: generated changes of the offers of the demonstration
/// and of generated contracts. A thousand; WIRE_CASES=100000 makes it so many, from another seed each time.
/// </summary>
public sealed class GeneratedRequestsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const int Usual = 1000;
    private const int Customer = 810_000;
    private const int Contracts = 60;

    private static readonly int? Cases =
        Environment.GetEnvironmentVariable("WIRE_CASES") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static readonly StatusCode[] Refusals = [StatusCode.InvalidArgument, StatusCode.NotFound, StatusCode.FailedPrecondition, StatusCode.Aborted];

    private readonly int seed = Cases is null ? 1 : Environment.TickCount;

    [Fact]
    public async Task No_generated_request_makes_the_server_answer_INTERNAL()
    {
        var chance = new Random(seed);
        var catalogue = await CatalogueAsync();
        var offers = await OffersAsync(chance, catalogue);
        var (priced, refused) = (0, 0);
        for (var count = 0; count < (Cases ?? Usual); count++)
        {
            var offer = offers[chance.Next(offers.Count)];
            var preview = Preview(chance, offer, catalogue);
            try
            {
                if (chance.Next(4) > 0)
                    await fixture.Server.Operator.Amendments.PreviewAmendmentAsync(preview);
                else
                    await AmendAsync(chance, preview);
                priced++;
            }
            catch (RpcException answer)
            {
                Assert.True(Refusals.Contains(answer.StatusCode), $"seed {seed}, case {count}: {answer.Status} to {preview} of {offer}");
                refused++;
            }
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"{priced} priced, {refused} refused, {offers.Count} offers");
        Assert.True(priced > refused, $"{refused} of {priced + refused} were refused: what is asked is not what was meant.");
    }

    private async Task<Dictionary<string, string[]>> CatalogueAsync() =>
        (await fixture.Server.Operator.Catalog.ListOffersAsync(new() { PageSize = 200 })).Offers.ToDictionary(
            o => o.Name, o => o.Products.Select(p => p.Code).ToArray());

    /// <summary>Offers of the demonstration, and contracts that nobody wrote.</summary>
    private async Task<List<ContractedOffer>> OffersAsync(Random chance, Dictionary<string, string[]> catalogue)
    {
        var clients = fixture.Server.Operator;
        var (offers, faults) = (new List<ContractedOffer>(), new List<string>());
        foreach (var listed in (await clients.ContractedOffers.ListContractedOffersAsync(new() { Parent = "customers/-", PageSize = 100 })).ContractedOffers)
            offers.Add(await clients.ReadOfferAsync(listed.Name));
        var customer = Streams.NewCustomer(Customer);
        customer.Sites.Add(Streams.NewSite(Customer, 2));
        Assert.Equal(0, (await clients.ImportAsync([customer])).FaultCount);
        for (var i = 0; i < Contracts; i++)
        {
            var contract = Contract(chance, i, catalogue);
            var summary = await clients.ImportAsync([contract]);
            faults.AddRange(summary.Faults.Select(f => $"{f.Field}: {f.Description}"));
            if (summary.FaultCount == 0)
                offers.Add(await clients.ReadOfferAsync(contract.Name));
        }
        Assert.True(offers.Count > 100 + (Contracts / 2), $"{offers.Count} offers: what is generated is not what was meant.\n{string.Join('\n', faults)}");
        return offers;
    }

    private static ContractedOffer Contract(Random chance, int number, Dictionary<string, string[]> catalogue)
    {
        var contract = Streams.NewOffer(Customer, 8_100_000 + number);
        var (offer, products) = catalogue.ElementAt(chance.Next(catalogue.Count));
        contract.Offer = offer;
        contract.CreatedOn = new() { Year = 2021, Month = 6, Day = 1 };
        contract.DeliveredOn = Day(chance, 2022, 2026, 10);
        contract.Billing = new() { Day = 1 + chance.Next(28), PeriodMonths = One(chance, 1, 3, 12), AnchorMonth = 1 + chance.Next(12) };
        var committed = chance.Next(3) > 0;
        if (committed)
            contract.Commitment = new() { TermMonths = One(chance, 12, 24, 36), Start = contract.DeliveredOn };
        contract.Policies = new()
        {
            EffectiveOn = Any<EffectiveOn>(chance),
            BackDatingDays = One(chance, 0, 5, 31),
            HorizonMonths = One(chance, 1, 6, 12),
            Repricing = Any<Repricing>(chance),
            Proration = Any<ProrationConvention>(chance),
            ReductionCredit = Any<ReductionCredit>(chance),
            AdditionCommitment = Any<AdditionCommitment>(chance),
            CommittedReduction = Any<CommittedReduction>(chance),
            FeeRatePercent = Percent(chance),
            StartedMonthIsDue = chance.Next(2) == 0,
            TolerancePercent = Percent(chance),
            DiscountCombination = Any<DiscountCombination>(chance),
        };
        if (contract.Policies.AdditionCommitment is AdditionCommitment.OwnTerm)
            contract.Policies.OwnTermMonths = One(chance, 0, 12, 24);
        contract.Lines.Clear();
        foreach (var product in products.Where(_ => chance.Next(3) > 0))
        {
            var line = new ContractLine { Product = product };
            for (var lot = 1; lot <= 1 + chance.Next(3); lot++)
            {
                var made = new Lot
                {
                    Number = lot,
                    Quantity = 1 + chance.Next(30),
                    UnitPrice = new() { CurrencyCode = "EUR", Units = chance.Next(60), Nanos = chance.Next(10_000) * 100_000 },
                    Since = contract.DeliveredOn,
                };
                if (committed && chance.Next(2) == 0)
                    made.CommittedUntil = Day(chance, 2026, 2030, 12);
                if (chance.Next(3) == 0)
                    made.Discounts.Add(new DiscountStep { Percent = Percent(chance), Until = chance.Next(2) == 0 ? Day(chance, 2027, 2030, 12) : null });
                line.Lots.Add(made);
            }
            contract.Lines.Add(line);
        }
        return contract;
    }

    private static PreviewAmendmentRequest Preview(Random chance, ContractedOffer offer, Dictionary<string, string[]> catalogue)
    {
        var request = new PreviewAmendmentRequest { ContractedOffer = offer.Name };
        string[] known = [.. catalogue.GetValueOrDefault(offer.Offer, []).Union(offer.Lines.Select(l => l.Product)), .. One(chance, [.. catalogue.Values]).Take(chance.Next(8) == 0 ? 1 : 0)];
        foreach (var product in known.Distinct().Where(_ => chance.Next(2) == 0))
        {
            var held = offer.Lines.SingleOrDefault(l => l.Product == product)?.Quantity ?? 0;
            request.Lines.Add(Steps.Want(product, chance.Next(6) == 0 ? One(chance, 0, 1, 7, 100, 12_345, 1_000_000) : Math.Max(0, held + chance.Next(-5, 6))));
            if (chance.Next(4) == 0)
                request.Discounts.Add(new RequestedDiscount { Product = product, SetupPercent = Percent(chance), RecurringPercent = Percent(chance), Scope = (DiscountScope)chance.Next(3) });
        }
        if (chance.Next(2) == 0)
            request.EffectiveDate = Day(chance, 2026, 2027, 12);
        if (chance.Next(2) == 0)
            request.Contacts.Add(Steps.OnSite);
        if (chance.Next(8) == 0)
            request.EffectiveDate = Day(chance, 1900, 2999, 12);
        return request;
    }

    /// <summary>Opens the same as a draft and reads it; gives it up, or takes it on to its delivery as far as it goes.</summary>
    private async Task AmendAsync(Random chance, PreviewAmendmentRequest preview)
    {
        var clients = fixture.Server.Operator;
        var creation = Steps.Creation(preview.ContractedOffer, [.. preview.Lines]);
        creation.Amendment.Discounts.Add(preview.Discounts);
        creation.Amendment.Contacts.Add(preview.Contacts);
        creation.Amendment.EffectiveDate = preview.EffectiveDate;
        var draft = (await clients.Amendments.CreateAmendmentAsync(creation)).Amendment;
        try
        {
            draft = await clients.ReadAsync(draft.Name);
            if (chance.Next(3) == 0 && draft.Recap.CanBeQuoted)
            {
                var quoted = await clients.QuoteAsync(draft);
                draft = quoted.Amendment;
                var validation = Steps.ValidationOf(quoted);
                validation.CommitmentExtensionConsented = true;
                var order = (await clients.Amendments.ValidateAsync(validation)).Order;
                await clients.ReadOfferAsync((await clients.DeliverAsync(order)).Order.ContractedOffer);
                return;
            }
        }
        catch (RpcException refused) when (Refusals.Contains(refused.StatusCode))
        {
            draft = await clients.ReadAsync(draft.Name);
            if (draft.State is AmendmentState.Accepted)
                return;
        }
        await clients.CancelAsync(draft);
    }

    private static T Any<T>(Random chance) where T : struct, Enum => Enum.GetValues<T>()[chance.Next(1, Enum.GetValues<T>().Length)];

    private static T One<T>(Random chance, params T[] all) => all[chance.Next(all.Length)];

    private static Decimal Percent(Random chance) =>
        new() { Value = One(chance, "0", "5", "10", "12.5", "33.3333", "50", "99.9999", "100", (chance.Next(1_000_000) / 10_000m).ToString(CultureInfo.InvariantCulture)) };

    private static Date Day(Random chance, int from, int to, int lastMonth) =>
        new() { Year = chance.Next(from, to + 1), Month = chance.Next(1, lastMonth + 1), Day = chance.Next(1, 29) };
}
