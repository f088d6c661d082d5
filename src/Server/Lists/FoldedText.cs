using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace MyOpenIP.Server.Lists;

/// <summary>
/// Text as it is searched: accents and case ignored. The application folds it, by a table of its own, so that it is the
/// same on every database and machine, whatever Unicode data they have (none, for a server with invariant globalization:
/// there <see cref="string.Normalize()"/> changes nothing).
/// </summary>
internal static class FoldedText
{
    /// <summary>Capital Latin letters with marks, by the letter that their canonical decomposition (FormD) begins with.</summary>
    private static readonly FrozenDictionary<char, char> Unmarked = new (string Marked, char Letter)[]
    {
        ("ÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶ", 'A'),
        ("ḂḄḆ", 'B'),
        ("ÇĆĈĊČḈ", 'C'),
        ("ĎḊḌḎḐḒ", 'D'),
        ("ÈÉÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ", 'E'),
        ("Ḟ", 'F'),
        ("ĜĞĠĢǦǴḠ", 'G'),
        ("ĤȞḢḤḦḨḪ", 'H'),
        ("ÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊ", 'I'),
        ("Ĵ", 'J'),
        ("ĶǨḰḲḴ", 'K'),
        ("ĹĻĽḶḸḺḼ", 'L'),
        ("ḾṀṂ", 'M'),
        ("ÑŃŅŇǸṄṆṈṊ", 'N'),
        ("ÒÓÔÕÖŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ", 'O'),
        ("ṔṖ", 'P'),
        ("ŔŖŘȐȒṘṚṜṞ", 'R'),
        ("ŚŜŞŠȘṠṢṤṦṨ", 'S'),
        ("ŢŤȚṪṬṮṰ", 'T'),
        ("ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ", 'U'),
        ("ṼṾ", 'V'),
        ("ŴẀẂẄẆẈ", 'W'),
        ("ẊẌ", 'X'),
        ("ÝŶŸȲẎỲỴỶỸ", 'Y'),
        ("ŹŻŽẐẒẔ", 'Z'),
    }.SelectMany(row => row.Marked.Select(c => (c, row.Letter))).ToFrozenDictionary(pair => pair.c, pair => pair.Letter);

    /// <summary>Without marks, ligatures spelt out, upper case: "Cœur d'Été" is "COEUR D'ETE".</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 4);
        foreach (var c in text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
                continue;
            var upper = char.ToUpperInvariant(c);
            _ = upper switch
            {
                'Œ' => folded.Append("OE"),
                'Æ' or 'Ǣ' or 'Ǽ' => folded.Append("AE"),
                'ß' or 'ẞ' => folded.Append("SS"),
                _ => folded.Append(Unmarked.GetValueOrDefault(upper, upper)),
            };
        }
        return folded.ToString();
    }
}
