using System.Globalization;
using System.Net;
using MyOpenIP.Pricing;

namespace MyOpenIP.Server;

/// <summary>
/// Every setting. The command line wins over the environment, the environment over <c>appsettings.json</c> in the program's
/// folder, and that over the default. What nobody reads is refused: <see cref="SettingsCheck"/>.
/// </summary>
internal static class Settings
{
    /// <summary>The section that belongs to the logging library: what is in it is not looked at here.</summary>
    public const string Logging = "Logging";

    /// <summary>Whether callers are believed.</summary>
    public static readonly Setting<string> Environment = new(
        "environment", OneOf("Development", "Production"), "Production",
        "In Development callers of this machine are believed what they say of themselves; in Production everybody needs a token.",
        Known("Development", "Production"))
    {
        Variable = "ASPNETCORE_ENVIRONMENT",
    };

    /// <summary>The database.</summary>
    public static readonly Setting<string> DatabasePath = new(
        "Database:Path", "the name of a file", "run/myopenip.db",
        "The file of the database, on a local disk; the keys of page tokens and access tokens lie in the folder keys beside it.",
        (text, out value) => (value = text).Length > 0 && !text.Contains('\0', StringComparison.Ordinal))
    {
        IsPath = true,
    };

    /// <summary>Where gRPC is served.</summary>
    public static readonly Setting<IPAddress> GrpcAddress = new(
        "Grpc:Address", Address, "127.0.0.1", "The address on which gRPC is served, over cleartext HTTP/2.", IsAddress);

    /// <summary>Where gRPC is served.</summary>
    public static readonly Setting<int> GrpcPort = new("Grpc:Port", Port, "5080", "The port on which gRPC is served.", IsPort);

    /// <summary>Where JSON is served.</summary>
    public static readonly Setting<IPAddress> HttpAddress = new(
        "Http:Address", Address, "127.0.0.1", "The address on which JSON and /health are served, over HTTP/1.1.", IsAddress);

    /// <summary>Where JSON is served.</summary>
    public static readonly Setting<int> HttpPort = new("Http:Port", Port, "5081", "The port on which JSON and /health are served.", IsPort);

    /// <summary>The address under which the server is known.</summary>
    public static readonly Setting<Uri?> BaseUrl = new(
        "Public:BaseUrl", "an address, such as https://api.example.fr/", "",
        "The address under which callers know the server: the issuer of its tokens, and the base of its links; in Development it may be left out.", IsBaseUrl);

    /// <summary>What evaluates the pricing rules.</summary>
    public static readonly Setting<RulesRuntime> RulesEngine = new(
        "Pricing:RulesEngine", OneOf(Enum.GetNames<RulesRuntime>()), nameof(RulesRuntime.OneShot),
        "What evaluates the pricing rules: prices are the same, NRules takes many times as long.", IsNameOf);

    /// <summary>Whether the demonstration is loaded.</summary>
    public static readonly Setting<bool> Demonstration = new(
        "Demonstration:Load", OneOf("true", "false"), "true",
        "Whether the demonstration data is loaded into an empty database; in Development alone.", bool.TryParse);

    /// <summary>How much is logged.</summary>
    public static readonly Setting<LogLevel> LogLevels = new(
        "Logging:LogLevel:Default", OneOf(Enum.GetNames<LogLevel>()), nameof(LogLevel.Information),
        "The least level that is logged; Logging:LogLevel:NAME is that of one part.", IsNameOf);

    private const string Address = "an IP address, such as 127.0.0.1";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
        [Environment, DatabasePath, GrpcAddress, GrpcPort, HttpAddress, HttpPort, BaseUrl, RulesEngine, Demonstration, LogLevels];

    /// <summary>Those that every command reads; the others are of <c>serve</c> alone.</summary>
    public static IReadOnlyList<Setting> OfEveryCommand { get; } = [DatabasePath, LogLevels];

    private static string Port => Invariant($"a number from 0 (any free port) to {IPEndPoint.MaxPort}");

    private static string OneOf(params string[] names) => $"{string.Join(", ", names[..^1])} or {names[^1]}";

    private static Reading<string> Known(params string[] names) => (text, out value) =>
        (value = names.FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? "").Length > 0;

    /// <summary>Whether a text is an address of a site, with or without a path; nothing is none.</summary>
    private static bool IsBaseUrl(string text, out Uri? value)
    {
        value = null;
        if (text.Length == 0)
            return true;
        var isOne = Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var read)
            && read.Scheme is "http" or "https" && read is { Query: "", Fragment: "", UserInfo: "" };
        value = isOne ? read : null;
        return isOne;
    }

    private static bool IsAddress(string text, out IPAddress value)
    {
        var isOne = IPAddress.TryParse(text, out var read);
        value = read ?? IPAddress.None;
        return isOne;
    }

    private static bool IsPort(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 0 and <= IPEndPoint.MaxPort;

    private static bool IsNameOf<T>(string text, out T value) where T : struct, Enum =>
        Enum.TryParse(text, ignoreCase: true, out value) && Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase);
}
