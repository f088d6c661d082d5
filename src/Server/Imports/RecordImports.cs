using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
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
internal sealed class RecordImports(StorageContexts contexts, Operations operations, ImportLimits limits, TimeProvider time)
{
    private static readonly TimeSpan GiveBackAfter = TimeSpan.FromSeconds(1);

    /// <summary>Records from which on an import is large.</summary>
    private const int LargeImport = 1_000;

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
        var read = await RecordStream<T>.ReadAsync(stream, kind, limits, time, cancellation);
        if (read.Records.Count >= LargeImport)
            GiveBackLater(call);
        if (read.Records.Count == 0)
            return answer(new ImportSummary());
        var key = new WriteKey(call.Method, read.RequestId, read.Digest);
        await using (var storage = await contexts.OpenAsync(caller, cancellation))
            if (await FirstAnswers.FindAsync(storage, caller, key, cancellation) is { } first)
                return WriteCalls.Read<TResponse>(first);
        try
        {
            var seen = await importer.CheckAsync(caller, ImportSource.Of(read.Records), cancellation);
            var summary = ImportMessages.ImportSummary(seen.Counts, kind.Noun, kind.FieldOf, language);
            return read.ValidateOnly
                ? answer(summary)
                : await operations.AnswerAsync(
                    call, key, validateOnly: false,
                    async write =>
                    {
                        await importer.StoreAsync(write, seen);
                        return summary;
                    },
                    (_, told) => Task.FromResult(answer(told)));
        }
        catch (DataFaultsException refusal)
        {
            return answer(ImportMessages.ImportSummary(read.Records.Count, refusal.Faults, language));
        }
    }

    /// <summary>
    /// Gives the memory of a large import back once its call has ended. The collector sees no need to by itself: it has hundreds
    /// of megabytes of nobody's records, and nothing presses it.
    /// </summary>
    private static void GiveBackLater(ServerCallContext call) => call.GetHttpContext().Response.OnCompleted(() =>
    {
        _ = Task.Delay(GiveBackAfter).ContinueWith(
            static _ => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true), TaskScheduler.Default);
        return Task.CompletedTask;
    });
}
