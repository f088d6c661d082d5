using System.Buffers.Binary;
using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Imports;

/// <summary>How messages of an import are read.</summary>
/// <param name="Noun">What a record is called.</param>
/// <param name="RequestId">The request id of a message.</param>
/// <param name="ValidateOnly">Whether a message asks for no effect.</param>
/// <param name="Record">The record of a message.</param>
/// <param name="Read">What it says; null: it is too large to be read.</param>
/// <param name="Rows">How many rows it makes, its parts included.</param>
/// <param name="FieldOf">The proto path of a path of a record.</param>
internal sealed record RecordKind<TRequest, T>(
    Text Noun,
    Func<TRequest, string> RequestId,
    Func<TRequest, bool> ValidateOnly,
    Func<TRequest, IMessage?> Record,
    Func<TRequest, RequestChecks, T?> Read,
    Func<T, int> Rows,
    Func<string, string> FieldOf)
    where T : class;

/// <summary>A stream of records, read to its end within the limits.</summary>
internal sealed class RecordStream<T>
    where T : class
{
    private const string Name = "stream";

    private readonly List<ImportRecord<T>> records = [];

    /// <summary>The request id in canonical form; empty: the stream had no message.</summary>
    public string RequestId { get; private set; } = "";

    /// <summary>Whether nothing is to be stored.</summary>
    public bool ValidateOnly { get; private set; }

    /// <summary>SHA-256 of all records.</summary>
    public byte[] Digest { get; private set; } = [];

    /// <summary>The records.</summary>
    public IReadOnlyList<ImportRecord<T>> Records => records;

    /// <summary>Reads a stream.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT: no request id, or no message. LIMIT_EXCEEDED.</exception>
    public static async Task<RecordStream<T>> ReadAsync<TRequest>(
        IAsyncStreamReader<TRequest> stream, RecordKind<TRequest, T> kind, ImportLimits limits, ImportTurns.ImportTurn turn, TimeProvider time,
        CancellationToken cancellation)
        where TRequest : IMessage
    {
        var read = new RecordStream<T>();
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var messages = new TimedStream<TRequest>(stream, limits.Total, limits.Idle, time, cancellation);
        var (bytes, rows) = (0L, 0L);
        while (await turn.WaitAsync(messages.NextAsync()))
        {
            await turn.ReadAsync(read.records.Count);
            if (read.records.Count == limits.Records)
                throw Fault.LimitExceeded(Invariant($"{limits.Records}"));
            bytes += stream.Current.CalculateSize();
            if (bytes > limits.Bytes)
                throw Fault.LimitExceeded(ImportLimits.Told(limits.Bytes));
            if (read.records.Count == 0)
                read.Begin(kind, stream.Current, digest);
            if (read.Add(kind, stream.Current, digest).Value is { } value && (rows += kind.Rows(value)) > limits.Rows)
                throw Fault.LimitExceeded(Invariant($"{limits.Rows}"));
        }
        read.Digest = digest.GetHashAndReset();
        return read;
    }

    private void Begin<TRequest>(RecordKind<TRequest, T> kind, TRequest first, IncrementalHash digest) where TRequest : notnull
    {
        UnreadMessages.Require(first);
        var checks = new RequestChecks();
        RequestId = checks.RequestId(kind.RequestId(first));
        checks.ThrowIfFaulty();
        ValidateOnly = kind.ValidateOnly(first);
        digest.AppendData([ValidateOnly ? (byte)1 : (byte)0]);
    }

    private ImportRecord<T> Add<TRequest>(RecordKind<TRequest, T> kind, TRequest message, IncrementalHash digest)
        where TRequest : IMessage
    {
        var content = kind.Record(message)?.ToByteArray() ?? [];
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        digest.AppendData(length);
        digest.AppendData(content);

        var (wrong, canBeRead) = Judge(message);
        var checks = new RequestChecks();
        var record = new ImportRecord<T>(Name, records.Count + 1, kind.FieldOf) { Value = canBeRead ? kind.Read(message, checks) : null };
        foreach (var fault in wrong)
            record.RefuseNamed(WithinRecord(message, fault.Field), fault.Description);
        foreach (var fault in checks.Faults)
            record.RefuseNamed(fault.Field, fault.Description);
        records.Add(record);
        return record;
    }

    /// <summary>What the protos alone refuse of a message, and whether it still says enough to be read.</summary>
    private static (IReadOnlyList<FieldFault> Wrong, bool CanBeRead) Judge(IMessage message)
    {
        if (UnreadMessages.FaultOf(message) is { } unread)
            return ([unread], false);
        var found = FieldRules.FaultsOf(message);
        return (found.Kept, !found.IsLacking);
    }

    /// <summary>The path without the field of the message that holds the record; the record itself: empty.</summary>
    private static string WithinRecord(IMessage message, string field) =>
        field.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? field[(point + 1)..]
            : message.Descriptor.FindFieldByName(field) is { FieldType: not FieldType.Message } ? field
            : "";
}
