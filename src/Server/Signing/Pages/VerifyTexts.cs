using MyOpenIP.Server.Quotes;

namespace MyOpenIP.Server.Signing.Pages;

/// <summary>What the page says on which anybody verifies a file, in one language.</summary>
internal sealed record VerifyTexts
{
    /// <summary>How instants are written.</summary>
    public required Printed Printed { get; init; }

    public required string Tag { get; init; }

    public required string OtherTag { get; init; }

    public required string OtherLanguage { get; init; }

    public required string Title { get; init; }

    public required string What { get; init; }

    public required string NotKept { get; init; }

    public required string File { get; init; }

    public required string Digest { get; init; }

    public required string DigestHint { get; init; }

    public required string Act { get; init; }

    public required string Answer { get; init; }

    public required string Intact { get; init; }

    public required Func<long, string> Appended { get; init; }

    public required string Unknown { get; init; }

    public required string Nothing { get; init; }

    public required string BadDigest { get; init; }

    public required string TooLarge { get; init; }

    public required Func<int, string> TooMany { get; init; }

    public required string Failed { get; init; }

    public required string KindHead { get; init; }

    public required Func<FileOfOurs, string> Kind { get; init; }

    public required string QuoteHead { get; init; }

    public required string StateHead { get; init; }

    public required Func<VerifiedState, string> State { get; init; }

    public required string AnsweredHead { get; init; }

    public required string IssuedHead { get; init; }

    public required string ExpiresHead { get; init; }

    /// <summary>Those of a language.</summary>
    public static VerifyTexts Of(SignerLanguage language) => language is SignerLanguage.English ? English : French;

    private static VerifyTexts French { get; } = new()
    {
        Printed = Printed.French,
        Tag = "fr",
        OtherTag = "en",
        OtherLanguage = "English",
        Title = "Vérifier un document",
        What = "Vous détenez le PDF d’un devis, sa copie avec cachet électronique, un certificat ou un dossier de preuve ? Vérifiez ici qu’il est authentique et inchangé, et ce que le devis est devenu.",
        NotKept = "Le fichier n’est ni lu ni conservé : seule son empreinte SHA-256 est calculée.",
        File = "Le fichier (10 Mo au plus)",
        Digest = "Ou son empreinte SHA-256",
        DigestHint = "64 chiffres hexadécimaux, tels que les donne « sha256sum ».",
        Act = "Vérifier",
        Answer = "Résultat",
        Intact = "Ce document est authentique et inchangé.",
        Appended = bytes => $"Ce fichier n’est pas le document que nous avons établi : il commence par lui, mais {bytes} octets y ont été ajoutés. Ce qu’il affiche peut différer de ce qui a été signé.",
        Unknown = "Ce document n’est pas de nous, ou il a été modifié.",
        Nothing = "Choisissez un fichier, ou donnez son empreinte.",
        BadDigest = "Une empreinte SHA-256 a 64 chiffres hexadécimaux.",
        TooLarge = "Ce fichier dépasse 10 Mo : aucun de nos documents n’est aussi grand.",
        TooMany = minutes => $"Trop de vérifications. Réessayez dans {minutes} min.",
        Failed = "La vérification n’a pas abouti. Réessayez dans un instant.",
        KindHead = "Document",
        Kind = kind => kind switch
        {
            FileOfOurs.Quote => "PDF du devis",
            FileOfOurs.SealedQuote => "Copie du devis avec cachet électronique",
            FileOfOurs.Evidence => "Dossier de preuve (PDF)",
            FileOfOurs.EvidenceRecord => "Dossier de preuve (JSON)",
            FileOfOurs.Certificate => "Certificat",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A file of no known kind."),
        },
        QuoteHead = "Devis",
        StateHead = "Situation du devis",
        State = state => state switch
        {
            VerifiedState.Open => "Ouvert : ni accepté ni refusé",
            VerifiedState.Signed => "Signé par le client",
            VerifiedState.Validated => "Validé par l’opérateur",
            VerifiedState.Declined => "Refusé par le client",
            VerifiedState.Superseded => "Remplacé ou remis en préparation : il n’engage plus",
            VerifiedState.Expired => "Expiré : il n’engage plus",
            VerifiedState.Cancelled => "Annulé : il n’engage plus",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state of no known kind."),
        },
        AnsweredHead = "Depuis le",
        IssuedHead = "Établi le",
        ExpiresHead = "Valable jusqu’au",
    };

    private static VerifyTexts English { get; } = new()
    {
        Printed = Printed.English,
        Tag = "en",
        OtherTag = "fr",
        OtherLanguage = "Français",
        Title = "Verify a document",
        What = "Do you hold the PDF of a quote, its sealed copy, a certificate or evidence? Verify here that it is genuine and unchanged, and what became of the quote.",
        NotKept = "The file is neither read nor kept: its SHA-256 digest alone is taken.",
        File = "The file (10 MB at most)",
        Digest = "Or its SHA-256 digest",
        DigestHint = "64 hexadecimal digits, as \"sha256sum\" gives them.",
        Act = "Verify",
        Answer = "Result",
        Intact = "This document is genuine and unchanged.",
        Appended = bytes => $"This file is not the document that we made: it begins with it, but {bytes} bytes were appended. What it shows may differ from what was signed.",
        Unknown = "This document is not ours, or it was changed.",
        Nothing = "Choose a file, or give its digest.",
        BadDigest = "A SHA-256 digest has 64 hexadecimal digits.",
        TooLarge = "This file is larger than 10 MB: no document of ours is.",
        TooMany = minutes => $"Too many verifications. Try again in {minutes} min.",
        Failed = "The verification did not work. Try again in a moment.",
        KindHead = "Document",
        Kind = kind => kind switch
        {
            FileOfOurs.Quote => "PDF of the quote",
            FileOfOurs.SealedQuote => "Sealed copy of the quote",
            FileOfOurs.Evidence => "Evidence (PDF)",
            FileOfOurs.EvidenceRecord => "Evidence (JSON)",
            FileOfOurs.Certificate => "Certificate",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A file of no known kind."),
        },
        QuoteHead = "Quote",
        StateHead = "Where the quote stands",
        State = state => state switch
        {
            VerifiedState.Open => "Open: neither accepted nor refused",
            VerifiedState.Signed => "Signed by the customer",
            VerifiedState.Validated => "Validated by the operator",
            VerifiedState.Declined => "Refused by the customer",
            VerifiedState.Superseded => "Superseded, or in preparation again: it no longer binds",
            VerifiedState.Expired => "Expired: it no longer binds",
            VerifiedState.Cancelled => "Cancelled: it no longer binds",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state of no known kind."),
        },
        AnsweredHead = "Since",
        IssuedHead = "Issued on",
        ExpiresHead = "Valid until",
    };
}
