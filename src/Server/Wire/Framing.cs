using System.Buffers;
using System.Buffers.Binary;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Connections;
using MyOpenIP.Server.Imports;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// What the framework refuses by itself, outside the interceptors: frames that are not whole, compression that is broken,
/// messages that are too large. Told like every other refusal, with its details.
/// </summary>
internal sealed class Framing(Refusals refusals, LargeRequests large)
{
    /// <summary>Most bytes that deflate makes one of: 258 by two bits.</summary>
    private const int MostOfAByte = 1032;

    /// <summary>Watches over the calls of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="largest">Most bytes of one of its messages.</param>
    public void Watch(IEndpointConventionBuilder service, int largest) => service.Add(endpoint =>
    {
        if (endpoint.Metadata.OfType<GrpcMethodMetadata>().LastOrDefault() is not { } method || endpoint.RequestDelegate is not { } call)
            return;
        var isOneMessage = method.Method.Type is MethodType.Unary or MethodType.ServerStreaming;
        endpoint.RequestDelegate = http => HttpRefusals.IsGrpc(http) ? CallAsync(http, call, method.Method, isOneMessage, largest) : call(http);
    });

    /// <summary>The refusal of what a stream of messages threw; null: it is none of the framework's.</summary>
    public static Fault? Of(Exception thrown, int largest) => thrown switch
    {
        RpcException refused when refused.Trailers.Get(HttpRefusals.GrpcDetails) is null => Of(refused.StatusCode, largest),
        InvalidDataException or (IOException and not ConnectionResetException) => Unreadable(),
        _ => null,
    };

    private static Fault? Of(StatusCode code, int largest) => code switch
    {
        StatusCode.Internal or StatusCode.InvalidArgument => Unreadable(),
        StatusCode.ResourceExhausted => Fault.LimitExceeded(ImportLimits.Told(largest)),
        StatusCode.Unknown => Fault.Internal(),
        _ => null,
    };

    private static Fault Unreadable() => Fault.InvalidArgument(FieldFaults.NotFramed());

    private async Task CallAsync(HttpContext http, RequestDelegate call, IMethod method, bool isOneMessage, int largest)
    {
        LargeRequests.Turn? turn = null;
        try
        {
            var header = isOneMessage ? await ReceiveAsync(http, Header.Bytes) : default;
            if (header.IsFaulty)
                throw Unreadable();
            turn = header.IsLarge(LargeRequests.IsList(method.Name)) && header.Length <= largest
                ? await large.ReceiveAsync(() => ReceiveAsync(http, Header.Bytes + header.Length), http.RequestAborted)
                : null;

            // Whole before the framework reads it: what becomes of one that never is, is told here, and not thrown about.
            if (isOneMessage && turn is null && header.Length <= largest)
                await ReceiveAsync(http, Header.Bytes + header.Length);
            if (header.Compressed == 1 && header.Length <= largest && http.Request.Headers["grpc-encoding"] == "gzip" && await UnpackedAsync(http, header.Length) > largest)
                throw Fault.LimitExceeded(ImportLimits.Told(largest));
            await call(http);
            if (http.Response.Headers[HttpRefusals.GrpcStatus] is [{ } status] && status != "0")
                turn?.Refuse();
            if (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested
                && !http.Response.Headers.ContainsKey(HttpRefusals.GrpcDetails)
                && int.TryParse(http.Response.Headers[HttpRefusals.GrpcStatus], out var code)
                && Of((StatusCode)code, largest) is { } refused)
                throw refused;
        }
        catch (Fault fault)
        {
            turn?.Refuse();
            await refusals.TellAsync(http, method.FullName, fault);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // Given up, or cut, while it was received: nobody is there to be told, and the log hears nothing of thousands.
            turn?.Refuse();
        }
        finally
        {
            turn?.Dispose();
        }
    }

    /// <summary>Waits for the first bytes of a body, and leaves them to be read again.</summary>
    /// <returns>The header that they begin with; the body is shorter: that of an empty message.</returns>
    private static async Task<Header> ReceiveAsync(HttpContext http, long length)
    {
        var body = http.Request.BodyReader;
        var read = await body.ReadAsync(http.RequestAborted);
        while (read.Buffer.Length < length && !read.IsCompleted)
        {
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await body.ReadAsync(http.RequestAborted);
        }
        var header = read.Buffer.Length < Header.Bytes ? default : Header.Of(read.Buffer);
        body.AdvanceTo(read.Buffer.Start);
        return header;
    }

    /// <summary>
    /// How many bytes a message that is received is unpacked, as its last four say (RFC 1952, ISIZE); 0: no compression makes so
    /// little of so much, so it is broken. One that says too many is not unpacked at all, one that lies as far as it may be.
    /// </summary>
    private static async Task<uint> UnpackedAsync(HttpContext http, long length)
    {
        var body = http.Request.BodyReader;
        var read = await body.ReadAsync(http.RequestAborted);
        Span<byte> size = stackalloc byte[sizeof(uint)];
        if (length >= size.Length && read.Buffer.Length >= Header.Bytes + length)
            read.Buffer.Slice(Header.Bytes + length - size.Length, size.Length).CopyTo(size);
        var unpacked = BinaryPrimitives.ReadUInt32LittleEndian(size);
        body.AdvanceTo(read.Buffer.Start);
        return unpacked <= MostOfAByte * length ? unpacked : 0;
    }

    /// <summary>Whether a message is compressed, and its length, as its frame begins.</summary>
    private readonly record struct Header(byte Compressed, uint Length)
    {
        public const int Bytes = 5;

        /// <summary>The framework throws it about, with a stack in the log.</summary>
        public bool IsFaulty => Compressed > 1 || Length > int.MaxValue;

        /// <summary>Whether a request that begins so takes turns.</summary>
        public bool IsLarge(bool isList) => Compressed == 0
            ? Length > (isList ? LargeRequests.ListBytes : LargeRequests.Bytes)
            : isList || Length > LargeRequests.CompressedBytes;

        public static Header Of(ReadOnlySequence<byte> buffer)
        {
            Span<byte> header = stackalloc byte[Bytes];
            buffer.Slice(0, Bytes).CopyTo(header);
            return new(header[0], BinaryPrimitives.ReadUInt32BigEndian(header[1..]));
        }
    }
}
