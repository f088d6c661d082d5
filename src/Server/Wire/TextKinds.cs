using System.Text.RegularExpressions;

namespace MyOpenIP.Server.Wire;

/// <summary>Every kind of text that comes from outside: what a name is, a code, an e-mail address. Whatever takes one says here what it is.</summary>
internal static partial class TextKinds
{
    private const int LongestEmail = 254;
    private const int LongestLocalPart = 64;

    // ISO 3166-1 alpha-2, as of 2026.
    private const string Countries =
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ " +
        "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR " +
        "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
        "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU " +
        "MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW " +
        "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ " +
        "UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

    private static readonly HashSet<string> KnownCountries = [.. Countries.Split(' ')];

    /// <summary>The name of a person, a company, a site, an offer, a product.</summary>
    public static TextKind Name { get; } = TextKind.Line(200);

    /// <summary>A part of an address: street, estate, building, floor.</summary>
    public static TextKind AddressLine { get; } = TextKind.Line(200);

    /// <summary>A town.</summary>
    public static TextKind City { get; } = TextKind.Line(100);

    /// <summary>A postal code of any country.</summary>
    public static TextKind PostalCode { get; } = TextKind.Line(16);

    /// <summary>A reference or a status in somebody else's words: account, reference of the reseller, legal status.</summary>
    public static TextKind Reference { get; } = TextKind.Line(64);

    /// <summary>How to get in, or when.</summary>
    public static TextKind Note { get; } = TextKind.Line(500);

    /// <summary>A longer text of a data file on one line: a source, the words that the law wants.</summary>
    public static TextKind Sentence { get; } = TextKind.Line(2000);

    /// <summary>A comment, a reason: several lines.</summary>
    public static TextKind Comment { get; } = TextKind.Lines(2000);

    /// <summary>Code of a reseller.</summary>
    public static TextKind ResellerCode { get; } = TextKind.Form(
        "le code d'un revendeur, en minuscules, chiffres et tirets, comme destiny",
        "the code of a reseller, of lower-case letters, digits and hyphens, such as destiny",
        LowerCode().IsMatch);

    /// <summary>Code of an offer of the catalogue.</summary>
    public static TextKind OfferCode { get; } = TextKind.Form(
        "le code d'une offre, en minuscules, chiffres et tirets, comme sip-trunk-touch",
        "the code of an offer, of lower-case letters, digits and hyphens, such as sip-trunk-touch",
        LowerCode().IsMatch);

    /// <summary>Code of a product, a family, a discount, a document.</summary>
    public static TextKind Code { get; } = TextKind.Form(
        "un code en majuscules, chiffres et traits bas, comme SDA_FULL",
        "a code of capital letters, digits and underscores, such as SDA_FULL",
        UpperCode().IsMatch);

    /// <summary>Code of a territory or a status of the VAT table.</summary>
    public static TextKind TaxCode { get; } = TextKind.Form(
        "un code de la table de TVA, en majuscules, chiffres et traits bas, comme FR",
        "a code of the VAT table, of capital letters, digits and underscores, such as FR",
        TaxCodes().IsMatch);

    /// <summary>Reference of a contracted offer.</summary>
    public static TextKind OfferReference { get; } = TextKind.Form(
        "OC et un numéro sans zéro devant, comme OC138637",
        "OC and a number without a leading zero, such as OC138637",
        OfferReferences().IsMatch);

    /// <summary>Reference of an order that another system made.</summary>
    public static TextKind OrderReference { get; } = TextKind.Form(
        "deux à cinq majuscules et un numéro, comme COM16444",
        "two to five capital letters and a number, such as COM16444",
        OrderReferences().IsMatch);

    /// <summary>SIREN.</summary>
    public static TextKind Siren { get; } = TextKind.Form(
        "un SIREN : 9 chiffres, le dernier de contrôle, comme 303265045",
        "a SIREN: 9 digits, the last one a check digit, such as 303265045",
        Identities.IsSiren);

