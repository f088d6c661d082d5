using System.Text;
using Grpc.Core;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Catalogue;

/// <content>Imports of the catalogue.</content>
internal sealed partial class CatalogService
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override async Task<ImportCatalogResponse> ImportCatalog(ImportCatalogRequest request, ServerCallContext context)
    {
        if (request.Content.Length > limits.CatalogueBytes)
            throw Fault.LimitExceeded(ImportLimits.Told(limits.CatalogueBytes));
        var checks = RequestChecks.Of(context);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        var language = FaultStatus.LanguageOf(context.RequestHeaders.GetValue("accept-language"));
        try
        {
            var file = CatalogueImporter.Read(await DataDocument.OfTextAsync("catalogue", TextOf(request), "catalogue"));
            return await operations.AnswerAsync(
                context, request, requestId, request.ValidateOnly,
                write => importer.StoreAsync(write, file),
                (_, changes) => new ImportCatalogResponse { Summary = CatalogueMessages.ImportSummary(file, changes, language), CatalogueVersion = changes.To });
        }
        catch (DataFaultsException refusal)
        {
            return await FaultyAsync(Caller.Of(context), refusal.Faults, language, context.CancellationToken);
        }
    }

    private static string TextOf(ImportCatalogRequest request)
    {
        try
        {
            return Utf8.GetString(request.Content.Span).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new DataFaultsException([new DataFault("catalogue", 1, "", new("n'est pas de l'UTF-8", "is not UTF-8"))]);
        }
    }

    private async Task<ImportCatalogResponse> FaultyAsync(Caller caller, IReadOnlyList<DataFault> faults, Language language, CancellationToken cancellation)
    {
        await using var storage = await contexts.OpenAsync(caller, cancellation);
        return new ImportCatalogResponse
        {
            Summary = ImportMessages.ImportSummary(0, faults, language),
            CatalogueVersion = await Catalogues.CurrentVersionAsync(storage, cancellation) ?? "",
        };
    }
}
