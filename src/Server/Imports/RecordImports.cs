using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Imports;

/// <summary>
/// Imports through the API: what the command line does with a file, done with a stream, all or none in one transaction.
/// Faults of the records are an answer, not an error; like an error, it is not kept under the request id.
/// </summary>
internal sealed class RecordImports(IDbContextFactory<StorageContext> contexts, Operations operations, ImportLimits limits, TimeProvider time)
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
        var key = new WriteKey(call.Method, read.RequestId, read.Digest);
        await using (var storage = await contexts.CreateDbContextAsync(cancellation))
            if (await FirstAnswers.FindAsync(storage, Caller.Of(call), key, cancellation) is { } first)
                return WriteCalls.Read<TResponse>(first);
        try
        {
            var seen = await importer.CheckAsync(read.Source, null, cancellation);
            if (read.Faults.Count > 0)
                return answer(ImportMessages.ImportSummary(read.Count, FaultsOf(kind, read, []), language));
            return read.ValidateOnly
                ? answer(ImportMessages.ImportSummary(seen, kind.Noun, kind.FieldOf, language))
                : await operations.AnswerAsync(call, key, validateOnly: false, async write =>
                {
                    var counts = await importer.StoreAsync(write.Context, read.Source, write.Cancellation);
                    Tell(write, kind.Action, kind.Subject, counts);
                    return answer(ImportMessages.ImportSummary(counts, kind.Noun, kind.FieldOf, language));
                }, (_, made) => Task.FromResult(made));
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
    private static void Tell(Write write, string action, string subject, ImportCounts counts)
    {
        if (counts.Changes.Count == 0)
            write.Tell("", action, subject);
        foreach (var reseller in counts.Changes.GroupBy(c => c.Reseller, StringComparer.Ordinal))
            write.Tell(reseller.Key, action, subject, DataJson.Write(new
            {
                Created = reseller.Where(c => c.Fields is null).Select(c => c.Key),
                Updated = reseller.Where(c => c.Fields is not null).Select(c => c.Key),
            }));
    }
}
