using Google.Rpc;
using Grpc.Core;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Filters;

public sealed class FilterFaultTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    [Theory]
    [InlineData("state", 5, "OPERATOR_EXPECTED")]
    [InlineData("state DELIVERED", 6, "OPERATOR_EXPECTED")]
    [InlineData("state == DELIVERED", 6, "OPERATOR_EXPECTED")]
    [InlineData("state:DELIVERED", 5, "OPERATOR_EXPECTED")]
    [InlineData("state =", 7, "VALUE_EXPECTED")]
    [InlineData("state = AND site = LILLE", 8, "VALUE_EXPECTED")]
    [InlineData("site = *", 7, "VALUE_EXPECTED")]
    [InlineData("site = 'LILLE", 7, "UNCLOSED_QUOTE")]
    [InlineData("site = 'LILLE\\'", 7, "UNCLOSED_QUOTE")]
    [InlineData("site = 'LILLE\\", 7, "UNCLOSED_QUOTE")]
    [InlineData("colour = red", 0, "UNKNOWN_COLUMN")]
    [InlineData("site = LILLE AND (colour = red OR state = ORDERED)", 18, "UNKNOWN_COLUMN")]
    [InlineData("STATE = ORDERED", 0, "UNKNOWN_COLUMN")]
    [InlineData("state = BROKEN", 8, "MALFORMED")]
    [InlineData("state = UNSPECIFIED", 8, "MALFORMED")]
    [InlineData("delivered_on > 2026-02-30", 15, "MALFORMED")]
    [InlineData("delivered_on > 9999-01-01", 15, "MALFORMED")]
    [InlineData("delivered_on > yesterday", 15, "MALFORMED")]
    [InlineData("reference = 138637", 12, "MALFORMED")]
    [InlineData("reference = OC-1", 12, "MALFORMED")]
    [InlineData("reference = OC9223372036854775807", 12, "MALFORMED")]
    [InlineData("offer = SIP_TRUNK_TOUCH", 8, "MALFORMED")]
    [InlineData("offer > offers/SIP_TRUNK_TOUCH", 6, "OPERATOR_NOT_ALLOWED")]
    [InlineData("site = LILLE state = ORDERED", 13, "CONJUNCTION_EXPECTED")]
    [InlineData("site = LILLE and state = ORDERED", 13, "CONJUNCTION_EXPECTED")]
    [InlineData("site = LILLE)", 12, "CONJUNCTION_EXPECTED")]
    [InlineData("(site = LILLE", 13, "CLOSING_EXPECTED")]
    [InlineData("site = LILLE AND", 16, "COLUMN_EXPECTED")]
    [InlineData("OR site = LILLE", 0, "COLUMN_EXPECTED")]
    [InlineData("NOT NOT site = LILLE", 4, "COLUMN_EXPECTED")]
    [InlineData("()", 1, "COLUMN_EXPECTED")]
    [InlineData("'site' = LILLE", 0, "COLUMN_EXPECTED")]
    [InlineData("; DROP TABLE Customers", 0, "COLUMN_EXPECTED")]
    public async Task A_filter_that_is_not_understood_is_refused_with_the_position_of_the_fault(string filter, int position, string rule) =>
        await RefusedAsync(filter, position, rule);

    [Fact]
    public async Task Length_and_nesting_are_bounded()
    {
        var longest = "site = '" + new string('x', 1000 - 9) + "'";
        await Operator.ContractedOffers.ListContractedOffersAsync(Filtered(longest));
        var tooLong = await Refusal.OfAsync(
            Operator.ContractedOffers.ListContractedOffersAsync(Filtered(longest + " ")), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(("filter", "TOO_LONG"), tooLong.Rule);
        await Operator.ContractedOffers.ListContractedOffersAsync(Filtered(Nested(20)));
        await RefusedAsync(Nested(21), 20, "TOO_DEEP");
        await RefusedAsync(new string('(', 1000), 20, "TOO_DEEP");
        await Operator.ContractedOffers.ListContractedOffersAsync(Filtered(string.Join(" OR ", Enumerable.Repeat("site>A", 99))));

        static string Nested(int depth) => $"{new string('(', depth)}site = LILLE{new string(')', depth)}";
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \t\n")]
    public async Task No_condition_lets_everything_through(string filter) =>
        Assert.NotEmpty((await Operator.ContractedOffers.ListContractedOffersAsync(Filtered(filter))).ContractedOffers);

    [Fact]
    public async Task A_page_token_is_good_only_for_its_filter_and_order()
    {
        var first = new ListContractedOffersRequest { Parent = "customers/-", Filter = "state = DELIVERED", OrderBy = "site", PageSize = 3 };
        var token = (await Operator.ContractedOffers.ListContractedOffersAsync(first)).NextPageToken;
        foreach (var (filter, order) in new[] { ("state = ORDERED", "site"), ("", "site"), ("state = DELIVERED", "site desc") })
            await Refusal.OfAsync(
                Operator.ContractedOffers.ListContractedOffersAsync(new() { Parent = "customers/-", Filter = filter, OrderBy = order, PageToken = token }),
                StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
        first.PageToken = token;
        Assert.Equal(3, (await Operator.ContractedOffers.ListContractedOffersAsync(first)).ContractedOffers.Count);
    }

    [Fact]
    public async Task A_filter_shows_a_reseller_nothing_of_another()
    {
        var everything = Filtered("customer_account != x OR site != x OR NOT state = DELIVERED");
        var own = await fixture.Server.Reseller.ContractedOffers.ListContractedOffersAsync(everything);
        await using var storage = fixture.Server.OpenStorage();
        Assert.NotEmpty(own.ContractedOffers);
        Assert.All(own.ContractedOffers, o => Assert.Equal("destiny", storage.ContractedOffers.Single(s => s.Reference == o.Reference).Reseller));
    }

    [Fact]
    public async Task The_sorted_columns_of_amendments_and_orders_are_those_documented()
    {
        foreach (var column in new[] { "number", "contracted_offer", "delivered_on" })
            Assert.Equal("0", (await Refusal.OfAsync(
                Operator.Amendments.ListAmendmentsAsync(new() { Parent = "customers/-", OrderBy = column }), StatusCode.InvalidArgument, "ORDER_BY_INVALID")).Info.Metadata["position"]);
        await Refusal.OfAsync(Operator.Orders.ListOrdersAsync(new() { Parent = "customers/-", OrderBy = "state, number" }), StatusCode.InvalidArgument, "ORDER_BY_INVALID");
    }

    private async Task RefusedAsync(string filter, int position, string rule)
    {
        var refusal = await Refusal.OfAsync(
            Operator.ContractedOffers.ListContractedOffersAsync(Filtered(filter)), StatusCode.InvalidArgument, "FILTER_INVALID");
        Assert.Equal(FormattableString.Invariant($"{position}"), refusal.Info.Metadata["position"]);
        var violation = Assert.Single(refusal.Status.GetDetail<BadRequest>().FieldViolations);
        Assert.Equal(("filter", rule), (violation.Field, violation.Reason));
    }

    private static ListContractedOffersRequest Filtered(string filter) => new() { Parent = "customers/-", Filter = filter, PageSize = 10 };
}
