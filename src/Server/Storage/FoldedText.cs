using System.Globalization;
using System.Text;

namespace MyOpenIP.Server.Storage;

/// <summary>Text as it is searched: accents and case ignored, the same on every database because the application folds it.</summary>
internal static class FoldedText
{
    /// <summary>Without marks, ligatures spelt out, upper case: "Cœur d'Été" is "COEUR D'ETE".</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 4);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
                continue;
            _ = c switch
            {
                'œ' or 'Œ' => folded.Append("OE"),
                'æ' or 'Æ' => folded.Append("AE"),
                'ß' or 'ẞ' => folded.Append("SS"),
                _ => folded.Append(char.ToUpperInvariant(c)),
            };
        }
        return folded.ToString();
    }
}
