using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Orders.OrderX;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Formats;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Orders;

/// <summary>Orders as files to download.</summary>
internal sealed class OrderFiles(StorageContexts contexts, QuotedPrices quotedPrices, PricingInputLoader loader, Sellers sellers)
{
    /// <summary>An order as Order-X.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND.</exception>
    public async Task<OrderFile> ReadAsync(Actor actor, PartName name, CancellationToken cancellation)
    {
        await using var context = await contexts.OpenAsync(actor, cancellation);
        var order = await context.OrderAsync(name, cancellation);
        var quote = await context.Quotes.AsNoTracking().SingleAsync(
            q => q.Reseller == order.Reseller && q.AmendmentNumber == order.AmendmentNumber && q.Revision == order.QuoteRevision, cancellation);
        var parties = await QuotePapers.PartiesAsync(context, quote, cancellation) ?? await AsTheyStandAsync(context, order, cancellation);
        var file = OrderXDocument.Of(order, quote, await quotedPrices.ReadAsync(context, quote, cancellation), parties);
        return new($"{order.Number}.xml", "application/xml", file, Sha256Hex.Of(file));
    }

    /// <summary>A quote of release 0.2 froze its price alone.</summary>
    private async Task<StoredParties> AsTheyStandAsync(StorageContext context, Order order, CancellationToken cancellation)
    {
        var amendment = await context.Amendments.AsNoTracking().SingleAsync(a => a.Reseller == order.Reseller && a.Number == order.AmendmentNumber, cancellation);
        var offer = await context.ContractedOfferAsync(order.Reseller, order.OfferReference, cancellation);
        var inputs = await loader.LoadAsync(context, offer, cancellation);
        return QuoteParties.Of(sellers.Of(order.Reseller), inputs.Customer, offer, amendment);
    }
}

/// <summary>An order as a file.</summary>
/// <param name="Name">Name to keep it under.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Sha256">SHA-256 of its bytes, 64 lower-case hexadecimal digits.</param>
internal sealed record OrderFile(string Name, string ContentType, byte[] Content, string Sha256);
