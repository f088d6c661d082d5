using System.Globalization;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Customers;

/// <summary>The gRPC service Customers.</summary>
internal sealed partial class CustomersService(
    StorageContexts contexts, Operations operations, WriteSites writeSites, PageTokens pageTokens, RecordImports imports, CustomerImporter importer) : V1.Customers.CustomersBase
{
    private static readonly RecordKind<ImportCustomersRequest, Customer> Records = new(
        new("client", "customer"),
        m => m.RequestId, m => m.ValidateOnly, m => m.Customer, (m, checks) => CustomerRecords.Read(m.Customer, checks),
        c => 1 + c.Sites.Count + c.Contacts.Count, CustomerRecords.FieldOf);

    public override async Task<GetCustomerResponse> GetCustomer(GetCustomerRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        if (checks.Customer("name", request.Name) is not { } id)
        {
            checks.ThrowIfFaulty();
            throw Fault.InvalidArgument(FieldFaults.Malformed("name", "customers/44660"));
        }
        await using var storage = await contexts.OpenAsync(Caller.Of(context), context.CancellationToken);
        return new GetCustomerResponse
        {
            Customer = CustomerMessages.Customer(await storage.CustomerAsync(id, context.CancellationToken)),
        };
    }

    public override async Task<ListCustomersResponse> ListCustomers(ListCustomersRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var query = request.Query.Trim();
        if (query.Length > 0 && !CustomerSearch.CanBeSearched(query))
            checks.Add(FieldFaults.NothingToSearch("query"));
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        var order = CustomerLists.Sorts.Read(request.OrderBy);
        var filter = CustomerLists.Filters.Read(request.Filter);
        var (size, after) = (PageTokens.Size(request.PageSize), pageTokens.Read(caller, request, request.PageToken));
        await using var storage = await contexts.OpenAsync(Caller.Of(context), context.CancellationToken);
        var page = await Matching(storage, query).AsNoTracking().Where(filter).PageAsync(order, after, size, context.CancellationToken);

        var answer = new ListCustomersResponse { NextPageToken = page.NextKey is { } next ? pageTokens.Write(caller, request, next) : "" };
        answer.Customers.AddRange(page.Rows.Select(CustomerMessages.Customer));
        return answer;
    }

    public override Task<ImportCustomersResponse> ImportCustomers(
        IAsyncStreamReader<ImportCustomersRequest> requestStream, ServerCallContext context) =>
        imports.RunAsync(context, requestStream, Records, importer, summary => new ImportCustomersResponse { Summary = summary });

    /// <summary>By identifier, or by a part of the company name.</summary>
    private static IQueryable<Customer> Matching(StorageContext storage, string query)
    {
        if (query.Length == 0)
            return storage.Customers;
        var named = storage.Customers.NameContains(query);
        return long.TryParse(query, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? storage.Customers.Where(c => c.Id == id || named.Any(n => n.Id == c.Id))
            : named;
    }
}
