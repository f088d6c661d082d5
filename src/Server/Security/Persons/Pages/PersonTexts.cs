using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Security.Persons.Pages;

/// <summary>What the pages of persons say, in one language.</summary>
internal sealed record PersonTexts
{
    public required string Tag { get; init; }

    public required string LogInTitle { get; init; }

    public required Func<string, string> AskedBy { get; init; }

    public required string Name { get; init; }

    public required string Password { get; init; }

    public required string Code { get; init; }

    public required string CodeHint { get; init; }

    public required string LogIn { get; init; }

    public required string Wrong { get; init; }

    public required Func<int, string> TooMany { get; init; }

    public required string Busy { get; init; }

    public required string FormTooOld { get; init; }

    public required string Lost { get; init; }

    public required string NotAskedTitle { get; init; }

    public required string NotAsked { get; init; }

    public required string LinkTitle { get; init; }

    public required Func<string, string> LinkFor { get; init; }

    public required string NewPassword { get; init; }

    public required Func<int, int, string> PasswordHint { get; init; }

    public required string PasswordAgain { get; init; }

    public required string ScanTitle { get; init; }

    public required string Scan { get; init; }

    public required string QrCode { get; init; }

    public required string KeyByHand { get; init; }

    public required string FirstCode { get; init; }

    public required string Save { get; init; }

    public required string NotTheSame { get; init; }

    public required string BadPassword { get; init; }

    public required string BadCode { get; init; }

    public required string GoneTitle { get; init; }

    public required string Gone { get; init; }

    public required string ReadyTitle { get; init; }

    public required string Ready { get; init; }

    public required string FailedTitle { get; init; }

    public required string Failed { get; init; }

    /// <summary>Those of a language.</summary>
    public static PersonTexts Of(Language language) => language is Language.English ? English : French;

    private static PersonTexts French { get; } = new()
    {
        Tag = "fr",
        LogInTitle = "Connectez-vous à MyOpenIP",
        AskedBy = portal => $"Vous continuerez ensuite sur {portal}.",
        Name = "Identifiant",
        Password = "Mot de passe",
        Code = "Code à 6 chiffres",
        CodeHint = "Celui que votre application d’authentification affiche pour MyOpenIP.",
        LogIn = "Se connecter",
        Wrong = "Identifiant, mot de passe ou code incorrect. Un code ne sert qu’une fois : attendez le suivant.",
        TooMany = minutes => $"Trop d’essais. Réessayez dans {minutes} min, ou demandez un lien de réinitialisation à votre opérateur.",
        Busy = "Beaucoup de personnes se connectent en ce moment. Réessayez dans un instant.",
        FormTooOld = "Cette page était ouverte depuis trop longtemps, ou votre navigateur refuse les cookies. Réessayez.",
        Lost = "Mot de passe oublié, téléphone perdu ? Votre opérateur vous donne un lien de réinitialisation.",
        NotAskedTitle = "Cette adresse ne mène nulle part",
        NotAsked = "La demande de connexion est incomplète, ou ne vient pas d’un portail enregistré. Retournez sur votre portail et recommencez.",
        LinkTitle = "Choisissez votre mot de passe",
        LinkFor = name => $"Ce lien est celui de {name}. Il ne sert qu’une fois.",
        NewPassword = "Nouveau mot de passe",
        PasswordHint = (fewest, different) => $"Au moins {fewest} caractères, dont {different} différents, sans votre identifiant. Une phrase convient bien.",
        PasswordAgain = "Le même mot de passe, encore une fois",
        ScanTitle = "Votre second facteur",
        Scan = "Scannez cette image avec une application d’authentification (FreeOTP, Aegis, Google Authenticator, etc.), puis saisissez le code qu’elle affiche.",
        QrCode = "QR code de la clé à ajouter à l’application",
        KeyByHand = "Ou saisissez cette clé dans l’application :",
        FirstCode = "Code à 6 chiffres",
        Save = "Enregistrer",
        NotTheSame = "Les deux mots de passe ne sont pas identiques.",
        BadPassword = "Ce mot de passe ne convient pas.",
        BadCode = "Ce code n’est pas celui que l’application affiche pour cette clé. Vérifiez l’heure de votre téléphone.",
        GoneTitle = "Ce lien ne sert plus",
        Gone = "Il a été utilisé, remplacé, ou a plus d’un jour. Demandez-en un autre à votre opérateur.",
        ReadyTitle = "C’est prêt",
        Ready = "Retournez sur votre portail et connectez-vous, avec le prochain code de l’application.",
        FailedTitle = "Cela n’a pas fonctionné",
        Failed = "Réessayez dans un instant.",
    };

    private static PersonTexts English { get; } = new()
    {
        Tag = "en",
        LogInTitle = "Log in to MyOpenIP",
        AskedBy = portal => $"You will then go on to {portal}.",
        Name = "User name",
        Password = "Password",
        Code = "6-digit code",
        CodeHint = "The one that your authenticator app shows for MyOpenIP.",
        LogIn = "Log in",
        Wrong = "Wrong user name, password or code. A code works once: wait for the next one.",
        TooMany = minutes => $"Too many tries. Try again in {minutes} min, or ask your operator for a reset link.",
        Busy = "Many people are logging in just now. Try again in a moment.",
        FormTooOld = "This page had been open for too long, or your browser refuses cookies. Try again.",
        Lost = "Password forgotten, phone lost? Your operator gives you a reset link.",
        NotAskedTitle = "This address leads nowhere",
        NotAsked = "The request to log in is incomplete, or does not come from a registered portal. Go back to your portal and begin again.",
        LinkTitle = "Choose your password",
        LinkFor = name => $"This link is for {name}. It works once.",
        NewPassword = "New password",
        PasswordHint = (fewest, different) => $"At least {fewest} characters, {different} of them different, without your user name. A sentence does well.",
        PasswordAgain = "The same password again",
        ScanTitle = "Your second factor",
        Scan = "Scan this picture with an authenticator app (FreeOTP, Aegis, Google Authenticator and the like), then type the code that it shows.",
        QrCode = "QR code of the key to add to the app",
        KeyByHand = "Or type this key into the app:",
        FirstCode = "6-digit code",
        Save = "Save",
        NotTheSame = "The two passwords are not the same.",
        BadPassword = "This password will not do.",
        BadCode = "This is not the code that the app shows for this key. Check the clock of your phone.",
        GoneTitle = "This link no longer works",
        Gone = "It was used or replaced, or is older than a day. Ask your operator for another one.",
        ReadyTitle = "All set",
        Ready = "Go back to your portal and log in, with the next code of the app.",
        FailedTitle = "That did not work",
        Failed = "Try again in a moment.",
    };
}
