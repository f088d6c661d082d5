using System.Text.RegularExpressions;

namespace MyOpenIP.Pricing.Tests.Explanations;

internal static partial class SentenceIs
{
    /// <summary>Whether a sentence had a place for every operand and an operand for every place.</summary>
    public static bool Complete(string sentence) => !MarksOfAFault().IsMatch(sentence);

    [GeneratedRegex(@"–|[{}\[\]<>|]|\([a-z_]+: ")]
    private static partial Regex MarksOfAFault();
}
