using MyOpenIP.V1;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// What is told of each reason of the service, in French and in English; {key} stands for a value of its metadata.
/// Violations of an amendment have their sentences in the core.
/// </summary>
internal static class FaultMessages
{
    /// <summary>The message of a reason with its values.</summary>
    public static Text Of(ErrorReason reason, IReadOnlyList<(string Key, string Value)> metadata)
    {
        var template = Template(reason);
        return new Text(Fill(template.French, metadata), Fill(template.English, metadata));
    }

    private static string Fill(string template, IReadOnlyList<(string Key, string Value)> metadata)
    {
        foreach (var (key, value) in metadata)
            template = template.Replace($"{{{key}}}", value, StringComparison.Ordinal);
        return template;
    }

    /// <summary>The message of a reason, its values not filled in.</summary>
    public static Text Template(ErrorReason reason) => reason switch
    {
        ErrorReason.Unauthenticated => new(
            "Identifiez-vous.",
            "Credentials are needed."),
        ErrorReason.PermissionDenied => new(
            "Vous n'y avez pas accès.",
            "You have no access to it."),
        ErrorReason.NotFound => new(
            "{name} n'existe pas.",
            "{name} does not exist."),
        ErrorReason.InvalidArgument => new(
            "La demande comporte {fault_count} erreur(s).",
            "The request has {fault_count} fault(s)."),
        ErrorReason.RequestIdReused => new(
            "L'identifiant de demande {request_id} a déjà servi pour un autre contenu.",
            "The request id {request_id} was already used with other content."),
        ErrorReason.PageTokenInvalid => new(
            "Le jeton n'est pas celui de cette recherche.",
            "The token is not one of this query."),
        ErrorReason.OrderByInvalid => new(
            "Le tri demandé n'est pas compris (position {position}).",
            "The order asked for is not understood (position {position})."),
        ErrorReason.EtagMismatch => new(
            "La ressource a changé depuis sa lecture. Relisez-la.",
            "The resource has changed since it was read. Read it again."),
        ErrorReason.FingerprintMismatch => new(
            "Le prix a changé depuis sa lecture. Relisez-le.",
            "The price has changed since it was read. Read it again."),
        ErrorReason.ConcurrentChange => new(
            "Une autre modification est passée avant. Relisez la ressource.",
            "Another change came first. Read the resource again."),
        ErrorReason.StateNotAllowed => new(
            "L'état {state} ne le permet pas (états permis : {allowed_states}).",
            "State {state} does not allow it (allowed states: {allowed_states})."),
        ErrorReason.QuoteExpired => new(
            "Le devis a expiré le {expire_time}.",
            "The quote expired on {expire_time}."),
        ErrorReason.ContractedOfferChanged => new(
            "L'offre contractée a changé depuis le devis (version {quoted_version}, maintenant {current_version}).",
            "The contracted offer has changed since the quote (version {quoted_version}, now {current_version})."),
        ErrorReason.LimitExceeded => new(
            "La limite de {limit} est dépassée.",
            "The limit of {limit} is exceeded."),
        ErrorReason.DeadlineExceeded => new(
            "Le délai de la demande est dépassé. Une écriture peut être répétée avec son identifiant de demande.",
            "The call took too long. A write may be repeated under its request id."),
        ErrorReason.Unavailable => new(
            "Le service est momentanément indisponible. Réessayez.",
            "The service does not answer for the moment. Try again."),
        ErrorReason.Internal => new(
            "Une erreur interne s'est produite. Communiquez l'identifiant de la demande à l'opérateur.",
            "An internal error occurred. Quote the request id to the operator."),
        ErrorReason.FilterInvalid => new(
            "Le filtre n'est pas compris (position {position}).",
            "The filter is not understood (position {position})."),
        ErrorReason.ApprovalOfOwnRequest => new(
            "On n'accorde pas la remise que l'on a soi-même demandée ({product}).",
            "Nobody grants a discount that they asked for themselves ({product})."),
        ErrorReason.ApprovalNotAwaited => new(
            "Aucune remise de ces pourcentages n'attend d'accord pour cette quantité ({product}).",
            "No discount of these percentages waits for a grant at this quantity ({product})."),
        ErrorReason.MailNotConfigured => new(
            "Le service n'a pas de serveur de messagerie : personne ne peut être invité à signer.",
            "The service has no mail server: nobody can be asked to sign."),
        ErrorReason.LinkNotGiven => new(
            "Aucune politique ne permet de remettre soi-même le lien de cette offre : il est envoyé au signataire.",
            "No policy lets the link of this offer be handed on: it is sent to the signer."),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without a message."),
    };
}
