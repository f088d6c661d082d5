using System.Globalization;
using PhoneNumbers;

namespace MyOpenIP.Server.Wire;

/// <summary>Whether an identity can exist: SIREN, SIRET, French VAT number, telephone number.</summary>
internal static class Identities
{
    /// <summary>La Poste, whose establishments have numbers of their own kind.</summary>
    private const string LaPoste = "356000000";

    /// <summary>Head office of La Poste, the one establishment of it under the common rule.</summary>
    private const string LaPosteHeadOffice = "35600000000048";

    /// <summary>SIREN: 9 digits, Luhn.</summary>
    public static bool IsSiren(string text) => text.Length == 9 && IsDigits(text) && Luhn(text) % 10 == 0;

    /// <summary>SIRET: 14 digits, Luhn; La Poste: digit sum a multiple of 5, except its head office.</summary>
    public static bool IsSiret(string text) =>
        text.Length == 14 && IsDigits(text)
        && (text.StartsWith(LaPoste, StringComparison.Ordinal) && text != LaPosteHeadOffice
            ? text.Sum(c => c - '0') % 5 == 0
            : Luhn(text) % 10 == 0);

    /// <summary>Key of the French VAT number of a SIREN: (12 + 3 x (SIREN mod 97)) mod 97, two digits.</summary>
    public static string VatKey(string siren) =>
        ((12 + (3 * (int.Parse(siren, NumberStyles.None, CultureInfo.InvariantCulture) % 97))) % 97).ToString("D2", CultureInfo.InvariantCulture);

    /// <summary>A VAT number: the French ones by their key, the others by their form.</summary>
    public static bool IsVatNumber(string text) =>
        text.StartsWith("FR", StringComparison.Ordinal)
            ? text.Length == 13 && IsSiren(text[4..]) && text[2..4] == VatKey(text[4..])
            : text.Length is >= 4 and <= 14 && text[..2].All(char.IsAsciiLetterUpper) && text[2..].All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '+' or '*');

    /// <summary>A telephone number that can exist, written in E.164.</summary>
    public static bool IsTelephone(string text)
    {
        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            var number = numbers.Parse(text, null);
            return numbers.IsValidNumber(number) && numbers.Format(number, PhoneNumberFormat.E164) == text;
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    private static bool IsDigits(string text) => text.All(char.IsAsciiDigit);

    private static int Luhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum;
    }
}
