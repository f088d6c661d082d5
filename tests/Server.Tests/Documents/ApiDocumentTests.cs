using System.Text.RegularExpressions;
using MyOpenIP.Server.Lists;
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
                ("ListCustomers", Said(ListFilters.Customers.Columns), Said(ListSorts.Customers.Columns)),
                ("ListContractedOffers", Said(ListFilters.ContractedOffers.Columns), Said(ListSorts.ContractedOffers.Columns)),
                ("ListAmendments", Said(ListFilters.Amendments(default).Columns), Said(ListSorts.Amendments(default).Columns)),
                ("ListOrders", Said(ListFilters.Orders.Columns), Said(ListSorts.Orders.Columns)),
            ],
            ListRow().Matches(Document).Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value)));

        static string Said(IEnumerable<string> columns) => string.Join(", ", columns);
    }

    [GeneratedRegex(@"^\| `([A-Z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex ReasonRow();

    [GeneratedRegex(@"^\| (List\w+) \| (.+) \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex ListRow();
}
