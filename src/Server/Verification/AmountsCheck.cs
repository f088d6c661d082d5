using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Storage.Formats;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Verification;

/// <summary>
/// What was quoted adds up, is what is priced of the same request under the same rules, byte for byte, is what its PDF shows, and is
/// what was ordered and delivered of it.
/// </summary>
internal static class AmountsCheck
{
    /// <summary>The first quote of which it does not hold.</summary>
    public static async Task<Break?> FirstBreakAsync(Verified verified)
    {
        var (context, cancellation) = (verified.Context, verified.Cancellation);
        var rows =
            from quote in context.Quotes.AsNoTracking()
            join amendment in context.Amendments on new { quote.Reseller, Number = quote.AmendmentNumber } equals new { amendment.Reseller, amendment.Number }
            join paper in context.QuotePapers on new { quote.Reseller, quote.AmendmentNumber, quote.Revision } equals new { paper.Reseller, paper.AmendmentNumber, paper.Revision } into papers
            from paper in papers.DefaultIfEmpty()
            orderby quote.Reseller, quote.AmendmentNumber, quote.Revision
            select new { Quote = quote, amendment.CustomerId, Paper = paper };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            verified.See();
            var name = ResourceNames.Quote(row.CustomerId, row.Quote.AmendmentNumber, row.Quote.Revision);
            if (PriceFormat.Fingerprint(row.Quote.Price) != row.Quote.Fingerprint)
                return new(name, "its price is not what its fingerprint says");
            Priced priced;
            try
            {
                priced = await verified.Prices.ReadAsync(context, row.Quote, cancellation);
            }
            catch (Exception thrown) when (thrown is InvalidOperationException or InvalidDataException or KeyNotFoundException)
            {
                return new(name, $"its price cannot be read: {thrown.Message}");
            }
            if ((BreakOf(row.Quote, priced) ?? PricedAgain(verified, row.Quote, priced) ?? await PaperBreakAsync(verified, row.Quote, priced, row.Paper)) is { } what)
                return new(name, what);
            if (await OrderBreakAsync(verified, row.Quote, priced) is { } found)
                return found;
        }
        return null;
    }

    private static string? BreakOf(Quote quote, Priced priced)
    {
        var outcome = priced.Outcome;
        if ((quote.PricingDate, quote.EffectiveDate, quote.RuleSetVersion) != (outcome.PricingDate, outcome.EffectiveDate, outcome.RuleSetVersion))
            return "its dates or its rule set are not those of its price";
        foreach (var kind in outcome.WholeTotals.Kinds)
        {
            var charged = outcome.Lines.SelectMany(l => l.Charges).Where(c => c.Kind == kind.Kind).ToArray();
            if (charged.Sum(c => c.Net) != kind.Total.Net || charged.Sum(c => c.Before) != outcome.InitialTotals.Of(kind.Kind).Net)
                return $"its total {kind.Kind.Code} is not the sum of its lines";
            if (kind.Total.Vat.Any(v => v.Amount != Rounding.ToCent(v.Base * v.RatePercent / 100m)))
                return $"its VAT of {kind.Kind.Code} is not the rounded share of what is taxed";
            if (kind.Total.Net - outcome.InitialTotals.Of(kind.Kind).Net != outcome.ChangeTotals.Of(kind.Kind).Net)
                return $"its change of {kind.Kind.Code} is not what the offer has after less what it had";
        }
        foreach (var total in ((TotalsTable[])[outcome.InitialTotals, outcome.ChangeTotals, outcome.WholeTotals]).SelectMany(t => t.Kinds))
            if (total.Total.Net != total.Total.Vat.Sum(v => v.Base) || total.Total.Gross != total.Total.Net + total.Total.Vat.Sum(v => v.Amount) || !IsInCents(total.Total))
                return $"its total {total.Kind.Code} is not net and VAT in cents";
        return null;
    }

    private static bool IsInCents(Total total) => Rounding.ToCent(total.Net) == total.Net && Rounding.ToCent(total.Gross) == total.Gross && total.Vat.All(v => Rounding.ToCent(v.Amount) == v.Amount);

    private static string? PricedAgain(Verified verified, Quote quote, Priced priced)
    {
        if (quote.RuleSetVersion != AmendmentPricer.RuleSetVersion)
            return null;
        var stored = StoredValues.Read(StoredPrice.Parser, quote.Price).Request;
        var shared = new SharedDigests(stored.Terms.ToByteArray(), stored.CatalogueOffer.ToByteArray(), stored.TaxTable.ToByteArray(), stored.LegalTable.ToByteArray());
        return PriceFormat.Bytes(priced.Request, shared, verified.Pricer.Price(priced.Request)).AsSpan().SequenceEqual(quote.Price)
            ? null
            : "the same request is priced otherwise under the same rules";
    }

    /// <summary>The PDF is what is drawn of the stored figures; one that another release drew is the one that the audit was told of.</summary>
    private static async Task<string?> PaperBreakAsync(Verified verified, Quote quote, Priced priced, QuotePaper? paper)
    {
        if (paper is null)
            return null;
        if (Sha256Hex.Of(paper.Pdf) != paper.PdfSha256)
            return "its PDF is not what its digest says";
        var parties = paper.Parties.Length == 0 ? null : StoredValues.Read(StoredParties.Parser, paper.Parties);
        var attachments = await QuotePapers.AttachedAsync(verified.Context, quote, verified.Cancellation);
        if (QuotePdf.Of(QuoteSheets.Of(quote, priced, parties, attachments)).AsSpan().SequenceEqual(paper.Pdf))
            return null;
        var context = verified.Context;
        var isTold = await context.AuditEntries
            .Where(e => e.Reseller == quote.Reseller && e.At == paper.MadeAt && e.Subject.Contains(quote.AmendmentNumber)
                && (!context.AuditPayloads.Any(p => p.Reseller == e.Reseller && p.Sequence == e.Sequence)
                    || context.AuditPayloads.Any(p => p.Reseller == e.Reseller && p.Sequence == e.Sequence && p.Payload.Contains(paper.PdfSha256))))
            .AnyAsync(verified.Cancellation);
        return isTold ? null : "its PDF does not show what is stored of it, and the audit was not told of it";
    }

    private static async Task<Break?> OrderBreakAsync(Verified verified, Quote quote, Priced priced)
    {
        var context = verified.Context;
        var order = await context.Orders.AsNoTracking().FirstOrDefaultAsync(
            o => o.Reseller == quote.Reseller && o.AmendmentNumber == quote.AmendmentNumber && o.QuoteRevision == quote.Revision, verified.Cancellation);
        if (order is null)
            return null;
        var name = ResourceNames.Order(order.CustomerId, order.Number);
        if (order.DeliveredOn is not { } day)
            return order.Charges.SequenceEqual(OrderCharges.Of(priced.Outcome)) ? null : new(name, "its charges are not those of the quote that was accepted");
        if (quote.RuleSetVersion != AmendmentPricer.RuleSetVersion)
            return null;
        var delivered = AmendmentPricing.Deliver(priced, day);
        if (!order.Charges.SequenceEqual(OrderCharges.Of(delivered).Select(c => c with { IsEstimate = false })))
            return new(name, "its charges are not those of the quote that was accepted, as delivered");
        var version = await context.ContractVersions.AsNoTracking().FirstOrDefaultAsync(
            v => v.Reseller == order.Reseller && v.OfferReference == order.OfferReference && v.Number == order.OfferVersionWritten, verified.Cancellation);
        return version is not null && TermsFormat.Bytes(delivered.ContractAfter).AsSpan().SequenceEqual(version.Terms)
            ? null
            : new(name, Invariant($"version {order.OfferVersionWritten} of its offer is not what was held and what it changed"));
    }
}
