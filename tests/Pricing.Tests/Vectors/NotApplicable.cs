using System.Text.RegularExpressions;

namespace MyOpenIP.Pricing.Tests.Vectors;

/// <summary>The rows that docs/vectors.md lists as not ours, each with its reason.</summary>
internal static partial class NotApplicable
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } =
        ListedRow().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "vectors.md")))
            .ToDictionary(m => m.Groups["id"].Value, m => m.Groups["reason"].Value.Trim());

    public static IReadOnlySet<string> Ids { get; } = Reasons.Keys.ToHashSet();

    [GeneratedRegex(@"^\| (?<id>\w+\.csv#[^ |]+) \|(?<source>[^|]*)\|(?<reason>[^|]*)\|\s*$", RegexOptions.Multiline)]
    private static partial Regex ListedRow();
}
