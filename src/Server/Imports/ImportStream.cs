using System.Buffers.Binary;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Imports;

/// <summary>What an import of records is about, and how its messages are read.</summary>
/// <param name="Action">What it is called in the audit: the name of the method.</param>
/// <param name="Subject">Name of the collection it writes to.</param>
/// <param name="Noun">What a record is called.</param>
/// <param name="RequestId">The request id of a message.</param>
/// <param name="ValidateOnly">Whether a message asks for no effect.</param>
/// <param name="Record">The record of a message.</param>
/// <param name="Line">The record as the importer reads it.</param>
/// <param name="FieldOf">The proto path of a path of the line.</param>
internal sealed record RecordKind<TRequest>(
    string Action,
    string Subject,
    Text Noun,
    Func<TRequest, string> RequestId,
    Func<TRequest, bool> ValidateOnly,
    Func<TRequest, IMessage?> Record,
    Func<TRequest, ImportLine> Line,
    Func<string, string> FieldOf);

/// <summary>A stream of records, read to its end within the limits.</summary>
internal sealed class ImportStream
{
    private readonly List<string> lines = [];
    private readonly List<(int Line, FieldFault Fault)> faults = [];

    /// <summary>The request id in canonical form; empty: the stream had no message.</summary>
    public string RequestId { get; private set; } = "";

    /// <summary>Whether nothing is to be stored.</summary>
    public bool ValidateOnly { get; private set; }

    /// <summary>SHA-256 of all records.</summary>
    public byte[] Digest { get; private set; } = [];

    /// <summary>Records read.</summary>
    public int Count => lines.Count;

    /// <summary>What is wrong with the form of records, by their number from 1.</summary>
    public IReadOnlyList<(int Line, FieldFault Fault)> Faults => faults;

    /// <summary>The records for the importer; a record that could not be read is an empty line.</summary>
    public ImportSource Source => ImportSource.OfLines("stream", lines);

    /// <summary>Reads a stream.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT: no request id, or no message. LIMIT_EXCEEDED.</exception>
    public static async Task<ImportStream> ReadAsync<TRequest>(
        IAsyncStreamReader<TRequest> stream, RecordKind<TRequest> kind, ImportLimits limits, TimeProvider time, CancellationToken cancellation)
        where TRequest : IMessage
    {
        var read = new ImportStream();
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var total = new CancellationTokenSource(limits.Total, time);
        using var idle = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellation, total.Token, idle.Token);
        var bytes = 0L;
        while (true)
        {
            idle.CancelAfter(limits.Idle);
            var (more, wrong) = await NextAsync(stream, () => total.IsCancellationRequested ? limits.Total : limits.Idle, any.Token, cancellation);
            if (!more)
                break;
            if (read.Count == limits.Records)
                throw Fault.LimitExceeded(Invariant($"{limits.Records}"));
            bytes += stream.Current.CalculateSize();
            if (bytes > limits.Bytes)
                throw Fault.LimitExceeded(ImportLimits.Told(limits.Bytes));
            if (read.Count == 0)
                read.Begin(kind, stream.Current, digest);
            read.Add(kind, stream.Current, wrong, digest);
        }
        read.Digest = digest.GetHashAndReset();
        return read;
    }

    /// <summary>Whether there is another message, and what its fields alone make wrong with it.</summary>
    private static async Task<(bool More, IReadOnlyList<FieldFault> Wrong)> NextAsync<TRequest>(
        IAsyncStreamReader<TRequest> stream, Func<TimeSpan> limit, CancellationToken any, CancellationToken call)
    {
        try
        {
            return (await stream.MoveNext(any), []);
        }
        catch (Fault fault) when (fault.Fields.Count > 0)
        {
            return (true, fault.Fields);
        }
        catch (OperationCanceledException) when (any.IsCancellationRequested && !call.IsCancellationRequested)
        {
            throw Fault.LimitExceeded(ImportLimits.Told(limit()));
        }
    }

    private void Begin<TRequest>(RecordKind<TRequest> kind, TRequest first, IncrementalHash digest) where TRequest : notnull
    {
        UnreadMessages.Require(first);
        var checks = new RequestChecks();
        RequestId = checks.RequestId(kind.RequestId(first));
        checks.ThrowIfFaulty();
        ValidateOnly = kind.ValidateOnly(first);
        digest.AppendData([ValidateOnly ? (byte)1 : (byte)0]);
    }

    private void Add<TRequest>(RecordKind<TRequest> kind, TRequest message, IReadOnlyList<FieldFault> wrong, IncrementalHash digest)
    {
        var content = kind.Record(message)?.ToByteArray() ?? [];
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        digest.AppendData(length);
        digest.AppendData(content);

        var line = wrong.Count == 0 ? kind.Line(message) : null;
        lines.Add(line is null || line.Json.Count == 0 ? "" : line.Json.ToJsonString(DataJson.Options));
        faults.AddRange((line?.Faults ?? wrong.Select(WithinRecord)).Select(f => (lines.Count, f)));
    }

    /// <summary>The path without the field of the message that holds the record; the record itself: empty.</summary>
    private static FieldFault WithinRecord(FieldFault fault) =>
        fault with { Field = fault.Field.Contains('.', StringComparison.Ordinal) ? fault.Field[(fault.Field.IndexOf('.', StringComparison.Ordinal) + 1)..] : "" };
}
