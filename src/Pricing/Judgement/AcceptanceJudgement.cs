namespace MyOpenIP.Pricing;

/// <summary>A contractual document in one version.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">SHA-256 of its file, 64 lower-case hexadecimal digits.</param>
public sealed record DocumentVersion(string Code, string Version, string Sha256);

/// <summary>What a customer accepts of a quote, or an operator for it, and how things stand then.</summary>
public sealed record AcceptanceGiven
{
    /// <summary>State of the contracted offer.</summary>
    public required ContractState State { get; init; }

    /// <summary>Version of the contracted offer that was quoted.</summary>
    public required int QuotedVersion { get; init; }

    /// <summary>Its current version.</summary>
    public required int CurrentVersion { get; init; }

    /// <summary>The documents of the quote.</summary>
    public required IReadOnlyList<DocumentVersion> Documents { get; init; }

    /// <summary>The documents that are accepted.</summary>
    public required IReadOnlyList<DocumentVersion> AcceptedDocuments { get; init; }

    /// <summary>Whether a longer commitment is expressly consented to.</summary>
    public required bool ExtensionConsented { get; init; }
}

/// <summary>Whether a quote that still binds can be accepted: all that stands against it.</summary>
/// <param name="OfferHasChanged">Whether the contracted offer is no longer the one that was quoted.</param>
/// <param name="ForeignDocuments">
/// Accepted documents that do not go with the quote, in the order given. Another version of one that does, instead of it, is no
/// foreign one: the quote's is then not accepted.
/// </param>
/// <param name="Violations">What stands of the quote and of how things are now, in order of precedence.</param>
public sealed record AcceptanceJudgement(
    bool OfferHasChanged, IReadOnlyList<DocumentVersion> ForeignDocuments, IReadOnlyList<Violation> Violations)
{
    /// <summary>Whether nothing stands against it.</summary>
    public bool IsAccepted => !OfferHasChanged && ForeignDocuments.Count == 0 && Violations.Count == 0;

    /// <summary>
    /// Judges an acceptance. What the quote froze stays as it was quoted; the state and the version of the offer, and what is
    /// accepted are judged now. Until when it binds: <see cref="QuoteValidity"/>.
    /// </summary>
    /// <param name="quoted">The price as it was quoted.</param>
    /// <param name="given">What is accepted, and when.</param>
    public static AcceptanceJudgement Of(PricedAmendment quoted, AcceptanceGiven given)
    {
        ArgumentNullException.ThrowIfNull(quoted);
        ArgumentNullException.ThrowIfNull(given);
        var violations = new List<Violation>();
        if (given.State != ContractState.Delivered)
            violations.Add(new Violation(ViolationCode.OfferNotDelivered, null, [Operand.Code("state", given.State.ToString())]));
        foreach (var violation in quoted.Violations)
        {
            var stands = violation.Code switch
            {
                ViolationCode.DocumentsNotAccepted => !given.Documents.All(given.AcceptedDocuments.Contains),
                ViolationCode.ConsentRequired => !given.ExtensionConsented,
                ViolationCode.OfferNotDelivered => false,
                _ => true,
            };
            if (stands)
                violations.Add(violation);
        }
        return new AcceptanceJudgement(
            given.CurrentVersion != given.QuotedVersion,
            [.. given.AcceptedDocuments.Where(d => IsForeign(d, given))],
            violations);
    }

    private static bool IsForeign(DocumentVersion accepted, AcceptanceGiven given) =>
        !given.Documents.Contains(accepted)
        && given.Documents.All(d => d.Code != accepted.Code || given.AcceptedDocuments.Contains(d));
}
