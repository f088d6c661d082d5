using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Signing.Pages;

/// <summary>What the page of a signer says, in one language.</summary>
internal sealed record SigningTexts
{
    /// <summary>The language, as the other parts of the service call it.</summary>
    public required Language Language { get; init; }

    public required string Tag { get; init; }

    public required string OtherTag { get; init; }

    public required string OtherLanguage { get; init; }

    public required Func<string, string> Title { get; init; }

    public required Func<string, string, string> Asked { get; init; }

    public required Func<string, string> Closes { get; init; }

    public required string InFrench { get; init; }

    public required string WhatChanges { get; init; }

    public required IReadOnlyList<string> Heads { get; init; }

    public required string Parties { get; init; }

    public required string Read { get; init; }

    public required string Pdf { get; init; }

    public required string Digest { get; init; }

    public required string Accept { get; init; }

    public required string Documents { get; init; }

    public required Func<string, string, string> Document { get; init; }

    public required string ReadDocument { get; init; }

    public required string Commitment { get; init; }

    public required string You { get; init; }

    public required string Name { get; init; }

    public required string Capacity { get; init; }

    public required string CodeTitle { get; init; }

    public required Func<string, string> CodeWhy { get; init; }

    public required string SendCode { get; init; }

    public required Func<string, string> CodeSent { get; init; }

    public required string NoMoreCodes { get; init; }

    public required string Code { get; init; }

    public required string CodeHint { get; init; }

    public required Func<string, string> Agree { get; init; }

    public required string Sign { get; init; }

    public required string DeclineTitle { get; init; }

    public required string Reason { get; init; }

    public required string Decline { get; init; }

    public required string NotBoth { get; init; }

    public required string BadName { get; init; }

    public required string BadCapacity { get; init; }

    public required string BadReason { get; init; }

    public required string BadCode { get; init; }

    public required string FormTooOld { get; init; }

    public required Func<int, string> TooMany { get; init; }

    public required string ClosedTitle { get; init; }

    public required string Closed { get; init; }

    public required string SignedTitle { get; init; }

    public required Func<string, string, string> Signed { get; init; }

    public required string Keep { get; init; }

    public required string DeclinedTitle { get; init; }

    public required Func<string, string> Declined { get; init; }

    public required string FailedTitle { get; init; }

    public required string Failed { get; init; }

    /// <summary>Those of a language.</summary>
    public static SigningTexts Of(SignerLanguage language) => language is SignerLanguage.English ? English : French;

    private static SigningTexts French { get; } = new()
    {
        Language = Language.French,
        Tag = "fr",
        OtherTag = "en",
        OtherLanguage = "English",
        Title = quote => $"Devis {quote}",
        Asked = (name, capacity) => $"{name}, en qualité de {capacity} : lisez ce devis, puis signez-le ou refusez-le au bas de la page.",
        Closes = instant => $"Ce lien se ferme le {instant}.",
        InFrench = "",
        WhatChanges = "Ce qui change",
        Heads = ["Produit", "a/\u00A0Initial", "b/\u00A0Évolution", "c/\u00A0Final", "FMS", "Abo/Récurrence", "Remise FMS", "Remise abo."],
        Parties = "Parties et sites",
        Read = "Le devis et ses documents",
        Pdf = "Lire le devis (PDF)",
        Digest = "Empreinte SHA-256 :",
        Accept = "Votre accord",
        Documents = "Documents contractuels",
        Document = (title, version) => $"J’ai reçu et j’accepte : {title}, version {version}.",
        ReadDocument = "Lire le document",
        Commitment = "Engagement",
        You = "Vous",
        Name = "Prénom et nom",
        Capacity = "En qualité de",
        CodeTitle = "Code de signature",
        CodeWhy = mailbox => $"Un code à usage unique, envoyé à {mailbox}, est nécessaire pour signer.",
        SendCode = "Recevoir un code par courriel",
        CodeSent = mailbox => $"Un code est envoyé à {mailbox}. Il vaut 10 minutes et remplace le précédent.",
        NoMoreCodes = "Aucun autre code ne peut être envoyé pour ce lien : demandez un nouveau lien à votre interlocuteur.",
        Code = "Code à 8 chiffres",
        CodeHint = "Celui du dernier courriel reçu.",
        Agree = quote => $"En cliquant sur « Signer le devis », j’accepte le devis {quote}, qui devient une commande.",
        Sign = "Signer le devis",
        DeclineTitle = "Refuser le devis",
        Reason = "Pourquoi (facultatif, transmis à votre interlocuteur)",
        Decline = "Refuser le devis",
        NotBoth = "Le devis n’est ni signé ni refusé.",
        BadName = "Indiquez votre prénom et votre nom, en 200 caractères au plus.",
        BadCapacity = "Indiquez en quelle qualité vous signez, en 200 caractères au plus.",
        BadReason = "La raison a 2 000 caractères au plus.",
        BadCode = "Ce code n’est pas le dernier envoyé, il est trop ancien, ou il a été essayé trop souvent. Demandez-en un autre.",
        FormTooOld = "Cette page était ouverte depuis trop longtemps. Relisez-la, puis recommencez.",
        TooMany = minutes => $"Trop d’essais. Réessayez dans {minutes} min.",
        ClosedTitle = "Ce lien n’est pas valable",
        Closed = "Il a été remplacé ou fermé, ou n’a jamais existé. Si vous attendez un devis, demandez un nouveau lien à votre interlocuteur.",
        SignedTitle = "Devis signé",
        Signed = (quote, instant) => $"Vous avez signé le devis {quote} le {instant}. La commande existe.",
        Keep = "Une copie vous est envoyée par courriel. Vous pouvez aussi enregistrer le document signé :",
        DeclinedTitle = "Devis refusé",
        Declined = quote => $"Vous avez refusé le devis {quote}. Votre interlocuteur en est informé.",
        FailedTitle = "Cela n’a pas fonctionné",
        Failed = "Rien n’a été signé ni refusé. Réessayez dans un instant.",
    };

