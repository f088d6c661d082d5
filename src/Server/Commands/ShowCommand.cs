using System.CommandLine;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Formats;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Commands;

/// <summary>
/// The command line <c>show NAME</c>: prints what is stored as bytes, as JSON. It reads alone, beside a server that runs or not.
/// Amounts and percentages are ten-thousandths, days yyyymmdd, as they are stored.
/// </summary>
internal static class ShowCommand
{
    private const string Quotes = "/quotes/";
    private const string Versions = "/versions/";

    /// <summary>The command.</summary>
    /// <param name="open">Opens the database, to be read only.</param>
    /// <param name="output">Where it prints.</param>
    public static Command Create(Func<ParseResult, StorageContext> open, TextWriter output)
    {
        var name = new Argument<string>("name")
        {
            Description = "customers/ID/contractedOffers/REFERENCE[/versions/N]: its terms; customers/ID/amendments/NUMBER/quotes/REVISION: request and outcome; "
                + "a digest of 64 hexadecimal digits that a request names: what it stands for. ID may be -.",
        };
        var command = new Command("show", "Prints what is stored of a contract or a price, as JSON.") { name };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var context = open(arguments);
            var asked = arguments.GetRequiredValue(name);
            if (await FindAsync(context, asked, cancellation) is { } message)
            {
                await output.WriteLineAsync(StoredJson.Of(message));
                return CommandTree.Done;
            }
            await output.WriteLineAsync($"Nothing is stored under {asked}.");
            return CommandTree.Refused;
        });
        return command;
    }

    private static async Task<IMessage?> FindAsync(StorageContext context, string name, CancellationToken cancellation)
    {
        if (name.Length == 64 && name.All(char.IsAsciiHexDigitLower))
            return await SharedAsync(context, name, cancellation);
        if (Split(name, Versions) is (var offerName, { } number) && ResourceNames.TryPart(offerName, ResourceNames.ContractedOffers, out var offer))
            return await TermsAsync(context, offer, number, cancellation);
        if (ResourceNames.TryPart(name, ResourceNames.ContractedOffers, out offer))
            return await TermsAsync(context, offer, number: null, cancellation);
        if (Split(name, Quotes) is (var amendmentName, { } revision) && ResourceNames.TryPart(amendmentName, ResourceNames.Amendments, out var amendment))
            return await PriceAsync(context, amendment, revision, cancellation);
        return null;
    }

    private static async Task<StoredTerms?> TermsAsync(StorageContext context, PartName name, int? number, CancellationToken cancellation)
    {
        var terms = await context.ContractedOffers.Where(o => o.Reference == name.Identifier && (name.Customer == null || o.CustomerId == name.Customer))
            .SelectMany(o => o.Versions.Where(v => v.Number == (number ?? o.CurrentVersion)).Select(v => v.Terms)).SingleOrDefaultAsync(cancellation);
        return terms is null ? null : StoredValues.Read(StoredTerms.Parser, terms);
    }

    private static async Task<StoredPrice?> PriceAsync(StorageContext context, PartName name, int revision, CancellationToken cancellation)
    {
        var price = await context.Amendments.Where(a => a.Number == name.Identifier && (name.Customer == null || a.CustomerId == name.Customer))
            .Join(context.Quotes, a => new { a.Reseller, a.Number }, q => new { q.Reseller, Number = q.AmendmentNumber }, (_, quote) => quote)
            .Where(q => q.Revision == revision).Select(q => q.Price).SingleOrDefaultAsync(cancellation);
        return price is null ? null : StoredValues.Read(StoredPrice.Parser, price);
    }

    private static async Task<IMessage?> SharedAsync(StorageContext context, string digest, CancellationToken cancellation) =>
        await context.SharedDocuments.AsNoTracking().SingleOrDefaultAsync(d => d.Digest == digest, cancellation) is { } document
            ? SharedContent.Read(document.Kind, document.Content)
            : null;

    private static (string Name, int? Number) Split(string name, string separator) =>
        name.LastIndexOf(separator, StringComparison.Ordinal) is var at and > 0 && int.TryParse(name[(at + separator.Length)..], out var number)
            ? (name[..at], number)
            : (name, null);
}
