using System.Text;
using Grpc.Core;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Catalogue;

/// <content>Imports of the catalogue.</content>
internal sealed partial class CatalogService
{
    /// <summary>Name of what an import writes to.</summary>
    private const string Subject = "offers/-";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override async Task<ImportCatalogResponse> ImportCatalog(ImportCatalogRequest request, ServerCallContext context)
    {
        Roles.RequireOperator(Caller.Of(context));
        if (request.Content.Length > limits.CatalogueBytes)
            throw Fault.LimitExceeded(ImportLimits.Told(limits.CatalogueBytes));
        var checks = new RequestChecks();
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        var language = FaultStatus.LanguageOf(context.RequestHeaders.GetValue("accept-language"));
        try
        {
            var file = CatalogueImporter.Read(await DataDocument.OfTextAsync("catalogue", TextOf(request), "catalogue"));
            return await operations.AnswerAsync(context, request, requestId, request.ValidateOnly, async write =>
            {
                var changes = await CatalogueImporter.CompareAsync(write.Context, file, write.Cancellation);
                var version = await importer.StoreAsync(write.Context, file, null, write.Cancellation);
                write.Tell("", nameof(ImportCatalog), Subject, DataJson.Write(new { changes.From, changes.To }));
                return new ImportCatalogResponse { Summary = CatalogueMessages.ImportSummary(file, changes, language), CatalogueVersion = version };
            }, (_, answer) => answer);
        }
        catch (DataFaultsException refusal)
        {
            return await FaultyAsync(refusal.Faults, language, context.CancellationToken);
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

    private async Task<ImportCatalogResponse> FaultyAsync(IReadOnlyList<DataFault> faults, Language language, CancellationToken cancellation)
    {
        await using var storage = await contexts.CreateDbContextAsync(cancellation);
        return new ImportCatalogResponse
        {
            Summary = ImportMessages.ImportSummary(0, faults, language),
            CatalogueVersion = await Catalogues.CurrentVersionAsync(storage, cancellation) ?? "",
        };
    }
}
