using Google.Protobuf;
using Grpc.Core;
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
internal sealed class RecordImports(StorageContexts contexts, Operations operations, ImportTurns turns, ImportLimits limits, TimeProvider time)
{
    /// <summary>Reads, checks and stores a stream of records.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT, REQUEST_ID_REUSED, LIMIT_EXCEEDED.</exception>
    public async Task<TResponse> RunAsync<TRequest, T, TResponse>(
        ServerCallContext call, IAsyncStreamReader<TRequest> stream, RecordKind<TRequest, T> kind, RecordImporter<T> importer,
        Func<ImportSummary, TResponse> answer)
        where TRequest : IMessage
        where T : class
        where TResponse : class, IMessage<TResponse>, new()
    {
        var (caller, cancellation) = (Caller.Of(call), call.CancellationToken);
        var language = FaultStatus.LanguageOf(call.RequestHeaders.GetValue("accept-language"));
        using var turn = turns.Begin(cancellation);
        var read = await RecordStream<T>.ReadAsync(stream, kind, limits, turn, time, cancellation);
        if (read.Records.Count == 0)
            return answer(new ImportSummary());
        var key = new WriteKey(call.Method, read.RequestId, read.Digest);
        await using (var storage = await contexts.OpenAsync(caller, cancellation))
            if (await FirstAnswers.FindAsync(storage, caller, key, cancellation) is { } first)
                return WriteCalls.Read<TResponse>(first);
        try
        {
            var seen = await turn.WorkAsync(() => importer.CheckAsync(caller, ImportSource.Of(read.Records), cancellation));
            var summary = ImportMessages.ImportSummary(seen.Counts, kind.Noun, kind.FieldOf, language);
            return read.ValidateOnly
                ? answer(summary)
                : await turn.WorkAsync(() => operations.AnswerAsync(
                    call, key, validateOnly: false,
                    async write =>
                    {
                        await importer.StoreAsync(write, seen);
                        return summary;
                    },
                    (_, told) => Task.FromResult(answer(told))));
        }
        catch (DataFaultsException refusal)
        {
            return answer(ImportMessages.ImportSummary(read.Records.Count, refusal.Faults, language));
        }
    }
}
