using System.Globalization;
using System.Net;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Notifications;

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
        (text, out value) => IsFile(text, out value) && text.Length > 0)
    {
        IsPath = true,
    };

    /// <summary>The anchors of the audit.</summary>
    public static readonly Setting<string> AuditAnchors = new(
        "Audit:Anchors", "the name of a file", "",
        "The file to which it is appended where the audit ends; left out, it is the database's with .anchors after its name. Best on another disk, where nobody but the server appends.", IsFile)
    {
        IsPath = true,
    };

    /// <summary>How often they are written.</summary>
    public static readonly Setting<int> AuditAnchorSeconds = new(
        "Audit:AnchorSeconds", Count, "60", "Seconds after which the end of an audit that went on is appended to Audit:Anchors, and at the end of the server.", IsCount);

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

    /// <summary>Whose forwarded headers count.</summary>
    public static readonly Setting<IReadOnlyList<IPNetwork>> Proxies = new(
        "Public:Proxies", "IP addresses or networks, with commas between, such as 10.0.0.7,10.1.0.0/16", "",
        "The proxies before the server: what they say of who calls and how (X-Forwarded-For, X-Forwarded-Proto) counts, what others say of it does not.", AreNetworks);

    /// <summary>Whether cleartext goes beyond this machine.</summary>
    public static readonly Setting<bool> AllowCleartext = new(
        "Public:AllowCleartext", OneOf("true", "false"), "false",
        "Whether Grpc:Address and Http:Address may be others than this machine's own without TLS, as behind a proxy that ends it.", bool.TryParse);

    /// <summary>The certificate of the server.</summary>
    public static readonly Setting<string> TlsCertificate = new(
        "Tls:Certificate", "the name of a file", "",
        "The server's certificate and those between it and its authority (PEM), taken up anew when the file changes. With it gRPC, JSON and pages are served by TLS on one port, and cleartext on none.", IsFile)
    {
        IsPath = true,
    };

    /// <summary>The key of the certificate.</summary>
    public static readonly Setting<string> TlsKey = new(
        "Tls:Key", "the name of a file", "", "The key of the certificate (PEM, without a password); left out, it is in the same file.", IsFile)
    {
        IsPath = true,
    };

    /// <summary>Where TLS is served.</summary>
    public static readonly Setting<IPAddress> TlsAddress = new("Tls:Address", Address, "127.0.0.1", "The address on which everything is served by TLS.", IsAddress);

    /// <summary>Where TLS is served.</summary>
    public static readonly Setting<int> TlsPort = new("Tls:Port", Port, "5443", "The port on which everything is served by TLS.", IsPort);

    /// <summary>Who vouches for internal systems.</summary>
    public static readonly Setting<string> TlsClientAuthorities = new(
        "Tls:ClientAuthorities", "the name of a file", "",
        "The authorities of client certificates (PEM). With it a client of role internal_system is let in with a certificate of theirs that has its name, and not without.", IsFile)
    {
        IsPath = true,
    };

    /// <summary>Another issuer.</summary>
    public static readonly Setting<Uri?> ExternalIssuer = new(
        "Issuer:Url", "an address, such as https://login.example.fr/", "",
        "An issuer of tokens elsewhere (OpenID Connect, with discovery) instead of the server's own, which then issues none.", IsBaseUrl);

    /// <summary>The audience of that issuer's tokens.</summary>
    public static readonly Setting<string> Audience = new(
        "Issuer:Audience", "a text", "myopenip", "The audience that tokens of the issuer elsewhere are for.", IsText);

    /// <summary>The claim of the role.</summary>
    public static readonly Setting<string> RoleClaim = new("Issuer:RoleClaim", "a text", "role", "The claim of its tokens that says the role.", IsText);

    /// <summary>The claim of the reseller.</summary>
    public static readonly Setting<string> ResellerClaim = new("Issuer:ResellerClaim", "a text", "reseller", "The claim of its tokens that says the code of the reseller.", IsText);

    /// <summary>How often a client may call.</summary>
    public static readonly Setting<int> CallsPerSecond = new(
        "Limits:CallsPerSecond", Count, "500",
        "Most calls of one client in a second, and together; a client is a caller, or an address where no caller is known.", IsCount);

    /// <summary>How much a client may ask for at once.</summary>
    public static readonly Setting<int> CallsAtOnce = new(
        "Limits:CallsAtOnce", Count, "100", "Most calls of one client at once; a stream is one for as long as it lasts.", IsCount);

    /// <summary>How many connections there may be.</summary>
    public static readonly Setting<int> Connections = new(
        "Limits:Connections", Count, "10000", "Most connections at once, of all clients together; another is closed at once.", IsCount);

    /// <summary>How many connections of one address there may be.</summary>
    public static readonly Setting<int> ConnectionsOfAddress = new(
        "Limits:ConnectionsOfAddress", Count, "2000", "Most connections at once from one address; another is closed at once. Raise it behind a proxy.", IsCount);

    /// <summary>How long a connection may do nothing.</summary>
    public static readonly Setting<int> IdleSeconds = new(
        "Limits:IdleSeconds", Count, "120", "Seconds after which a connection on which no call is under way is closed.", IsCount);

    /// <summary>How many streams of changes a client may have.</summary>
    public static readonly Setting<int> WatchersAtOnce = new(
        "Limits:Watchers", Count, "20", "Most streams of changes (WatchAmendments, WatchOrders) of one client at once.", IsCount);

    /// <summary>How often a stream of changes says that it is still there.</summary>
    public static readonly Setting<int> HeartbeatSeconds = new(
        "Watch:HeartbeatSeconds", Count, "30", "Seconds without a change after which a stream of changes says that it is still there.", IsCount);

    /// <summary>Where webhooks may go though it is not public.</summary>
    public static readonly Setting<IReadOnlyList<IPNetwork>> WebhookNetworks = new(
        "Webhooks:AllowedNetworks", "IP addresses or networks, with commas between, such as 10.0.0.7,10.1.0.0/16", "",
        "Where webhooks may go though it is not the public internet: without it they never go to this machine, a private network or the like.", AreNetworks);

    /// <summary>How long a message is tried.</summary>
    public static readonly Setting<int> OutboxGiveUpHours = new(
        "Outbox:GiveUpHours", Count, "24",
        "Hours for which a message (a mail, a webhook) that fails is tried before it is given up; between attempts it waits twice as long each time, 15 minutes at most.", IsCount);

    /// <summary>How many messages are under way.</summary>
    public static readonly Setting<int> OutboxAtOnce = new(
        "Outbox:AtOnce", Count, "32", "Most messages of one kind that are being sent at once; of one receiver, 2.", IsCount);

    /// <summary>How long sending takes.</summary>
    public static readonly Setting<int> OutboxMessageSeconds = new(
        "Outbox:MessageSeconds", Count, "30", "Seconds after which an attempt to send a message has failed.", IsCount);

    /// <summary>How long a message waits.</summary>
    public static readonly Setting<int> OutboxRetrySeconds = new(
        "Outbox:RetrySeconds", Count, "10", "Seconds, less up to half of them by chance, that a message waits after its first failure.", IsCount);

    /// <summary>How long sent messages are on record.</summary>
    public static readonly Setting<int> OutboxKeepDays = new(
        "Outbox:KeepDays", Days, "30", "Days for which it stays on record that a message was sent; its content does not.", IsDays);

    /// <summary>When a message is late.</summary>
    public static readonly Setting<int> OutboxLateMinutes = new(
        "Outbox:LateMinutes", Count, "15", "Minutes after which a message that could not be sent yet is told by /health.", IsCount);

    /// <summary>The mail server.</summary>
    public static readonly Setting<string> MailHost = new(
        "Mail:Host", "the name of a mail server, or its address", "", "The mail server (SMTP) through which signers are written to; without it nobody can be asked to sign.", IsAnything);

    /// <summary>Its port.</summary>
    public static readonly Setting<int> MailPort = new("Mail:Port", Port, "587", "The port of the mail server.", IsPort);

    /// <summary>How the way to it is kept secret.</summary>
    public static readonly Setting<MailSecurity> MailSecurity = new(
        "Mail:Security", OneOf(Enum.GetNames<MailSecurity>()), nameof(Notifications.MailSecurity.StartTls),
        "How the way to the mail server is kept secret: StartTls (587), Tls from the first byte (465), or None, for a mail server of this machine.", IsNameOf);

    /// <summary>With which name to log in there.</summary>
    public static readonly Setting<string> MailUser = new("Mail:User", "a name", "", "The name with which the server logs in to the mail server; left out, it does not.", IsAnything);

    /// <summary>The password.</summary>
    public static readonly Setting<string> MailPassword = new(
        "Mail:Password", "a password", "", "Its password: for the environment, not for a command line, which others on the machine can read.", IsAnything);

    /// <summary>The file of the password.</summary>
    public static readonly Setting<string> MailPasswordFile = new(
        "Mail:PasswordFile", "the name of a file", "", "A file with the password alone, instead of Mail:Password.", IsFile)
    {
        IsPath = true,
    };

    /// <summary>Who sends.</summary>
    public static readonly Setting<string> MailFrom = new(
        "Mail:From", "an e-mail address, with or without a name, such as Devis openIP <devis@example.fr>", "", "Who sends the mails; their Message-ID is under its domain.", IsAnything);

    /// <summary>How patient it is.</summary>
    public static readonly Setting<int> MailTimeoutSeconds = new(
        "Mail:TimeoutSeconds", Count, "20", "Seconds that the mail server may take for each step of a conversation.", IsCount);

    /// <summary>Mail as files.</summary>
    public static readonly Setting<string> MailFolder = new(
        "Mail:Folder", "the name of a folder", "", "Instead of a mail server, in Development alone: a folder into which each mail is written as a file (.eml).", IsFile)
    {
        IsPath = true,
    };

    /// <summary>The certificate of the seal.</summary>
    public static readonly Setting<string> SealCertificate = new(
        "Seal:Certificate", "the name of a file", "",
        "The operator's certificate for electronic seals, with its key and those between it and its authority (PKCS#12). With it a copy of each accepted quote is sealed (PAdES).", IsFile)
    {
        IsPath = true,
    };

    /// <summary>Its password.</summary>
    public static readonly Setting<string> SealPassword = new(
        "Seal:Password", "a password", "", "The password of that file: for the environment, not for a command line, which others on the machine can read.", IsAnything);

    /// <summary>The file of the password.</summary>
    public static readonly Setting<string> SealPasswordFile = new(
        "Seal:PasswordFile", "the name of a file", "", "A file with the password alone, instead of Seal:Password.", IsFile)
    {
        IsPath = true,
    };

    /// <summary>The time-stamping authority.</summary>
    public static readonly Setting<Uri?> SealAuthority = new(
        "Seal:Authority", "an address, such as http://tsa.example.fr/", "",
        "A time-stamping authority (RFC 3161): seals, and the evidence of each acceptance, get its time stamp.", IsBaseUrl);

    /// <summary>Who vouches for it.</summary>
    public static readonly Setting<string> SealAuthorityRoots = new(
        "Seal:AuthorityRoots", "the name of a file", "", "The authorities (PEM) that vouch for the time-stamping authority: a time stamp of anybody else is refused.", IsFile)
    {
        IsPath = true,
    };

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

    private const int HighestCount = 1_000_000;

    private const int MostDays = 36_500;

    private const string Address = "an IP address, such as 127.0.0.1";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
        [
            Environment, DatabasePath, AuditAnchors, AuditAnchorSeconds, GrpcAddress, GrpcPort, HttpAddress, HttpPort,
            TlsCertificate, TlsKey, TlsAddress, TlsPort, TlsClientAuthorities, BaseUrl, Proxies, AllowCleartext,
            ExternalIssuer, Audience, RoleClaim, ResellerClaim,
            CallsPerSecond, CallsAtOnce, Connections, ConnectionsOfAddress, IdleSeconds,
            WatchersAtOnce, HeartbeatSeconds, WebhookNetworks,
            OutboxGiveUpHours, OutboxAtOnce, OutboxMessageSeconds, OutboxRetrySeconds, OutboxKeepDays, OutboxLateMinutes,
            MailHost, MailPort, MailSecurity, MailUser, MailPassword, MailPasswordFile, MailFrom, MailTimeoutSeconds, MailFolder,
            SealCertificate, SealPassword, SealPasswordFile, SealAuthority, SealAuthorityRoots, RulesEngine, Demonstration, LogLevels,
        ];

    /// <summary>Those that every command reads; the others are of <c>serve</c> alone.</summary>
    public static IReadOnlyList<Setting> OfEveryCommand { get; } = [DatabasePath, AuditAnchors, LogLevels];

    private static string Port => Invariant($"a number from 0 (any free port) to {IPEndPoint.MaxPort}");

    private static string Count => Invariant($"a number from 1 to {HighestCount}");

    private static string Days => Invariant($"a number from 1 to {MostDays}");

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

    private static bool AreNetworks(string text, out IReadOnlyList<IPNetwork> value)
    {
        var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var read = new List<IPNetwork>();
        foreach (var part in parts)
            if (IPAddress.TryParse(part, out var address))
                read.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(part, out var network))
                read.Add(network);
        value = read;
        return read.Count == parts.Length;
    }

    /// <summary>The name of a file, or none.</summary>
    private static bool IsFile(string text, out string value) => !(value = text).Contains('\0', StringComparison.Ordinal);

    private static bool IsAnything(string text, out string value) => (value = text) is not null;

    private static bool IsText(string text, out string value) => (value = text).Length > 0;

    private static bool IsAddress(string text, out IPAddress value)
    {
        var isOne = IPAddress.TryParse(text, out var read);
        value = read ?? IPAddress.None;
        return isOne;
    }

    private static bool IsPort(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 0 and <= IPEndPoint.MaxPort;

    private static bool IsCount(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 1 and <= HighestCount;

    private static bool IsDays(string text, out int value) => IsCount(text, out value) && value <= MostDays;

    private static bool IsNameOf<T>(string text, out T value) where T : struct, Enum =>
        Enum.TryParse(text, ignoreCase: true, out value) && Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase);
}
