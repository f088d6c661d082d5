namespace MyOpenIP.Server.Wire;

/// <summary>What can be wrong with a field whatever the data, in words.</summary>
internal static class FieldFaults
{
    public static FieldFault Required(string field) =>
        new(field, "REQUIRED", new("Ce champ est obligatoire.", "This field is required."));

    public static FieldFault UnknownEnumValue(string field, int value) =>
        new(field, "UNKNOWN_VALUE", new(Invariant($"La valeur {value} n'est pas connue."), Invariant($"The value {value} is not known.")));

    public static FieldFault TooLong(string field, int longest) =>
        new(field, "TOO_LONG", new(Invariant($"Pas plus de {longest} caractères."), Invariant($"No more than {longest} characters.")));

    public static FieldFault TooMany(string field, int most) =>
        new(field, "TOO_MANY", new(Invariant($"Pas plus de {most} entrées."), Invariant($"No more than {most} entries.")));

    public static FieldFault Wrong(string field, Text expected) => new(field, "MALFORMED", expected);

    public static FieldFault Unreadable(string field, bool hasLines) => new(field, "UNREADABLE", hasLines
        ? new("Du texte, sans caractère de contrôle ni invisible.", "Text, without control or invisible characters.")
        : new("Une ligne de texte, sans caractère de contrôle ni invisible.", "One line of text, without control or invisible characters."));

    public static FieldFault Lost(string field) => new(
        field, "LOST_CHARACTER", new("Du texte en UTF-8 : un caractère y a été perdu (U+FFFD).", "Text in UTF-8: a character of it was lost (U+FFFD)."));

    public static FieldFault Blank(string field) =>
        new(field, "BLANK", new("Quelque chose qui se voie, ou rien.", "Something that can be seen, or nothing."));

    public static FieldFault Malformed(string field, string example) =>
        new(field, "MALFORMED", new($"La forme attendue est {example}.", $"The form expected is {example}."));

    public static FieldFault OutOfRange(string field, string lowest, string highest) =>
        new(field, "OUT_OF_RANGE", new($"Entre {lowest} et {highest}.", $"Between {lowest} and {highest}."));

    public static FieldFault TooManyDecimals(string field, int decimals) =>
        new(field, "TOO_MANY_DECIMALS", new(Invariant($"Pas plus de {decimals} décimales."), Invariant($"No more than {decimals} decimals.")));

    public static FieldFault NotOneOf<T>(string field, IEnumerable<T> values) =>
        new(field, "NOT_ONE_OF", new($"Une valeur parmi {string.Join(", ", values)}.", $"One of {string.Join(", ", values)}."));

    public static FieldFault TooLarge(string field, long bytes) =>
        new(field, "TOO_LARGE", new(Invariant($"Pas plus de {bytes} octets."), Invariant($"No more than {bytes} bytes.")));

    public static FieldFault Negative(string field) =>
        new(field, "NEGATIVE", new("La valeur ne peut pas être négative.", "The value cannot be negative."));

    public static FieldFault Repeated(string field, string first) =>
        new(field, "REPEATED", new($"Déjà donné par {first}.", $"Already given by {first}."));

    public static FieldFault Unknown(string field, string value) =>
        new(field, "UNKNOWN", new($"« {value} » n'est pas connu.", $"\"{value}\" is not known."));

    public static FieldFault NotWritable(string field) =>
        new(field, "NOT_WRITABLE", new("Ce champ ne peut pas être écrit.", "This field cannot be written."));

    public static FieldFault NullCharacter(string field) =>
        new(field, "NULL_CHARACTER", new("Le caractère nul (U+0000) n'est pas admis.", "The null character (U+0000) is not allowed."));

    public static FieldFault NothingToSearch(string field) =>
        new(field, "NOTHING_TO_SEARCH", new("Au moins une lettre ou un chiffre est attendu.", "At least a letter or a digit is expected."));

    public static FieldFault NotProtobuf(string kind) =>
        new("message", "NOT_PROTOBUF", new($"Ce n'est pas un message {kind} entier.", $"This is not a whole {kind} message."));

    public static FieldFault NotFramed() =>
        new("message", "NOT_FRAMED", new("Le message n'est pas entier, ou sa compression est abîmée.", "The message is not whole, or its compression is broken."));

    public static FieldFault GivenByPath(string field) =>
        new(field, "GIVEN_BY_PATH", new("Déjà donné par le chemin.", "Already given by the path."));

    public static FieldFault NotJson(string field, long line, long position) =>
        new(field, "NOT_JSON", new(Invariant($"Ce n'est pas du JSON (ligne {line}, octet {position})."), Invariant($"This is not JSON (line {line}, byte {position}).")));

    public static FieldFault WrongType(string field) =>
        new(field, "WRONG_TYPE", new("La valeur n'est pas du type attendu.", "The value is not of the type expected."));

    public static FieldFault WrongType(string field, Text expected) => new(field, "WRONG_TYPE", expected);

    public static FieldFault NotOfParent(string field) =>
        new(field, "NOT_OF_PARENT", new("L'offre n'appartient pas au parent.", "The offer does not belong to the parent."));

    public static FieldFault NotOfSiren(string field) =>
        new(field, "NOT_OF_SIREN", new("Ce n'est pas un établissement du SIREN du client.", "This is not an establishment of the customer's SIREN."));

    public static FieldFault NotOfQuery(string field) => new(field, "NOT_OF_QUERY", FaultMessages.Template(V1.ErrorReason.PageTokenInvalid));

    public static FieldFault Reused(string field, Text what) => new(field, "REUSED", what);

    public static FieldFault NotTheSum(string field) =>
        new(field, "NOT_THE_SUM", new("n'est pas la somme des lots qui restent", "is not the sum of the lots that stay"));

    public static FieldFault NoFileName(string field) => new(
        field, "NO_FILE_NAME",
        new(
            "Un nom de fichier sans dossier, que tout système accepte : sans / \\ : * ? \" < > |, sans point, tiret ni espace au début, sans point ni espace à la fin.",
            "A file name without a folder that every system takes: without / \\ : * ? \" < > |, not beginning with a point, a hyphen or a space, not ending with a point or a space."));

    public static FieldFault NoKnownFile(string field, IEnumerable<string> kinds) => new(
        field, "NO_KNOWN_FILE",
        new(
            $"Un fichier entier de l'une de ces sortes, sans macro : {string.Join(", ", kinds)} (texte en UTF-8).",
            $"A whole file of one of these kinds, without macros: {string.Join(", ", kinds)} (text in UTF-8)."));

    public static FieldFault WrongEnding(string field, IEnumerable<string> endings) => new(
        field, "WRONG_ENDING",
        new($"D'après le contenu, le nom finit par {string.Join(" ou ", endings)}.", $"By the content, the name ends with {string.Join(" or ", endings)}."));

    public static FieldFault OtherDigest(string field, string digest) =>
        new(field, "OTHER_DIGEST", new($"Le contenu reçu a le SHA-256 {digest}.", $"The content that arrived has the SHA-256 {digest}."));

    public static FieldFault NotPriceable(string field, Text why) => new(field, "NOT_PRICEABLE", why);
}