    /// <summary>SIRET.</summary>
    public static TextKind Siret { get; } = TextKind.Form(
        "un SIRET : 14 chiffres, le dernier de contrôle, comme 73282932000074",
        "a SIRET: 14 digits, the last one a check digit, such as 73282932000074",
        Identities.IsSiret);

    /// <summary>VAT number.</summary>
    public static TextKind VatNumber { get; } = TextKind.Form(
        "un numéro de TVA : pays, clé et SIREN en France, comme FR40303265045",
        "a VAT number: country, key and SIREN in France, such as FR40303265045",
        IsVatNumber);

    /// <summary>Telephone number.</summary>
    public static TextKind Telephone { get; } = TextKind.Form(
        "un numéro de téléphone qui existe, en E.164, comme +33442262424",
        "a telephone number that can exist, in E.164, such as +33442262424",
        Identities.IsTelephone);

    /// <summary>E-mail address: one, and nothing that a header of a message could take for its end.</summary>
    public static TextKind Email { get; } = TextKind.Form(
        "une seule adresse électronique, comme anne@exemple.fr",
        "one e-mail address, such as anne@example.com",
        IsEmail);

    /// <summary>INSEE code of a commune.</summary>
    public static TextKind InseeCode { get; } = TextKind.Form(
        "le code INSEE d'une commune : 5 caractères, comme 59350 ou 2A004",
        "the INSEE code of a commune: 5 characters, such as 59350 or 2A004",
        InseeCodes().IsMatch);

    /// <summary>Country or territory.</summary>
    public static TextKind CountryCode { get; } = TextKind.Form(
        "un code de pays ISO 3166-1, deux majuscules, comme FR",
        "a country code of ISO 3166-1, two capital letters, such as FR",
        KnownCountries.Contains);

    /// <summary>French postal code.</summary>
    public static TextKind FrenchPostalCode { get; } = TextKind.Form(
        "un code postal français : 5 chiffres, comme 59000",
        "a French postal code: 5 digits, such as 59000",
        FrenchPostalCodes().IsMatch);

    /// <summary>Amount as data files write it.</summary>
    public static TextKind Amount { get; } = TextKind.Form(
        "un montant HT entre guillemets, point décimal, quatre décimales au plus, comme 18.90",
        "an amount HT in quotes, with a decimal point, four decimals at most, such as 18.90",
        Amounts().IsMatch);

    /// <summary>Percentage as data files write it.</summary>
    public static TextKind Percent { get; } = TextKind.Form(
        "un pourcentage de 0 à 100 entre guillemets, quatre décimales au plus, comme 12.5",
        "a percentage from 0 to 100 in quotes, four decimals at most, such as 12.5",
        Percents().IsMatch);

    /// <summary>Whole number as data files write a value that may have a unit.</summary>
    public static TextKind WholeNumber { get; } = TextKind.Form(
        "un nombre entier entre guillemets, quatre chiffres au plus, comme 24",
        "a whole number in quotes, four digits at most, such as 24",
        WholeNumbers().IsMatch);

    /// <summary>Name of a state of a data file.</summary>
    public static TextKind VersionName { get; } = TextKind.Form(
        "un nom de version : lettres, chiffres, points et tirets, comme 2026-11",
        "the name of a version: letters, digits, points and hyphens, such as 2026-11",
        VersionNames().IsMatch);

    /// <summary>Name of a file, no path.</summary>
    public static TextKind FileName { get; } = TextKind.Form(
        "un nom de fichier sans dossier, comme cgas-2026-01.md",
        "the name of a file without a folder, such as cgas-2026-01.md",
        FileNames().IsMatch);

    /// <summary>SHA-256.</summary>
    public static TextKind Sha256 { get; } = TextKind.Form(
        "un SHA-256 : 64 chiffres hexadécimaux en minuscules",
        "a SHA-256: 64 lower-case hexadecimal digits",
        Sha256s().IsMatch);

