using System.Buffers;
using System.Collections.Concurrent;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.Net.Http.Headers;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using HttpRequest = Microsoft.AspNetCore.Http.HttpRequest;

namespace MyOpenIP.Server.Json;

/// <summary>
/// The API as JSON over HTTP, by the <c>google.api.http</c> paths of the protos. Calls pass the same interceptors as gRPC.
/// What is read before those, the body and the query, is bounded and checked here, and refused in the same shape.
/// </summary>
internal static class JsonCalls
{
    /// <summary>Largest body in bytes: as large as a gRPC message may be.</summary>
    public const int LargestBody = 4 * 1024 * 1024;

    private static readonly TypeRegistry Details = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor, StatusReflection.Descriptor);

    private static readonly ConcurrentDictionary<MethodDescriptor, JsonDoor> Doors = [];

    /// <summary>Adds JSON to gRPC. The registry is what makes the details of errors readable.</summary>
    public static void AddJson(this IGrpcServerBuilder grpc) => grpc.AddJsonTranscoding(json =>
    {
        json.TypeRegistry = Details;
        json.JsonSettings.WriteInt64sAsStrings = true;
    });

    /// <summary>Checks what comes before the interceptors. After authentication.</summary>
    public static void UseJson(this WebApplication app)
    {
        var (large, refusals) = (app.Services.GetRequiredService<LargeRequests>(), app.Services.GetRequiredService<Refusals>());
        app.Use(async (http, next) =>
        {
            LargeRequests.Turn? turn;
            try
            {
                turn = await CheckAsync(http, large);
            }
            catch (Fault fault)
            {
                await refusals.TellAsync(http, http.Request.Path.ToUriComponent(), fault);
                return;
            }
            using (turn)
            {
                await next(http);
                if (http.Response.StatusCode >= StatusCodes.Status400BadRequest)
                    turn?.Refuse();
            }
        });
    }

    /// <returns>The turn of a large request.</returns>
    private static async Task<LargeRequests.Turn?> CheckAsync(HttpContext http, LargeRequests large)
    {
        var endpoint = http.GetEndpoint()?.Metadata;
        if (endpoint?.GetMetadata<GrpcJsonTranscodingMetadata>() is not { } method)
            return http.Request.Path.StartsWithSegments("/v1") && endpoint?.GetMetadata<ChecksItself>() is null ? throw Fault.NotFound(http.Request.Path) : null;
        if (Caller.From(http.User) is null)
            throw Fault.Unauthenticated();
        var (door, hasBody) = (Doors.GetOrAdd(method.MethodDescriptor, static (m, rule) => new JsonDoor(m.InputType, rule), method.HttpRule), method.HttpRule.Body.Length > 0);
        http.Request.QueryString = door.Read(http.Request.Query, hasBody);
        if (!hasBody)
            return LargeRequests.IsList(method.MethodDescriptor.Name) && http.Request.QueryString.Value is { Length: > LargeRequests.ListBytes }
                ? await large.EnterAsync(http.RequestAborted)
                : null;
        if (!IsJson(http.Request))
            throw Fault.InvalidArgument(FieldFaults.Malformed("content-type", "application/json"));
        if (http.Request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
            throw Fault.InvalidArgument(FieldFaults.Malformed("content-encoding", "identity"));
        var (body, length) = (Array.Empty<byte>(), 0);
        var turn = http.Request.ContentLength is <= LargeRequests.Bytes or > LargestBody ? null : await large.ReceiveAsync(ReceiveAsync, http.RequestAborted);
        try
        {
            if (turn is null)
                await ReceiveAsync();
            var read = door.Read(new(body, 0, length), http.Request.Path);
            (http.Request.Body, http.Request.ContentLength) = (new MemoryStream(read, writable: false), read.Length);
        }
        catch
        {
            turn?.Refuse();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
        return turn;

        async Task ReceiveAsync()
        {
            try
            {
                (body, length) = await ReadAsync(http.Request, http.RequestAborted);
            }
            catch (BadHttpRequestException)
            {
                // Chunks that are none, an end before the length that was told, nothing for too long.
                throw Fault.InvalidArgument(FieldFaults.NotFramed());
            }
        }
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a body into a rented buffer: those of large requests would end generations of the garbage collector.</summary>
    private static async Task<(byte[] Rented, int Length)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength is null or <= LargestBody)
        {
            var read = await request.BodyReader.ReadAtLeastAsync(LargestBody + 1, cancellation);
            var length = (int)Math.Min(read.Buffer.Length, LargestBody + 1);
            var body = ArrayPool<byte>.Shared.Rent(length);
            read.Buffer.Slice(0, length).CopyTo(body);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (length <= LargestBody)
                return (body, length);
            ArrayPool<byte>.Shared.Return(body);
        }
        throw Fault.LimitExceeded(ImportLimits.Told(LargestBody));
    }

    /// <summary>Marks an endpoint under /v1 that is no method: it knows its caller and checks what it is asked by itself.</summary>
    public sealed class ChecksItself;
}
