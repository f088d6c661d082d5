using System.Text.RegularExpressions;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Wire;
using MyOpenIP.Tests;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Documents;

/// <summary>docs/api.md says what the service does: every reason and every column of lists, no more and no less.</summary>
public sealed partial class ApiDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "api.md"));

    [Fact]
    public void Every_reason_has_its_row_with_an_example()
    {
        var reasons = Enum.GetValues<ErrorReason>().Where(r => r is not ErrorReason.Unspecified).Select(ReasonNames.Of);
        Assert.Equal(reasons.Order(), ReasonRow().Matches(Document).Select(m => m.Groups[1].Value).Order());
    }

    [Fact]
    public void Every_column_of_every_list_has_its_place()
    {
        Assert.Equal(
            [
                ("ListCustomers", Said(CustomerLists.Filters.Columns), Said(CustomerLists.Sorts.Columns)),
                ("ListContractedOffers", Said(ContractedOfferLists.Filters.Columns), Said(ContractedOfferLists.Sorts.Columns)),
                ("ListAmendments", Said(AmendmentLists.Filters(default).Columns), Said(AmendmentLists.Sorts(default).Columns)),
                ("ListOrders", Said(OrderLists.Filters.Columns), Said(OrderLists.Sorts.Columns)),
                ("ListEvents", Said(RecordedEvents.Filters.Columns), "none: the first thing first"),
            ],
            ListRow().Matches(Document).Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value)));

        static string Said(IEnumerable<string> columns) => string.Join(", ", columns);
    }

    [GeneratedRegex(@"^\| `([A-Z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex ReasonRow();

    [GeneratedRegex(@"^\| (List\w+) \| (.+) \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex ListRow();
}