    private static SigningTexts English { get; } = new()
    {
        Language = Language.English,
        Tag = "en",
        OtherTag = "fr",
        OtherLanguage = "Français",
        Title = quote => $"Quote {quote}",
        Asked = (name, capacity) => $"{name}, in the capacity of {capacity}: read this quote, then sign or refuse it at the foot of the page.",
        Closes = instant => $"This link closes on {instant}.",
        InFrench = "The quote itself (PDF) is in French, which is the text that binds.",
        WhatChanges = "What changes",
        Heads = ["Product", "a/\u00A0Initial", "b/\u00A0Change", "c/\u00A0Final", "Setup", "Monthly", "Setup discount", "Monthly discount"],
        Parties = "Parties and sites",
        Read = "The quote and its documents",
        Pdf = "Read the quote (PDF)",
        Digest = "SHA-256 digest:",
        Accept = "Your agreement",
        Documents = "Contractual documents",
        Document = (title, version) => $"I have received and accept: {title}, version {version}.",
        ReadDocument = "Read the document",
        Commitment = "Commitment",
        You = "You",
        Name = "First and last name",
        Capacity = "In the capacity of",
        CodeTitle = "Signing code",
        CodeWhy = mailbox => $"A one-time code, sent to {mailbox}, is needed to sign.",
        SendCode = "Get a code by e-mail",
        CodeSent = mailbox => $"A code is sent to {mailbox}. It is good for 10 minutes and takes the place of the one before.",
        NoMoreCodes = "No further code can be sent for this link: ask for a new link.",
        Code = "8-digit code",
        CodeHint = "The one in the latest e-mail.",
        Agree = quote => $"By clicking \"Sign the quote\" I accept quote {quote}, which becomes an order.",
        Sign = "Sign the quote",
        DeclineTitle = "Refuse the quote",
        Reason = "Why (optional, passed on to whoever sent it)",
        Decline = "Refuse the quote",
        NotBoth = "The quote is neither signed nor refused.",
        BadName = "Give your first and last name, in 200 characters at most.",
        BadCapacity = "Say in which capacity you sign, in 200 characters at most.",
        BadReason = "The reason has 2,000 characters at most.",
        BadCode = "This code is not the latest one, is too old, or was tried too often. Get another one.",
        FormTooOld = "This page had been open for too long. Read it again, then try once more.",
        TooMany = minutes => $"Too many tries. Try again in {minutes} min.",
        ClosedTitle = "This link is not valid",
        Closed = "It was replaced or closed, or never existed. If you expect a quote, ask for a new link.",
        SignedTitle = "Quote signed",
        Signed = (quote, instant) => $"You signed quote {quote} on {instant}. The order exists.",
        Keep = "A copy is sent to you by e-mail. You can also save the signed document:",
        DeclinedTitle = "Quote refused",
        Declined = quote => $"You refused quote {quote}. Whoever sent it is told.",
        FailedTitle = "That did not work",
        Failed = "Nothing was signed or refused. Try again in a moment.",
    };
}
