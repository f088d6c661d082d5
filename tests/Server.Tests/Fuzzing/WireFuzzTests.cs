using CsCheck;
using Grpc.Core;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;
using ProtoDate = Google.Type.Date;
using ProtoDecimal = Google.Type.Decimal;

namespace MyOpenIP.Server.Tests.Fuzzing;

/// <summary>
/// Whatever a client writes into a text or a value that the service reads, it is answered or refused as INVALID_ARGUMENT: never
/// INTERNAL or UNKNOWN. A bounded number of calls; <c>fuzz/run.sh</c> goes on for as long as it is told to.
/// </summary>
public sealed class WireFuzzTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const int Calls = 150;

    private static readonly Gen<string> Noise = Gen.OneOf(
        Gen.OneOf("", " ", "\t", "\0", "é", "œ", "\ud83d\ude00", "'", "\"", "\\", "%", "_", ";", "--", "/*", "null", "\u2028", "-9223372036854775809"),
        Gen.String[0, 12].Select(Sendable));

    private static readonly Gen<int> Numbers = Gen.OneOf(
        Gen.OneOf(int.MinValue, -1, 0, 1, 2, 12, 13, 28, 29, 30, 31, 32, 1899, 1900, 1911, 2026, 2100, 9998, 9999, 10_000, int.MaxValue), Gen.Int);

    private static readonly Gen<ProtoDate> Dates = Gen.Select(
        Gen.OneOf(Gen.OneOf(1900, 1999, 2026, 2027, 9998), Numbers), Gen.OneOf(Gen.Int[1, 12], Numbers), Gen.OneOf(Gen.Int[1, 31], Numbers),
        (year, month, day) => new ProtoDate { Year = year, Month = month, Day = day });

    private static readonly Gen<string> Decimals = Gen.OneOf(
        Gen.OneOf("", "0", "12.5", "1e30", "1e-400", "NaN", "Infinity", "0.00001", "100.0001", "79228162514264337593543950336", "-0", ".", "1_0", "1,5", "٣"),
        Gen.Char["0123456789.-+eE"].Array[0, 20].Select(c => new string(c)));

    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task Any_filter_is_answered_or_refused()
    {
        string[] columns = ["state", "delivered_on", "create_time", "identifier", "reference", "company_name", "site", "offer", "amendment", "contracted_offer", "colour", "siren"];
        string[] values = ["DRAFT", "DELIVERED", "2026-04-01", "1900-01-01", "9998-12-31", "0001-01-01", "2026-04-01T00:00:00Z", "9998-12-31T23:59:59-14:00", "44660", "OC1", "OC9223372036854775806", "customers/-/contractedOffers/OC1", "offers/metacentrex", "'a b'", "\"\\\"\""];
        var token = Gen.OneOf(
            Gen.OneOf(columns), Gen.OneOf(values), Gen.OneOf("=", "!=", "<", "<=", ">", ">=", "==", ":"), Gen.OneOf("AND", "OR", "NOT", "-", "(", ")"), Noise);
        var comparison = Gen.Select(Gen.OneOf(columns), Gen.OneOf("=", "!=", "<", "<=", ">", ">="), Gen.OneOf(values), (c, o, v) => $"{c} {o} {v}");
        var filters = Gen.OneOf(
            token.List[0, 20].Select(t => string.Join(' ', t)), token.List[0, 20].Select(string.Concat),
            comparison.List[1, 6].Select(c => string.Join(" AND ", c)), comparison);
        await filters.SampleAsync(
            async filter =>
            {
                await FineAsync(Operator.Customers.ListCustomersAsync(new() { Filter = filter, PageSize = 2 }));
                await FineAsync(Operator.ContractedOffers.ListContractedOffersAsync(new() { Parent = "customers/-", Filter = filter, PageSize = 2 }));
                await FineAsync(Operator.Amendments.ListAmendmentsAsync(new() { Parent = "customers/-", Filter = filter, PageSize = 2 }));
                await FineAsync(Operator.Orders.ListOrdersAsync(new() { Parent = "customers/-", Filter = filter, PageSize = 2 }));
            },
            iter: Calls, threads: 1);
    }

    [Fact]
    public async Task Any_order_is_answered_or_refused()
    {
        var token = Gen.OneOf(Gen.OneOf("state", "delivered_on", "create_time", "reference", "site", "identifier", "desc", "asc", ","), Noise);
        await Gen.OneOf(token.List[0, 9].Select(t => string.Join(' ', t)), token.List[0, 9].Select(string.Concat)).SampleAsync(
            async order =>
            {
                await FineAsync(Operator.ContractedOffers.ListContractedOffersAsync(new() { Parent = "customers/-", OrderBy = order, PageSize = 2 }));
                await FineAsync(Operator.Orders.ListOrdersAsync(new() { Parent = "customers/-", OrderBy = order, PageSize = 2 }));
            },
            iter: Calls, threads: 1);
    }

    [Fact]
    public async Task Any_page_token_is_answered_or_refused()
    {
        var good = (await Operator.ContractedOffers.ListContractedOffersAsync(new() { Parent = "customers/-", PageSize = 2 })).NextPageToken;
        var cut = Gen.Select(Gen.Int[0, good.Length], Gen.Int[0, good.Length], Noise, (from, to, noise) => good[..from] + noise + good[to..]);
        await Gen.OneOf(cut, Noise, Gen.Const(good), Gen.Byte.Array[0, 200].Select(Convert.ToBase64String)).SampleAsync(
            token => FineAsync(Operator.ContractedOffers.ListContractedOffersAsync(new() { Parent = "customers/-", PageToken = token, PageSize = 2 })),
            iter: Calls, threads: 1);
    }

    [Fact]
    public async Task Any_mask_is_answered_or_refused()
    {
        var draft = await Operator.CreateAsync(fixture.NextOffer());
        var offer = await Operator.ReadOfferAsync(draft.ContractedOffer);
        var path = Gen.OneOf(
            Gen.OneOf("lines", "comment", "contacts", "discounts", "effective_date", "installation_site", "billing_site", "installation_site.name", "billing_site.address.city", "installation_site.complement", "*", "name", "state", "recap.fingerprint"), Noise);
        await path.List[0, 6].SampleAsync(
            async paths =>
            {
                var update = Steps.UpdateOf(draft, new Amendment { Comment = "a" }, [.. paths]);
                update.ValidateOnly = true;
                await FineAsync(Operator.Amendments.UpdateAmendmentAsync(update));
                var sites = new UpdateSitesRequest
                {
                    Name = offer.Name,
                    Etag = offer.Etag,
                    RequestId = Steps.NewId(),
                    ValidateOnly = true,
                    InstallationSite = offer.InstallationSite,
                    UpdateMask = new() { Paths = { paths } },
                };
                await FineAsync(Operator.ContractedOffers.UpdateSitesAsync(sites));
            },
            iter: Calls, threads: 1);
    }

    [Fact]
    public async Task Any_day_quantity_or_percentage_is_priced_or_refused()
    {
        var discount = Gen.Select(Decimals, Decimals, Gen.Int[-1, 4], (setup, recurring, scope) => new RequestedDiscount
        {
            Product = "SDA_FULL",
            SetupPercent = new ProtoDecimal { Value = setup },
            RecurringPercent = new ProtoDecimal { Value = recurring },
            Scope = (DiscountScope)scope,
        });
        await Gen.Select(Dates, discount, Numbers).SampleAsync(
            async asked =>
            {
                var request = new PreviewAmendmentRequest { ContractedOffer = Steps.MetaCentrex };
                request.EffectiveDate = asked.Item1;
                await FineAsync(Operator.Amendments.PreviewAmendmentAsync(request));
                request.EffectiveDate = null;
                request.Discounts.Add(asked.Item2);
                request.Lines.Add(Steps.Want("SDA_FULL", asked.Item3));
                await FineAsync(Operator.Amendments.PreviewAmendmentAsync(request));
            },
            iter: Calls, threads: 1);
    }

    [Fact]
    public async Task Any_amount_day_or_percentage_of_an_import_is_taken_or_refused()
    {
        var offer = await Operator.ReadOfferAsync(Steps.SipTrunkAtSix);
        var amounts = Gen.Select(
            Gen.OneOf(Gen.OneOf(0L, 1L, -1L, 9L, long.MinValue, long.MaxValue, 922_337_203_685_477L), Gen.Long),
            Gen.OneOf(Gen.OneOf(0, 1, -1, 50_000_000, 99_999, 100_000, 999_999_999, 1_000_000_000, int.MinValue, int.MaxValue), Gen.Int),
            Gen.OneOf("EUR", "", "USD", "eur", "€"),
            (units, nanos, currency) => new Google.Type.Money { Units = units, Nanos = nanos, CurrencyCode = currency });
        await Gen.Select(amounts, amounts, Dates, Decimals).SampleAsync(
            async asked =>
            {
                var (price, tolerance, day, percent) = asked;
                var record = offer.Clone();
                record.ToleranceUsed = tolerance;
                record.Lines[0].Lots[0].UnitPrice = price;
                await ImportedAsync(record);
                record = offer.Clone();
                record.DeliveredOn = day;
                record.Policies.TolerancePercent = new ProtoDecimal { Value = percent };
                await ImportedAsync(record);
            },
            iter: Calls, threads: 1);

        async Task ImportedAsync(ContractedOffer record)
        {
            using var call = Operator.ContractedOffers.ImportContractedOffers(cancellationToken: TestContext.Current.CancellationToken);
            await FineAsync(Streams.SendAsync(call, [new ImportContractedOffersRequest { RequestId = Steps.NewId(), ValidateOnly = true, ContractedOffer = record }]));
        }
    }

    private static Task FineAsync<T>(AsyncUnaryCall<T> call) => FineAsync(call.ResponseAsync);

    private static async Task FineAsync<T>(Task<T> answer)
    {
        try
        {
            await answer;
        }
        catch (RpcException refused)
        {
            Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        }
    }

    /// <summary>A text that protobuf can carry: no half of a surrogate pair.</summary>
    private static string Sendable(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);
}
