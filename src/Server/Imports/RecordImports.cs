using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Imports;

/// <summary>
/// Imports through the API: what the command line does with a file, done with a stream, all or none in one transaction.
/// Faults of the records are an answer, not an error; like an error, it is not kept under the request id.
/// </summary>
internal sealed class RecordImports(IDbContextFactory<StorageContext> contexts, Mutations mutations, ImportLimits limits, TimeProvider time)
{
    /// <summary>Reads, checks and stores a stream of records.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT, REQUEST_ID_REUSED, LIMIT_EXCEEDED.</exception>
    public async Task<TResponse> RunAsync<TRequest, TLine, TResponse>(
        ServerCallContext call, IAsyncStreamReader<TRequest> stream, RecordKind<TRequest> kind, LineImporter<TLine> importer,
        Func<ImportSummary, TResponse> answer)
        where TRequest : IMessage
        where TLine : class
        where TResponse : class, IMessage<TResponse>, new()
    {
        var cancellation = call.CancellationToken;
        var language = FaultStatus.LanguageOf(call.RequestHeaders.GetValue("accept-language"));
        var read = await ImportStream.ReadAsync(stream, kind, limits, time, cancellation);
        if (read.Count == 0)
            return answer(new ImportSummary());
        await using (var storage = await contexts.CreateDbContextAsync(cancellation))
            if (await Mutations.FirstAnswerAsync<TResponse>(storage, call, read.RequestId, read.Digest, cancellation) is { } first)
                return first;
        try
        {
            var seen = await importer.CheckAsync(read.Source, null, cancellation);
            if (read.Faults.Count > 0)
                return answer(ImportMessages.ImportSummary(read.Count, FaultsOf(kind, read, []), language));
            return read.ValidateOnly
                ? answer(ImportMessages.ImportSummary(seen, kind.Noun, kind.FieldOf, language))
                : await mutations.RunAsync(call, read.Digest, read.RequestId, validateOnly: false, async mutation =>
                {
                    var counts = await importer.StoreAsync(mutation.Context, read.Source, mutation.Cancellation);
                    await TellAsync(mutation, kind.Action, kind.Subject, counts);
                    return answer(ImportMessages.ImportSummary(counts, kind.Noun, kind.FieldOf, language));
                });
        }
        catch (DataFaultsException refusal)
        {
            return answer(ImportMessages.ImportSummary(read.Count, FaultsOf(kind, read, refusal.Faults), language));
        }
    }

    /// <summary>All faults by record and field; what the form makes wrong with a field hides what follows from it there.</summary>
    private static (int Line, string Field, Text Message)[] FaultsOf<TRequest>(
        RecordKind<TRequest> kind, ImportStream read, IReadOnlyList<DataFault> found) =>
    [
        .. read.Faults.Select(f => (f.Line, f.Fault.Field, f.Fault.Description))
            .Concat(found.Select(f => (f.Line, Field: kind.FieldOf(f.Field), f.Message))
                .ExceptBy(read.Faults.Select(f => (f.Line, f.Fault.Field)), f => (f.Line, f.Field)))
            .OrderBy(f => f.Line).ThenBy(f => f.Field, StringComparer.Ordinal),
    ];

    /// <summary>Each reseller's audit tells what changed of its own.</summary>
    private static async Task TellAsync(Mutation mutation, string action, string subject, ImportCounts counts)
    {
        if (counts.Changes.Count == 0)
            await mutation.TellAsync("", action, subject);
        foreach (var reseller in counts.Changes.GroupBy(c => c.Reseller, StringComparer.Ordinal))
            await mutation.TellAsync(reseller.Key, action, subject, DataJson.Write(new
            {
                Created = reseller.Where(c => c.Fields is null).Select(c => c.Key),
                Updated = reseller.Where(c => c.Fields is not null).Select(c => c.Key),
            }));
    }
}
