using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.Net.Http.Headers;
using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;
using HttpRequest = Microsoft.AspNetCore.Http.HttpRequest;
using StatusCode = Grpc.Core.StatusCode;

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

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithTypeRegistry(Details));

    /// <summary>Adds JSON to gRPC. The registry is what makes the details of errors readable.</summary>
    public static void AddJson(this IGrpcServerBuilder grpc) => grpc.AddJsonTranscoding(json =>
    {
        json.TypeRegistry = Details;
        json.JsonSettings.WriteInt64sAsStrings = true;
    });

    /// <summary>Checks what comes before the interceptors. After authentication.</summary>
    public static void UseJson(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(JsonCalls));
        app.Use(async (http, next) =>
        {
            try
            {
                await CheckAsync(http);
            }
            catch (Fault fault)
            {
                await TellAsync(http, fault, logger);
                return;
            }
            await next(http);
        });
    }

    private static async Task CheckAsync(HttpContext http)
    {
        if (http.GetEndpoint() is not { } endpoint)
        {
            if (http.Request.Path.StartsWithSegments("/v1"))
                throw Fault.NotFound(http.Request.Path);
            return;
        }
        if (endpoint.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is not { } method)
            return;
        if (Caller.From(http.User) is null)
            throw Fault.Unauthenticated();
        var hasBody = method.HttpRule.Body.Length > 0;
        Require(JsonFields.FaultsOf(http.Request.Query, hasBody ? null : method.MethodDescriptor.InputType));
        if (!hasBody)
            return;
        if (!IsJson(http.Request))
            throw Fault.InvalidArgument(FieldFaults.Malformed("content-type", "application/json"));
        var body = await ReadAsync(http.Request, http.RequestAborted);
        Require(JsonFields.FaultsOf(body, method.MethodDescriptor.InputType));
        http.Request.Body = new MemoryStream(body, writable: false);
    }

    private static void Require(List<FieldFault> faults)
    {
        if (faults.Count > 0)
            throw Fault.InvalidArgument(faults);
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength is null or <= LargestBody)
        {
            var read = await request.BodyReader.ReadAtLeastAsync(LargestBody + 1, cancellation);
            var body = read.Buffer.Length <= LargestBody ? read.Buffer.ToArray() : null;
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (body is not null)
                return body;
        }
        throw new Fault(StatusCode.ResourceExhausted, ErrorReason.LimitExceeded, ("limit", Invariant($"{LargestBody}")));
    }

    private static async Task TellAsync(HttpContext http, Fault fault, ILogger logger)
    {
        logger.CallRefused(http.Request.Path.ToUriComponent(), fault.Code, fault.Reason, http.TraceIdentifier);
        var status = FaultStatus.Of(fault, http.TraceIdentifier, FaultStatus.LanguageOf(http.Request.Headers.AcceptLanguage));
        http.Response.StatusCode = fault.Code switch
        {
            StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
            StatusCode.NotFound => StatusCodes.Status404NotFound,
            StatusCode.ResourceExhausted => StatusCodes.Status413PayloadTooLarge,
            _ => StatusCodes.Status400BadRequest,
        };
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(Formatter.Format(status), http.RequestAborted);
    }
}