    /// <summary>The kinds by the names that the schemas of data files give them in <c>format</c>.</summary>
    public static IReadOnlyDictionary<string, TextKind> ByName { get; } = new Dictionary<string, TextKind>
    {
        ["name"] = Name,
        ["address-line"] = AddressLine,
        ["city"] = City,
        ["postal-code"] = PostalCode,
        ["reference"] = Reference,
        ["note"] = Note,
        ["sentence"] = Sentence,
        ["reseller-code"] = ResellerCode,
        ["offer-code"] = OfferCode,
        ["code"] = Code,
        ["tax-code"] = TaxCode,
        ["offer-reference"] = OfferReference,
        ["order-reference"] = OrderReference,
        ["siren"] = Siren,
        ["siret"] = Siret,
        ["vat-number"] = VatNumber,
        ["telephone"] = Telephone,
        ["e-mail"] = Email,
        ["insee-code"] = InseeCode,
        ["country-code"] = CountryCode,
        ["french-postal-code"] = FrenchPostalCode,
        ["amount"] = Amount,
        ["percent"] = Percent,
        ["whole-number"] = WholeNumber,
        ["version-name"] = VersionName,
        ["file-name"] = FileName,
        ["sha256"] = Sha256,
    };

    private static bool IsEmail(string text) =>
        text.Length <= LongestEmail && text.IndexOf('@', StringComparison.Ordinal) <= LongestLocalPart
        && text.AsSpan().IndexOfAny(TextKind.BlankLetters) < 0 && Emails().IsMatch(text);

    /// <summary>A VAT number begins with a country, but for those of Greece, of Northern Ireland and of the one-stop shop of the Union.</summary>
    private static bool IsVatNumber(string text) =>
        Identities.IsVatNumber(text) && (text[..2] is "EL" or "XI" or "EU" || KnownCountries.Contains(text[..2]));

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,63}\z")]
    private static partial Regex LowerCode();

    [GeneratedRegex(@"\A[A-Z][A-Z0-9_]{0,63}\z")]
    private static partial Regex UpperCode();

    [GeneratedRegex(@"\A[A-Z][A-Z0-9_]{0,31}\z")]
    private static partial Regex TaxCodes();

    [GeneratedRegex(@"\AOC[1-9][0-9]{0,11}\z")]
    private static partial Regex OfferReferences();

    [GeneratedRegex(@"\A[A-Z]{2,5}[0-9]{1,12}\z")]
    private static partial Regex OrderReferences();

    [GeneratedRegex(@"\A[0-9][0-9AB][0-9]{3}\z")]
    private static partial Regex InseeCodes();

    [GeneratedRegex(@"\A[0-9]{5}\z")]
    private static partial Regex FrenchPostalCodes();

    [GeneratedRegex(@"\A[0-9]{1,12}(\.[0-9]{1,4})?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Amounts();

    [GeneratedRegex(@"\A(100(\.0{1,4})?|[0-9]{1,2}(\.[0-9]{1,4})?)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Percents();

    [GeneratedRegex(@"\A[0-9]{1,4}\z")]
    private static partial Regex WholeNumbers();

    [GeneratedRegex(@"\A[0-9A-Za-z.-]{1,32}\z")]
    private static partial Regex VersionNames();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex FileNames();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Sha256s();

    // Letters of any script (RFC 6531), marks after letters, dots between words only, no quoting.
    [GeneratedRegex(
        @"\A[\p{L}0-9!#$%&'*+/=?^_`{|}~-][\p{L}\p{M}0-9!#$%&'*+/=?^_`{|}~-]*(\.[\p{L}0-9!#$%&'*+/=?^_`{|}~-][\p{L}\p{M}0-9!#$%&'*+/=?^_`{|}~-]*)*" +
        @"@[\p{L}0-9]([\p{L}\p{M}0-9-]{0,61}[\p{L}\p{M}0-9])?(\.[\p{L}0-9]([\p{L}\p{M}0-9-]{0,61}[\p{L}\p{M}0-9])?)*\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Emails();
}
