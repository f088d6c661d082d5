using System.Linq.Expressions;
using MyOpenIP.Server.Lists;

namespace MyOpenIP.Server.Customers;

/// <summary>The columns on which lists of customers are sorted and filtered. The database holds names of states; lists compare their places.</summary>
internal static class CustomerLists
{
    private static readonly Expression<Func<Customer, int>> StateRank = StateRanks.Of((Customer c) => c.State);

    private static readonly KeyColumn<Customer> CustomerId = KeyColumn<Customer>.By(c => c.Id);

    public static ListOrder<Customer> Sorts { get; } = new(
        new Dictionary<string, KeyColumn<Customer>>
        {
            ["identifier"] = CustomerId,
            ["company_name"] = KeyColumn<Customer>.By(c => c.SearchName),
            ["created_on"] = KeyColumn<Customer>.By(c => c.CreatedOn),
            ["status"] = KeyColumn<Customer>.By(c => c.SearchLegalStatus),
            ["state"] = KeyColumn<Customer>.By(StateRank),
        },
        CustomerId, byDefault: "identifier");

    public static ListFilter<Customer> Filters { get; } = new(new Dictionary<string, FilterColumn<Customer>>
    {
        ["identifier"] = new SpanColumn<Customer, long>(c => c.Id, FilterValues.Number(), "44660"),
        ["company_name"] = new TextColumn<Customer>(c => c.SearchName),
        ["siren"] = new TextColumn<Customer>(c => c.Siren),
        ["account"] = new TextColumn<Customer>(c => c.SearchAccount),
        ["reference"] = new TextColumn<Customer>(c => c.SearchReference),
        ["created_on"] = new SpanColumn<Customer, DateOnly>(c => c.CreatedOn, FilterValues.Day, FilterValues.DayExample),
        ["status"] = new TextColumn<Customer>(c => c.SearchLegalStatus),
        ["state"] = new SpanColumn<Customer, int>(StateRank, FilterValues.Choice<CustomerState>("CUSTOMER_STATE_"), "ACTIVE"),
    });
}
