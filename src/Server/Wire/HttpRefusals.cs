using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using HttpResponse = Microsoft.AspNetCore.Http.HttpResponse;
using RichStatus = Google.Rpc.Status;

namespace MyOpenIP.Server.Wire;

/// <summary>Tells a refusal that is made before gRPC or JSON read the call, in the shape in which each tells its own.</summary>
internal static class HttpRefusals
{
    /// <summary>The header with the status of a gRPC call.</summary>
    public const string GrpcStatus = "grpc-status";

    /// <summary>The header with the details of it.</summary>
    public const string GrpcDetails = "grpc-status-details-bin";

    private const string Grpc = "application/grpc";

    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithTypeRegistry(
        TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor, StatusReflection.Descriptor)));

    /// <summary>Whether a call is one of gRPC.</summary>
    public static bool IsGrpc(HttpContext http) => http.Request.ContentType?.StartsWith(Grpc, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Tells a refusal, and logs it.</summary>
    /// <param name="refusals">What tells and logs refusals.</param>
    /// <param name="http">The call.</param>
    /// <param name="method">The method as the log names it.</param>
    /// <param name="thrown">The refusal, or whatever else was thrown.</param>
    public static Task TellAsync(this Refusals refusals, HttpContext http, string method, Exception thrown)
    {
        var status = refusals.Tell(thrown, new RefusedCall(method, http.TraceIdentifier, FaultStatus.LanguageOf(http.Request.Headers.AcceptLanguage)));
        if (IsGrpc(http))
        {
            TellGrpc(http.Response, status);
            return Task.CompletedTask;
        }
        var retryAfter = (thrown as Fault)?.RetryAfter;
        if (retryAfter is { } delay)
            http.Response.Headers.RetryAfter = Invariant($"{Math.Ceiling(delay.TotalSeconds)}");
        http.Response.StatusCode = (StatusCode)status.Code switch
        {
            StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
            StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
            StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
            StatusCode.Internal => StatusCodes.Status500InternalServerError,
            StatusCode.NotFound => StatusCodes.Status404NotFound,
            StatusCode.ResourceExhausted => retryAfter is null ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status400BadRequest,
        };
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(Json.Format(status), http.RequestAborted);
    }

    /// <summary>Headers alone: nothing of an answer was sent yet.</summary>
    private static void TellGrpc(HttpResponse response, RichStatus status)
    {
        response.ContentType = Grpc;
        response.Headers[GrpcStatus] = Invariant($"{status.Code}");
        response.Headers["grpc-message"] = Uri.EscapeDataString(status.Message);
        response.Headers[GrpcDetails] = Convert.ToBase64String(status.ToByteArray());
    }
}
