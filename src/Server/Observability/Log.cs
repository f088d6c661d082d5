using Grpc.Core;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Observability;

/// <summary>The catalogue of log events: refusals, commits and faults, not calls. No name, address or amount of a customer.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "MyOpenIP {Version} serves in {Environment}: gRPC on {Grpc}, JSON over HTTP/1.1 on {Http}. Database: {Database}")]
    public static partial void Started(this ILogger logger, string version, string environment, string grpc, string http, string database);

    [LoggerMessage(2, LogLevel.Warning, "Development: callers of this machine are believed what they say of themselves.")]
    public static partial void CallersAreBelieved(this ILogger logger);

    [LoggerMessage(3, LogLevel.Information, "Stopping: calls under way are finished, new ones refused.")]
    public static partial void Stopping(this ILogger logger);

    [LoggerMessage(4, LogLevel.Warning, "A migration of {Database} was cut short by the end of its process: it is taken over.")]
    public static partial void MigrationTakenOver(this ILogger logger, string database);

    [LoggerMessage(5, LogLevel.Error, "No price could be made, so the server does not say that it serves: {Why}")]
    public static partial void NotPriced(this ILogger logger, string why);

    [LoggerMessage(6, LogLevel.Warning, "Health of the database: {Told}")]
    public static partial void DatabaseHealthChanged(this ILogger logger, string told);

    [LoggerMessage(7, LogLevel.Information, "Tokens are signed with {Key} from now on; {Count} keys are good.")]
    public static partial void SigningKeysChanged(this ILogger logger, string key, int count);

    [LoggerMessage(8, LogLevel.Error, "The signing keys stay as they were: {Why}")]
    public static partial void SigningKeysUnread(this ILogger logger, string why);

    [LoggerMessage(9, LogLevel.Information, "The certificate {Path} was taken up; it ends at {End}.")]
    public static partial void CertificateTakenUp(this ILogger logger, string path, DateTime end);

    [LoggerMessage(13, LogLevel.Error, "The certificate {Path} cannot be read, the one before stays: {Why}")]
    public static partial void CertificateUnread(this ILogger logger, string path, string why);

    [LoggerMessage(40, LogLevel.Error, "It is not written down in {Path} where the audit ends: {Why}")]
    public static partial void AuditNotAnchored(this ILogger logger, string path, string why);

    [LoggerMessage(10, LogLevel.Information, "{Method} refused: {Code} {Reason} (call {CallId})")]
    public static partial void CallRefused(this ILogger logger, string method, StatusCode code, ErrorReason reason, string callId);

    [LoggerMessage(14, LogLevel.Information, "{Client} was refused a token: {Error}")]
    public static partial void TokenRefused(this ILogger logger, string client, string error);

    [LoggerMessage(11, LogLevel.Error, "{Method} failed (call {CallId})")]
    public static partial void CallFailed(this ILogger logger, Exception exception, string method, string callId);

    [LoggerMessage(12, LogLevel.Error, "{Method} failed: {Why} (call {CallId})")]
    public static partial void StorageFailed(this ILogger logger, string method, string why, string callId);

    [LoggerMessage(15, LogLevel.Information, "A login was refused: {Why} (call {CallId})")]
    public static partial void LogInRefused(this ILogger logger, string why, string callId);

    [LoggerMessage(30, LogLevel.Warning, "The outbox cannot be read: {Why}")]
    public static partial void OutboxNotRead(this ILogger logger, string why);

    [LoggerMessage(31, LogLevel.Warning, "{Kind} {Key} was not sent at attempt {Attempt}: {Fault}; it is tried again")]
    public static partial void OutboxFailed(this ILogger logger, string kind, string key, int attempt, string fault);

    [LoggerMessage(32, LogLevel.Error, "{Kind} {Key} is given up after attempt {Attempt}: {Fault}")]
    public static partial void OutboxDead(this ILogger logger, string kind, string key, int attempt, string fault);

    [LoggerMessage(33, LogLevel.Warning, "{Kind} {Key} came to its end when its time was over: it may be sent twice")]
    public static partial void OutboxLate(this ILogger logger, string kind, string key);

    [LoggerMessage(34, LogLevel.Error, "How {Kind} {Key} fared could not be written down, so that it may be sent twice: {Why}")]
    public static partial void OutboxNotMarked(this ILogger logger, string kind, string key, string why);

    [LoggerMessage(36, LogLevel.Information, "The webhook {Key} is not sent: {Why}")]
    public static partial void WebhookNotNeeded(this ILogger logger, string key, string why);

    [LoggerMessage(35, LogLevel.Warning, "Health of the outbox: {Told}")]
    public static partial void OutboxHealthChanged(this ILogger logger, string told);

    [LoggerMessage(40, LogLevel.Error, "What waits for a signature could not be looked through: {Why}")]
    public static partial void SignaturesNotEnded(this ILogger logger, string why);

    [LoggerMessage(41, LogLevel.Information, "The mail {Key} was handed to the mail server.")]
    public static partial void MailSent(this ILogger logger, string key);

    [LoggerMessage(42, LogLevel.Information, "The mail {Key} is not sent: {Why}")]
    public static partial void MailNotNeeded(this ILogger logger, string key, string why);

    [LoggerMessage(43, LogLevel.Information, "A link to sign was refused: {Why} (call {CallId})")]
    public static partial void LinkRefused(this ILogger logger, string why, string callId);

    [LoggerMessage(20, LogLevel.Information, "{Action} of {Subject} by {Caller} committed (request {RequestId})")]
    public static partial void Committed(this ILogger logger, string action, string subject, string caller, string requestId);
}
