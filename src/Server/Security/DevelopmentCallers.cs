using System.Net;

namespace MyOpenIP.Server.Security;

/// <summary>
/// In Development alone, a caller of this machine is believed what it says of itself: <c>authorization: Dev operator</c>,
/// <c>Dev reseller:NAME</c>, <c>Dev internal:NAME</c>, <c>Dev diagnostics:NAME</c>, or nothing (operator). Not one that a proxy passed on.
/// </summary>
internal static class DevelopmentCallers
{
    /// <summary>First word of the header.</summary>
    public const string Name = "Dev";

    /// <summary>What the operator says of itself.</summary>
    public const string OperatorCredentials = $"{Name} operator";

    private const string ResellerKind = "reseller:";
    private const string InternalKind = "internal:";
    private const string DiagnosticsKind = "diagnostics:";
    private const int LongestName = 64;

    private static readonly string[] ForwardingHeaders =
        ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Original-For", "X-Real-IP", "Via"];

    /// <summary>The caller that a request says it is; null: it is not believed.</summary>
    public static Caller? Of(HttpContext http, string credentials)
    {
        if (http.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address) || ForwardingHeaders.Any(http.Request.Headers.ContainsKey))
            return null;
        if (credentials is "" or OperatorCredentials)
            return new("operator", ActorRole.Operator, null);
        if (NameIn(credentials, ResellerKind) is { } reseller)
            return new(ResellerKind + reseller, ActorRole.Reseller, reseller);
        if (NameIn(credentials, InternalKind) is { } system)
            return new(InternalKind + system, ActorRole.InternalSystem, null);
        return NameIn(credentials, DiagnosticsKind) is { } person ? new(DiagnosticsKind + person, ActorRole.Diagnostics, null) : null;
    }

    private static string? NameIn(string credentials, string kind) =>
        credentials.StartsWith($"{Name} {kind}", StringComparison.Ordinal)
        && credentials[(Name.Length + 1 + kind.Length)..] is { Length: > 0 and <= LongestName } name
            ? name
            : null;
}
