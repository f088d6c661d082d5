using System.Globalization;
using Grpc.Core;
using MyOpenIP.Server.Security;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Wire;

/// <summary>A refusal that the caller is told, with all that it is told. Anything else that is thrown is a bug, and INTERNAL.</summary>
internal sealed class Fault(StatusCode code, ErrorReason reason, params IReadOnlyList<(string Key, string Value)> metadata)
    : Exception($"{code}: {reason}")
{
    /// <summary>Status of the call.</summary>
    public StatusCode Code => code;

    /// <summary>Why.</summary>
    public ErrorReason Reason => reason;

    /// <summary>Values of the refusal, by the keys that the reason documents.</summary>
    public IReadOnlyList<(string Key, string Value)> Metadata => metadata;

    /// <summary>The refusal in words.</summary>
    public Text Told => Preconditions is [var first, ..] ? first.Description : Sentence ?? FaultMessages.Of(reason, metadata);

    /// <summary>Words of its own; none: those of the reason.</summary>
    public Text? Sentence { get; private init; }

    /// <summary>The faulty fields; empty: none is.</summary>
    public IReadOnlyList<FieldFault> Fields { get; private init; } = [];

    /// <summary>What stands against the call; empty: nothing but the reason.</summary>
    public IReadOnlyList<Precondition> Preconditions { get; private init; } = [];

    /// <summary>When it is worth to try again; none: not by waiting.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>No credentials, or none that are good.</summary>
    public static Fault Unauthenticated() => new(StatusCode.Unauthenticated, ErrorReason.Unauthenticated);

    /// <summary>A customer that is not the caller's, or does not exist: one answer for both.</summary>
    public static Fault PermissionDenied() => new(StatusCode.PermissionDenied, ErrorReason.PermissionDenied);

    /// <summary>Not this role, whatever the data.</summary>
    /// <param name="what">What it may not do: a method, or a field.</param>
    /// <param name="allowed">The roles that may.</param>
    /// <param name="instead">What the others do instead; null: nothing.</param>
    public static Fault RoleNotAllowed(string what, IReadOnlyList<ActorRole> allowed, Text? instead = null) =>
        new(StatusCode.PermissionDenied, ErrorReason.PermissionDenied, ("allowed_roles", string.Join(',', allowed.Select(StateFaults.NameOf))))
        {
            Sentence = RoleSentences.For(what, allowed, instead),
        };

    /// <summary>The credentials are not for this service.</summary>
    /// <param name="needed">The scope that would be needed.</param>
    public static Fault ScopeNotGranted(string needed) =>
        new(StatusCode.PermissionDenied, ErrorReason.PermissionDenied, ("required_scope", needed))
        {
            Sentence = new($"Vos accès n'ont pas la portée {needed}.", $"Your credentials lack the scope {needed}."),
        };

    /// <summary>Nobody grants a discount that they asked for themselves.</summary>
    public static Fault ApprovalOfOwnRequest(string product) =>
        new(StatusCode.PermissionDenied, ErrorReason.ApprovalOfOwnRequest, ("product", product));

    /// <summary>The customer is the caller's, and has no such thing.</summary>
    public static Fault NotFound(string name) => new(StatusCode.NotFound, ErrorReason.NotFound, ("name", name));

    /// <summary>The request is wrong whatever the data: all that is wrong with it.</summary>
    public static Fault InvalidArgument(params IReadOnlyList<FieldFault> fields) =>
        new(StatusCode.InvalidArgument, ErrorReason.InvalidArgument, ("fault_count", Invariant($"{fields.Count}"))) { Fields = fields };

    /// <inheritdoc cref="InvalidArgument(IReadOnlyList{FieldFault})"/>
    public static Fault InvalidArgument(FieldFaultList faults) => InvalidArgument(faults.Kept, faults.Count);

    /// <summary>The request is wrong whatever the data: the first of all that is wrong with it.</summary>
    public static Fault InvalidArgument(IReadOnlyList<FieldFault> first, int count) =>
        new(StatusCode.InvalidArgument, ErrorReason.InvalidArgument, ("fault_count", Invariant($"{count}"))) { Fields = first };

    /// <summary>One field is wrong for a reason of its own.</summary>
    public static Fault InvalidField(ErrorReason reason, FieldFault field, params IReadOnlyList<(string Key, string Value)> metadata) =>
        new(StatusCode.InvalidArgument, reason, metadata) { Fields = [field] };

    /// <summary>The state, or something like it, is against it.</summary>
    public static Fault FailedPrecondition(ErrorReason reason, string subject, params IReadOnlyList<(string Key, string Value)> metadata) =>
        new(StatusCode.FailedPrecondition, reason, metadata)
        {
            Preconditions = [new Precondition(reason, subject, metadata, FaultMessages.Of(reason, metadata))],
        };

    /// <summary>Violations of an amendment stand against it: the first names the error, all are listed.</summary>
    public static Fault FailedPrecondition(IReadOnlyList<Precondition> violations) =>
        new(StatusCode.FailedPrecondition, violations[0].Reason, [.. violations[0].Metadata, ("violation_count", Invariant($"{violations.Count}"))])
        {
            Preconditions = violations,
        };

    /// <summary>The quote no longer binds.</summary>
    /// <param name="amendment">Name of its amendment.</param>
    /// <param name="until">The instant from which it does not.</param>
    public static Fault QuoteExpired(string amendment, DateTimeOffset until) => FailedPrecondition(
        ErrorReason.QuoteExpired, amendment, ("expire_time", until.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)));

    /// <summary>What was accepted applies to another version of the contracted offer than the one that is.</summary>
    public static Fault ContractedOfferChanged(string offer, int quotedVersion, int currentVersion) => FailedPrecondition(
        ErrorReason.ContractedOfferChanged, offer,
        ("quoted_version", Invariant($"{quotedVersion}")), ("current_version", Invariant($"{currentVersion}")));

    /// <summary>Nobody can be asked to sign: there is no way to send mail.</summary>
    public static Fault MailNotConfigured(string amendment) => FailedPrecondition(ErrorReason.MailNotConfigured, amendment);

    /// <summary>No policy lets the link of this amendment be handed on.</summary>
    public static Fault LinkNotGiven(string amendment) => FailedPrecondition(ErrorReason.LinkNotGiven, amendment);

    /// <summary>The price is another than the one that was seen.</summary>
    public static Fault FingerprintMismatch(string current) => Aborted(ErrorReason.FingerprintMismatch, ("fingerprint", current));

    /// <summary>What the caller saw is no longer what is.</summary>
    public static Fault Aborted(ErrorReason reason, params IReadOnlyList<(string Key, string Value)> metadata) =>
        new(StatusCode.Aborted, reason, metadata);

    /// <summary>A limit on size, number or time is exceeded; waiting does not help.</summary>
    /// <param name="limit">The limit, with its unit unless it is a number of things.</param>
    public static Fault LimitExceeded(string limit) =>
        new(StatusCode.ResourceExhausted, ErrorReason.LimitExceeded, ("limit", limit));

    /// <summary>Too many at once; it is worth to try again.</summary>
    /// <param name="limit">How many there may be.</param>
    /// <param name="retryAfter">After how long.</param>
    public static Fault TooManyAtOnce(int limit, TimeSpan retryAfter) =>
        new(StatusCode.ResourceExhausted, ErrorReason.LimitExceeded, ("limit", Invariant($"{limit}"))) { RetryAfter = retryAfter };

    /// <summary>A part of the service does not answer.</summary>
    public static Fault Unavailable(TimeSpan retryAfter) =>
        new(StatusCode.Unavailable, ErrorReason.Unavailable) { RetryAfter = retryAfter };

    /// <summary>The call took longer than it may.</summary>
    public static Fault DeadlineExceeded() => new(StatusCode.DeadlineExceeded, ErrorReason.DeadlineExceeded);

    /// <summary>A bug. Nothing of it is told.</summary>
    public static Fault Internal() => new(StatusCode.Internal, ErrorReason.Internal);
}

/// <summary>A faulty field of a request.</summary>
/// <param name="Field">Its path in proto names, such as <c>amendment.lines[0].final_quantity</c>.</param>
/// <param name="Rule">What it breaks, UPPER_SNAKE.</param>
/// <param name="Description">The same in words.</param>
internal sealed record FieldFault(string Field, string Rule, Text Description);

/// <summary>Something that stands against a call.</summary>
/// <param name="Reason">What.</param>
/// <param name="Subject">The resource or the product concerned.</param>
/// <param name="Metadata">Its values, by the keys that the reason documents.</param>
/// <param name="Description">The same in words.</param>
internal sealed record Precondition(
    ErrorReason Reason, string Subject, IReadOnlyList<(string Key, string Value)> Metadata, Text Description)
{
    /// <summary>No discount of a product waits for the grant that is given.</summary>
    public static Precondition ApprovalNotAwaited(string product)
    {
        (string, string)[] metadata = [("product", product)];
        return new(ErrorReason.ApprovalNotAwaited, product, metadata, FaultMessages.Of(ErrorReason.ApprovalNotAwaited, metadata));
    }
}
