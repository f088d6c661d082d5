using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;
using MyOpenIP.V1;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>The gRPC service ContractedOffers.</summary>
internal sealed class ContractedOffersService(
    StorageContexts contexts,
    Operations operations,
    UpdateSites updateSites,
    ContractedOfferViews views,
    PageTokens pageTokens,
    ParisClock clock,
    RecordImports imports,
    ContractedOfferImporter importer) : V1.ContractedOffers.ContractedOffersBase
{
    private static readonly RecordKind<ImportContractedOffersRequest, ContractedOfferRecord> Records = new(
        new("offre contractée", "contracted offer"),
        m => m.RequestId, m => m.ValidateOnly, m => m.ContractedOffer,
        (m, checks) => ContractedOfferRecords.Read(m.ContractedOffer, checks), o => 2 + o.Lines.Count, ContractedOfferRecords.FieldOf);

    private static readonly KeyColumn<ContractVersion>[] LatestFirst = [KeyColumn<ContractVersion>.By(v => v.Number, descending: true)];

    public override async Task<GetContractedOfferResponse> GetContractedOffer(GetContractedOfferRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("name", request.Name, ResourceNames.ContractedOffers);
        var day = checks.Date("date", request.Date);
        checks.ThrowIfFaulty();

        var (caller, cancellation) = (Caller.Of(context), context.CancellationToken);
        await using var storage = await contexts.OpenAsync(caller, cancellation);
        var offer = await storage.ContractedOfferAsync(name, cancellation);
        var asOf = request.AsOfCase switch
        {
            GetContractedOfferRequest.AsOfOneofCase.Version =>
                await ContractVersions.NumberedAsync(storage, offer, request.Version, clock.Today, cancellation),
            GetContractedOfferRequest.AsOfOneofCase.Date => await ContractVersions.HoldingOnAsync(storage, offer, day!.Value, cancellation),
            _ => new ContractVersionOnDay(offer.CurrentVersion, clock.Today),
        };
        return new GetContractedOfferResponse { ContractedOffer = await views.WholeAsync(storage, offer, asOf, caller, cancellation) };
    }

    public override async Task<ListVersionsResponse> ListVersions(ListVersionsRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("parent", request.Parent, ResourceNames.ContractedOffers);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        var (size, after) = (PageTokens.Size(request.PageSize), pageTokens.Read(caller, request, request.PageToken));
        await using var storage = await contexts.OpenAsync(Caller.Of(context), context.CancellationToken);
        var offer = await storage.ContractedOfferAsync(name, context.CancellationToken);
        var page = await storage.VersionsOf(offer).AsNoTracking().PageAsync(LatestFirst, after, size, context.CancellationToken);

        var answer = new ListVersionsResponse { NextPageToken = page.NextKey is { } next ? pageTokens.Write(caller, request, next) : "" };
        answer.Versions.AddRange(page.Rows.Select(v => ContractedOfferMessages.ContractVersion(v, offer)));
        return answer;
    }

    public override async Task<ListContractedOffersResponse> ListContractedOffers(
        ListContractedOffersRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var parent = checks.Customer("parent", request.Parent);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        var order = ContractedOfferLists.Sorts.Read(request.OrderBy);
        var filter = ContractedOfferLists.Filters.Read(request.Filter);
        var (size, after) = (PageTokens.Size(request.PageSize), pageTokens.Read(caller, request, request.PageToken));
        await using var storage = await contexts.OpenAsync(Caller.Of(context), context.CancellationToken);
        await storage.RequireCustomerAsync(parent, context.CancellationToken);
        var page = await storage.ContractedOffers.AsNoTracking()
            .Where(o => parent == null || o.CustomerId == parent).Where(filter)
            .PageAsync(order, after, size, context.CancellationToken);
        var ids = page.Rows.Select(o => o.CustomerId).Distinct().ToList();
        var customers = await storage.Customers.AsNoTracking().Include(c => c.Sites).Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, context.CancellationToken);

        var answer = new ListContractedOffersResponse { NextPageToken = page.NextKey is { } next ? pageTokens.Write(caller, request, next) : "" };
        answer.ContractedOffers.AddRange(page.Rows.Select(o => ContractedOfferMessages.ContractedOffer(o, customers[o.CustomerId])));
        return answer;
    }

    public override async Task<UpdateSitesResponse> UpdateSites(UpdateSitesRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("name", request.Name, ResourceNames.ContractedOffers);
        PartPatchMessages.RequireMayWrite(Caller.Of(context), request.UpdateMask);
        var changes = SiteChangeMessages.Read(request, checks);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => updateSites.RunAsync(write, name, request.Etag, changes),
            async (write, changed) => new UpdateSitesResponse
            {
                ContractedOffer = await views.WholeAsync(write, changed.Offer, changed.Held, changed.Customer),
            });
    }

    public override Task<ImportContractedOffersResponse> ImportContractedOffers(
        IAsyncStreamReader<ImportContractedOffersRequest> requestStream, ServerCallContext context) =>
        imports.RunAsync(context, requestStream, Records, importer, summary => new ImportContractedOffersResponse { Summary = summary });
}
