using CsCheck;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;
using ProtoDate = Google.Type.Date;

namespace MyOpenIP.Server.Tests.Filters;

/// <summary>What a filter lets through is what its meaning, evaluated over the answers of an unfiltered list, lets through.</summary>
public sealed class ListFilterTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const int FiltersOfAColumn = 6;
    private const int Filters = 30;

    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task Customers_are_filtered_on_each_column()
    {
        var all = await CustomersAsync("");
        Column<V1.Customer>[] columns =
        [
            new("identifier", Near<V1.Customer>(all.Select(c => c.Identifier), (c, v) => c.Identifier.CompareTo(v), v => $"{v}")),
            new("company_name", Texts<V1.Customer>(all.Select(c => c.CompanyName), c => c.CompanyName)),
            new("siren", Texts<V1.Customer>(all.Select(c => c.Siren), c => c.Siren)),
            new("account", Texts<V1.Customer>(all.Select(c => c.Account), c => c.Account)),
            new("reference", Texts<V1.Customer>(all.Select(c => c.Reference), c => c.Reference)),
            new("created_on", Days<V1.Customer>(all.Select(c => c.CreatedOn), c => c.CreatedOn)),
            new("status", Texts<V1.Customer>(all.Select(c => c.Status), c => c.Status)),
            new("state", Choices<V1.Customer, V1.CustomerState>("CUSTOMER_STATE_", c => c.State)),
        ];
        Assert.Equal(CustomerLists.Filters.Columns, columns.Select(c => c.Name));
        await CompareAsync(all, columns, CustomersAsync, c => c.Name);
    }

    [Fact]
    public async Task Contracted_offers_are_filtered_on_each_column()
    {
        var all = await OffersAsync("");
        var held = await HeldAsync();
        Column<V1.ContractedOffer>[] columns =
        [
            new("order_management_owner", Texts<V1.ContractedOffer>(all.Select(o => o.OrderManagementOwner), o => o.OrderManagementOwner)),
            new("reference", Near<V1.ContractedOffer>(all.Select(Number), (o, v) => Number(o).CompareTo(v), v => $"OC{v}")),
            new("offer", Names<V1.ContractedOffer>(all.Select(o => o.Offer), o => o.Offer), OnlyEqual: true),
            new("product", Held(held), OnlyEqual: true),
            new("offer_name", Texts<V1.ContractedOffer>(all.Select(o => o.OfferName), o => o.OfferName)),
            new("order_reference", Texts<V1.ContractedOffer>(all.Select(o => o.OrderReference), o => o.OrderReference)),
            new("end_customer", Texts<V1.ContractedOffer>(all.Select(o => o.EndCustomer), o => o.EndCustomer)),
            new("customer_account", Texts<V1.ContractedOffer>(all.Select(o => o.CustomerAccount), o => o.CustomerAccount)),
            new("site", Texts<V1.ContractedOffer>(all.Select(o => o.InstallationSite.Address.City), o => o.InstallationSite.Address.City)),
            new("created_on", Days<V1.ContractedOffer>(all.Select(o => o.CreatedOn), o => o.CreatedOn)),
            new("delivered_on", Days<V1.ContractedOffer>(all.Select(o => o.DeliveredOn), o => o.DeliveredOn)),
            new("state", Choices<V1.ContractedOffer, ContractedOfferState>("CONTRACTED_OFFER_STATE_", o => o.State)),
            new("order_type", Choices<V1.ContractedOffer, V1.OrderType>("ORDER_TYPE_", o => o.OrderType)),
        ];
        Assert.Equal(ContractedOfferLists.Filters.Columns, columns.Select(c => c.Name));
        await CompareAsync(all, columns, OffersAsync, o => o.Name);

        static long Number(V1.ContractedOffer offer) => long.Parse(offer.Reference.AsSpan(2), null);
    }

    [Fact]
    public async Task Amendments_and_orders_are_filtered_on_each_column_and_sorted_on_theirs()
    {
        await HistoryAsync();
        var amendments = await AmendmentsAsync("");
        Assert.Equal(7, amendments.Select(a => (a.State, a.Creator)).Distinct().Count());
        Column<V1.Amendment>[] columns =
        [
            new("contracted_offer", Names<V1.Amendment>(amendments.Select(a => a.ContractedOffer), a => a.ContractedOffer), OnlyEqual: true),
            new("state", Choices<V1.Amendment, V1.AmendmentState>("AMENDMENT_STATE_", a => a.State)),
            new("create_time", Instants<V1.Amendment>(amendments.Select(a => a.CreateTime.ToDateTimeOffset()), a => a.CreateTime.ToDateTimeOffset())),
            new("update_time", Instants<V1.Amendment>(amendments.Select(a => a.UpdateTime.ToDateTimeOffset()), a => a.UpdateTime.ToDateTimeOffset())),
            new("creator", Exact<V1.Amendment>(amendments.Select(a => a.Creator), a => a.Creator), OnlyEqual: true),
        ];
        Assert.Equal(AmendmentLists.Filters(default).Columns, columns.Select(c => c.Name));
        await CompareAsync(amendments, columns, AmendmentsAsync, a => a.Name);

        var orders = await OrdersAsync("");
        Assert.Equal(2, orders.Select(o => o.DeliveredOn is null).Distinct().Count());
        Column<V1.Order>[] ofOrders =
        [
            new("contracted_offer", Names<V1.Order>(orders.Select(o => o.ContractedOffer), o => o.ContractedOffer), OnlyEqual: true),
            new("amendment", Names<V1.Order>(orders.Select(o => o.Amendment), o => o.Amendment), OnlyEqual: true),
            new("state", Choices<V1.Order, V1.OrderState>("ORDER_STATE_", o => o.State)),
            new("create_time", Instants<V1.Order>(orders.Select(o => o.CreateTime.ToDateTimeOffset()), o => o.CreateTime.ToDateTimeOffset())),
            new("update_time", Instants<V1.Order>(orders.Select(o => o.UpdateTime.ToDateTimeOffset()), o => o.UpdateTime.ToDateTimeOffset())),
            new("delivered_on", Days<V1.Order>(orders.Select(o => o.DeliveredOn), o => o.DeliveredOn)),
        ];
        Assert.Equal(OrderLists.Filters.Columns, ofOrders.Select(c => c.Name));
        await CompareAsync(orders, ofOrders, OrdersAsync, o => o.Name);

        await SortedAsync("", a => a.CreateTime, isDown: true);
        await SortedAsync("create_time", a => a.CreateTime, isDown: false);
        await SortedAsync("update_time desc", a => a.UpdateTime, isDown: true);
        await SortedAsync("state", a => a.State, isDown: false);
        await SortedAsync("state desc, update_time", a => a.State, isDown: true);
        await SortedOrdersAsync("", o => o.CreateTime, isDown: true);
        await SortedOrdersAsync("update_time", o => o.UpdateTime, isDown: false);
        await SortedOrdersAsync("state desc", o => o.State, isDown: true);
        await SortedOrdersAsync("delivered_on", o => o.DeliveredOn is null ? DateOnly.MaxValue : ToDay(o.DeliveredOn), isDown: false);
        await SortedOrdersAsync("delivered_on desc", o => o.DeliveredOn is null ? DateOnly.MaxValue : ToDay(o.DeliveredOn), isDown: true);
    }

    /// <summary>The products that each offer holds, as its contract says.</summary>
    private async Task<Dictionary<string, HashSet<string>>> HeldAsync()
    {
        await using var storage = fixture.Server.OpenStorage();
        var offers = await storage.ContractedOffers.AsNoTracking().Include(o => o.Versions).ToListAsync();
        return offers.ToDictionary(
            o => $"customers/{o.CustomerId}/contractedOffers/{o.Reference}",
            o => ContractStore.ToContract(o, o.Versions.Single(v => v.Number == o.CurrentVersion)).Lines.Where(l => l.Quantity > 0).Select(l => l.ProductCode).ToHashSet());
    }

    private static Gen<(string, Func<V1.ContractedOffer, int?>)> Held(Dictionary<string, HashSet<string>> held) =>
        Gen.OneOf(held.Values.SelectMany(p => p).Append("NONE").Distinct().ToArray()).Select(product =>
            (product, (Func<V1.ContractedOffer, int?>)(offer => held[offer.Name].Contains(product) ? 0 : 1)));

    /// <summary>Amendments in seven states and by two callers, made on several days; two orders, one of them delivered.</summary>
    private async Task HistoryAsync()
    {
        var expired = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 71)));
        fixture.Server.Time.Advance(TimeSpan.FromDays(40) + TimeSpan.FromMinutes(7));
        Assert.Equal(V1.AmendmentState.Expired, (await Operator.ReadAsync(expired.Amendment.Name)).State);
        await Operator.CancelAsync(await Operator.CreateAsync(fixture.NextOffer()));
        await fixture.Server.Reseller.CreateAsync(fixture.NextOffer());
        for (var i = 0; i < 4; i++)
        {
            fixture.Server.Time.Advance(TimeSpan.FromHours(11));
            var draft = await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 71));
            if (i == 0)
                continue;
            var quoted = await Operator.QuoteAsync(draft);
            if (i == 1)
                continue;
            var accepted = await Operator.ValidateAsync(quoted);
            fixture.Server.Time.Advance(TimeSpan.FromHours(30));
            if (i == 3)
                await Operator.DeliverAsync(accepted.Order);
        }
    }

    private static async Task CompareAsync<T>(
        List<T> all, Column<T>[] columns, Func<string, Task<List<T>>> listAsync, Func<T, string> name)
    {
        // Each column by itself, then all of them together.
        foreach (var column in columns)
            await column.Comparisons.SampleAsync(SameAsync, iter: FiltersOfAColumn, threads: 1);
        await Conditions.Of(columns).SampleAsync(SameAsync, iter: Filters, threads: 1);

        async Task SameAsync(Condition<T> filter)
        {
            var found = await listAsync(filter.Text);
            var expected = all.Where(filter.Meets).Select(name).Order(StringComparer.Ordinal);
            Assert.True(expected.SequenceEqual(found.Select(name).Order(StringComparer.Ordinal)), filter.Text);
        }
    }

    private async Task SortedAsync<TKey>(string order, Func<V1.Amendment, TKey> key, bool isDown)
    {
        var found = await PagesAsync<V1.Amendment>(3, async (token, size) =>
        {
            var page = await Operator.Amendments.ListAmendmentsAsync(new() { Parent = "customers/-", PageSize = size, PageToken = token, OrderBy = order });
            return (page.Amendments, page.NextPageToken);
        });
        Sorted(found.Select(key), isDown);
        Assert.Equal((await AmendmentsAsync("")).Count, found.Select(a => a.Name).Distinct().Count());
    }

    private async Task SortedOrdersAsync<TKey>(string order, Func<V1.Order, TKey> key, bool isDown)
    {
        var found = await PagesAsync<V1.Order>(1, async (token, size) =>
        {
            var page = await Operator.Orders.ListOrdersAsync(new() { Parent = "customers/-", PageSize = size, PageToken = token, OrderBy = order });
            return (page.Orders, page.NextPageToken);
        });
        Sorted(found.Select(key), isDown);
        Assert.Equal((await OrdersAsync("")).Count, found.Select(a => a.Name).Distinct().Count());
    }

    private static void Sorted<TKey>(IEnumerable<TKey> keys, bool isDown) =>
        Assert.Equal(isDown ? keys.OrderDescending() : keys.Order(), keys);

    private Task<List<V1.Customer>> CustomersAsync(string filter) => PagesAsync<V1.Customer>(200, async (token, size) =>
    {
        var page = await Operator.Customers.ListCustomersAsync(new() { PageSize = size, PageToken = token, Filter = filter });
        return (page.Customers, page.NextPageToken);
    });

    private Task<List<V1.ContractedOffer>> OffersAsync(string filter) => PagesAsync<V1.ContractedOffer>(200, async (token, size) =>
    {
        var page = await Operator.ContractedOffers.ListContractedOffersAsync(new() { Parent = "customers/-", PageSize = size, PageToken = token, Filter = filter });
        return (page.ContractedOffers, page.NextPageToken);
    });

    private Task<List<V1.Amendment>> AmendmentsAsync(string filter) => PagesAsync<V1.Amendment>(200, async (token, size) =>
    {
        var page = await Operator.Amendments.ListAmendmentsAsync(new() { Parent = "customers/-", PageSize = size, PageToken = token, Filter = filter });
        return (page.Amendments, page.NextPageToken);
    });

    private Task<List<V1.Order>> OrdersAsync(string filter) => PagesAsync<V1.Order>(200, async (token, size) =>
    {
        var page = await Operator.Orders.ListOrdersAsync(new() { Parent = "customers/-", PageSize = size, PageToken = token, Filter = filter });
        return (page.Orders, page.NextPageToken);
    });

    private static async Task<List<T>> PagesAsync<T>(int size, Func<string, int, Task<(IEnumerable<T>, string)>> readAsync)
    {
        var (all, token) = (new List<T>(), "");
        do
        {
            (var rows, token) = await readAsync(token, size);
            all.AddRange(rows);
            Assert.InRange(all.Count, 0, 10_000);
        }
        while (token.Length > 0);
        return all;
    }

    private static Gen<(string, Func<T, int?>)> Near<T>(IEnumerable<long> values, Func<T, long, int> compare, Func<long, string> write) =>
        Gen.Select(Gen.OneOf(values.Distinct().ToArray()), Gen.Long[-1, 1], (value, off) =>
            (write(value + off), (Func<T, int?>)(row => compare(row, value + off))));

    /// <summary>Texts are compared without accents and case, whichever way they are written.</summary>
    private static Gen<(string, Func<T, int?>)> Texts<T>(IEnumerable<string> values, Func<T, string> read) =>
        Gen.Select(Gen.OneOf(values.Append("").Append("M \"x\" \\ 'y'").Distinct().ToArray()), Gen.Bool, (value, lower) =>
            (lower ? value.ToLowerInvariant() : FoldedText.Fold(value), (Func<T, int?>)(row => string.CompareOrdinal(FoldedText.Fold(read(row)), FoldedText.Fold(value)))));

    private static Gen<(string, Func<T, int?>)> Exact<T>(IEnumerable<string> values, Func<T, string> read) =>
        Gen.OneOf(values.Append("nobody").Distinct().ToArray()).Select(value => (value, (Func<T, int?>)(row => read(row) == value ? 0 : 1)));

    private static Gen<(string, Func<T, int?>)> Names<T>(IEnumerable<string> values, Func<T, string> read) =>
        Gen.Select(Gen.OneOf(values.Append("offers/none").Where(v => v.StartsWith("offers/", StringComparison.Ordinal) == values.First().StartsWith("offers/", StringComparison.Ordinal)).Distinct().ToArray()), Gen.Bool, (value, bare) =>
        {
            var parts = value.Split('/');
            return bare && parts.Length == 4
                ? ($"customers/-/{parts[2]}/{parts[3]}", (Func<T, int?>)(row => read(row).EndsWith($"/{parts[3]}", StringComparison.Ordinal) ? 0 : 1))
                : (value, (Func<T, int?>)(row => read(row) == value ? 0 : 1));
        });

    private static Gen<(string, Func<T, int?>)> Choices<T, TEnum>(string prefix, Func<T, TEnum> read) where TEnum : struct, Enum =>
        Gen.Select(Gen.OneOf(Enum.GetValues<TEnum>().Where(v => Convert.ToInt32(v, null) > 0).ToArray()), Gen.Int[0, 2], (value, form) =>
        {
            var name = System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());
            return (form == 0 ? name : form == 1 ? prefix + name : name.ToLowerInvariant(), (Func<T, int?>)(row => Comparer<TEnum>.Default.Compare(read(row), value)));
        });

    private static Gen<(string, Func<T, int?>)> Days<T>(IEnumerable<ProtoDate?> values, Func<T, ProtoDate?> read) =>
        Gen.Select(Gen.OneOf(values.OfType<ProtoDate>().Select(ToDay).Distinct().ToArray()), Gen.Int[-1, 1], (day, off) =>
        {
            var value = day.AddDays(off);
            return ($"{value:yyyy-MM-dd}", (Func<T, int?>)(row => read(row) is { } d ? ToDay(d).CompareTo(value) : null));
        });

    private static Gen<(string, Func<T, int?>)> Instants<T>(IEnumerable<DateTimeOffset> values, Func<T, DateTimeOffset> read) =>
        Gen.Select(Gen.OneOf(values.Distinct().ToArray()), Gen.Long[-1, 1], Gen.Int[0, 2], (instant, off, form) => form switch
        {
            0 => ($"{ParisTime.DayOf(instant).AddDays((int)off):yyyy-MM-dd}", (Func<T, int?>)(row => ParisTime.DayOf(read(row)).CompareTo(ParisTime.DayOf(instant).AddDays((int)off)))),
            1 => ($"{instant.AddSeconds(off).ToOffset(TimeSpan.FromHours(5)):yyyy-MM-ddTHH:mm:sszzz}", (Func<T, int?>)(row => read(row).CompareTo(instant.AddSeconds(off)))),
            _ => ($"{instant.AddTicks(off).UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}", (Func<T, int?>)(row => read(row).CompareTo(instant.AddTicks(off)))),
        });

    private static DateOnly ToDay(ProtoDate date) => new(date.Year, date.Month, date.Day);
}
