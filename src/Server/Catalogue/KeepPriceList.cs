using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Files;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Catalogue;

/// <summary>Draws the price list of a version of the catalogue, a PDF: the same version, the same bytes.</summary>
/// <param name="title">Its title.</param>
/// <param name="version">The version.</param>
/// <param name="offers">The offers of the version.</param>
internal delegate byte[] DrawPriceList(string title, string version, IReadOnlyList<OfferData> offers);

/// <summary>
/// Keeps the price list of a version of the catalogue as a contractual document, where the policies want one: drawn once, with
/// the version, and the same bytes from then on.
/// </summary>
internal sealed class KeepPriceList(Policies policies, DrawPriceList draw)
{
    /// <summary>Keeps it unless it is there, in the transaction of the context.</summary>
    /// <exception cref="DataFaultsException">It would be longer than documents are.</exception>
    public async Task RunAsync(StorageContext context, string version, IReadOnlyList<OfferData> offers, CancellationToken cancellation)
    {
        if (policies.PriceList is not { } wanted || await context.Documents.AnyAsync(d => d.Code == wanted.Code && d.Version == version, cancellation))
            return;
        var pdf = draw(wanted.Title, version, offers);
        if (pdf.Length > DocumentChecks.MostBytes)
            throw new DataFaultsException([new DataFault("catalogue", 1, "offers", new(
                "le catalogue tarifaire qui en est tiré dépasserait 10 Mio ; il faut moins de tarifs", "the price list made of it would be longer than 10 MiB: fewer tariffs are needed"))]);
        var sha256 = Sha256Hex.Of(pdf);
        using var content = new MemoryStream(pdf);
        await context.KeepAsync("", sha256, content, cancellation);
        context.Add(new DocumentRow
        {
            Sha256 = sha256,
            Code = wanted.Code,
            Title = wanted.Title,
            Version = version,
            FileName = $"{string.Concat($"{wanted.Code}-{version}".Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? char.ToLowerInvariant(c) : '-'))}.pdf",
            MediaType = FileKind.Pdf.Endings[0].MediaType,
            Size = pdf.Length,
        });
    }

    /// <summary>Keeps that of the version in force: of a catalogue that was imported before its price list was wanted.</summary>
    public async Task OfVersionInForceAsync(StorageContext context, CancellationToken cancellation)
    {
        if (policies.PriceList is null || await Catalogues.CurrentVersionAsync(context, cancellation) is not { } version)
            return;
        var offers = await context.CatalogueOffers.AsNoTracking().Where(o => o.Version == version).OrderBy(o => o.Position).Select(o => o.Content).ToListAsync(cancellation);
        await RunAsync(context, version, [.. offers.Select(DataJson.Read<OfferData>)], cancellation);
    }
}
