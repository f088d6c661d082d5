using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Signing;

namespace MyOpenIP.Server.Notifications;

/// <summary>What mails to signers say, in one language.</summary>
internal sealed record MailTexts
{
    public required string Tag { get; init; }

    public required Func<string, string> LinkSubject { get; init; }

    public required Func<string, string> ReminderSubject { get; init; }

    public required Func<string, string> CodeSubject { get; init; }

    public required Func<string, string> SignedSubject { get; init; }

    public required Func<string, string> CompletedSubject { get; init; }

    public required Func<string, string, string, string> Completed { get; init; }

    public required Func<string, string> Verify { get; init; }

    public required Func<string, string> Greeting { get; init; }

    public required Func<string, string, string, string> Asked { get; init; }

    public required Func<string, string> Reminded { get; init; }

    public required string Act { get; init; }

    public required Func<string, string> Closes { get; init; }

    public required string Personal { get; init; }

    public required Func<string, string> Code { get; init; }

    public required string CodeKept { get; init; }

    public required Func<string, string, string> Signed { get; init; }

    public required Func<string, string> OrderIs { get; init; }

    public required string Joined { get; init; }

    public required string NotYou { get; init; }

    public required Printed Printed { get; init; }

    public required string QuoteInFrench { get; init; }

    /// <summary>Those of a language.</summary>
    public static MailTexts Of(SignerLanguage language) => language is SignerLanguage.English ? English : French;

    private static MailTexts French { get; } = new()
    {
        Tag = "fr",
        LinkSubject = quote => $"Devis {quote} à signer",
        ReminderSubject = quote => $"Rappel : le devis {quote} attend votre signature",
        CodeSubject = quote => $"Votre code pour signer le devis {quote}",
        SignedSubject = quote => $"Devis {quote} signé",
        CompletedSubject = quote => $"Devis {quote} signé par le client",
        Completed = (quote, instant, signer) => $"{signer} a signé le devis {quote} le {instant}. Le document signé, le certificat et le dossier de preuve sont joints : conservez-les.",
        Verify = address => $"Qui détient l’un de ces fichiers peut vérifier qu’il est authentique et inchangé : {address}",
        Greeting = name => $"Bonjour {name},",
        Asked = (seller, quote, capacity) => $"{seller} vous adresse le devis {quote}, et vous invite à le lire, puis à le signer ou à le refuser, en qualité de : {capacity}.",
        Reminded = quote => $"Le devis {quote} attend toujours votre réponse.",
        Act = "Lire, signer ou refuser le devis",
        Closes = instant => $"Le lien se ferme le {instant}, ou plus tôt si le devis est modifié ou annulé.",
        Personal = "Ce lien vous est personnel et vaut signature : ne le transférez à personne.",
        Code = code => $"Votre code : {code}",
        CodeKept = "Il sert une fois, pendant 10 minutes, sur la page de signature. Personne ne vous le demandera par téléphone ou par courriel.",
        Signed = (quote, instant) => $"Vous avez signé le devis {quote} le {instant}. Le document signé et ce que vous avez accepté sont joints : conservez-les.",
        OrderIs = number => $"La commande porte le numéro {number}.",
        Joined = "Documents joints :",
        NotYou = "Si vous n’êtes pas concerné, ignorez ce message : sans vous, rien n’est signé.",
        Printed = Printed.French,
        QuoteInFrench = "",
    };

    private static MailTexts English { get; } = new()
    {
        Tag = "en",
        LinkSubject = quote => $"Quote {quote} to be signed",
        ReminderSubject = quote => $"Reminder: quote {quote} awaits your signature",
        CodeSubject = quote => $"Your code to sign quote {quote}",
        SignedSubject = quote => $"Quote {quote} signed",
        CompletedSubject = quote => $"Quote {quote} signed by the customer",
        Completed = (quote, instant, signer) => $"{signer} signed quote {quote} on {instant}. The signed document, the certificate and the evidence are attached: keep them.",
        Verify = address => $"Whoever holds one of these files can verify that it is genuine and unchanged: {address}",
        Greeting = name => $"Dear {name},",
        Asked = (seller, quote, capacity) => $"{seller} sends you quote {quote}, and invites you to read it, and then to sign or refuse it, in the capacity of: {capacity}.",
        Reminded = quote => $"Quote {quote} still awaits your answer.",
        Act = "Read, sign or refuse the quote",
        Closes = instant => $"The link closes on {instant}, or earlier if the quote is changed or cancelled.",
        Personal = "This link is yours alone and signs in your name: do not forward it to anybody.",
        Code = code => $"Your code: {code}",
        CodeKept = "It works once, for 10 minutes, on the signing page. Nobody will ask you for it by telephone or e-mail.",
        Signed = (quote, instant) => $"You signed quote {quote} on {instant}. The document that you signed and what you accepted are attached: keep them.",
        OrderIs = number => $"The order has the number {number}.",
        Joined = "Attached:",
        NotYou = "If this does not concern you, ignore this message: without you nothing is signed.",
        Printed = Printed.English,
        QuoteInFrench = "The quote that is joined is in French, which is the text that binds.",
    };
}
