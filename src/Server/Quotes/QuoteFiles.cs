using System.Text;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Quotes;

/// <summary>Quotes as files to download.</summary>
internal sealed class QuoteFiles(StorageContexts contexts, QuotePapers papers)
{
    /// <summary>A quote of any revision as a file.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="name">Name of its amendment.</param>
    /// <param name="revision">Its revision.</param>
    /// <param name="asHtml">Whether as a page; else as PDF.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND.</exception>
    public async Task<QuoteFile> ReadAsync(Actor actor, PartName name, int revision, bool asHtml, CancellationToken cancellation)
    {
        await using var context = await contexts.OpenAsync(actor, cancellation);
        var amendment = await context.AmendmentAsync(name, cancellation);
        var quote = await context.Quotes.AsNoTracking().SingleOrDefaultAsync(
            q => q.Reseller == amendment.Reseller && q.AmendmentNumber == amendment.Number && q.Revision == revision, cancellation)
            ?? throw Fault.NotFound(ResourceNames.Quote(amendment.CustomerId, amendment.Number, revision));
        if (!asHtml)
        {
            var paper = await papers.ReadAsync(context, quote, cancellation);
            return new QuoteFile(Invariant($"{amendment.Number}-{revision}.pdf"), "application/pdf", paper.Pdf, paper.PdfSha256);
        }
        var page = Encoding.UTF8.GetBytes(QuotePage.Of(await papers.SheetAsync(context, quote, cancellation)));
        return new QuoteFile(Invariant($"{amendment.Number}-{revision}.html"), "text/html; charset=utf-8", page, Sha256Hex.Of(page));
    }
}

/// <summary>A quote as a file.</summary>
/// <param name="Name">Name to keep it under.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Sha256">SHA-256 of its bytes, 64 lower-case hexadecimal digits; of a PDF the one that was kept with it.</param>
internal sealed record QuoteFile(string Name, string ContentType, byte[] Content, string Sha256);
