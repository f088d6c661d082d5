using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Catalogue;

/// <summary>The gRPC service Catalog.</summary>
internal sealed partial class CatalogService(
    StorageContexts contexts,
    Catalogues catalogues,
    Operations operations,
    CatalogueImporter importer,
    AmendmentViews views,
    PageTokens pageTokens,
    ImportLimits limits) : Catalog.CatalogBase
{
    private static readonly KeyColumn<CatalogueOfferRow>[] ByPosition = [KeyColumn<CatalogueOfferRow>.By(o => o.Position)];

    public override async Task<GetOfferResponse> GetOffer(GetOfferRequest request, ServerCallContext context)
    {
        RequestChecks.Of(context).ThrowIfFaulty();
        var code = ResourceNames.OfferCode(request.Name)!;
        await using var storage = await contexts.OpenAsync(Caller.Of(context), context.CancellationToken);
        var version = await Catalogues.CurrentVersionAsync(storage, context.CancellationToken);
        var offer = version is null ? null : await catalogues.FindOfferAsync(storage, version, code, context.CancellationToken);
        return new GetOfferResponse { Offer = offer is null ? throw Fault.NotFound(request.Name) : Show(offer, version!, Caller.Of(context)) };
    }

    public override async Task<ListOffersResponse> ListOffers(ListOffersRequest request, ServerCallContext context)
    {
        RequestChecks.Of(context).ThrowIfFaulty();
        var caller = Caller.Of(context);
        var (size, after) = (PageTokens.Size(request.PageSize), pageTokens.Read(caller, request, request.PageToken));
        await using var storage = await contexts.OpenAsync(Caller.Of(context), context.CancellationToken);
        var version = await Catalogues.CurrentVersionAsync(storage, context.CancellationToken);
        var page = await storage.CatalogueOffers.AsNoTracking().Where(o => o.Version == version)
            .PageAsync(ByPosition, after, size, context.CancellationToken);

        var answer = new ListOffersResponse { NextPageToken = page.NextKey is { } next ? pageTokens.Write(caller, request, next) : "" };
        foreach (var row in page.Rows)
            answer.Offers.Add(Show((await catalogues.FindOfferAsync(storage, row.Version, row.Code, context.CancellationToken))!, row.Version, caller));
        return answer;
    }

    /// <summary>An offer as this caller buys it: another reseller's agreed discounts are not shown.</summary>
    private Offer Show(OfferData offer, string version, Caller caller) => OfferMessages.Offer(
        offer.Name,
        offer.For(version, caller.Reseller ?? ""),
        views.DocumentsInForce(version));
}
