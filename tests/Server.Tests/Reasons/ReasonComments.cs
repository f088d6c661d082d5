using System.Text.RegularExpressions;
using Grpc.Core;
using MyOpenIP.Tests;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Reasons;

/// <summary>What the contract says of each reason, read from its comments in error_reason.proto.</summary>
internal static partial class ReasonComments
{
    private const string Prefix = "ERROR_REASON_";

    /// <summary>Every key of metadata that there is: any of these words in a comment's sentence on metadata names that key.</summary>
    private static readonly HashSet<string> Keys =
    [
        "added", "allowance", "allowed_roles", "allowed_states", "amendment", "closed_since", "committed_units_taken", "current_version", "earliest",
        "effective_date", "etag", "excludes", "expire_time", "fault_count", "final_quantity", "fingerprint", "floor", "initial_quantity",
        "last_day", "last_day_after", "last_day_before", "latest", "latest_last_day", "limit", "maximum", "minimum", "name",
        "net_unit_price", "position", "product", "quoted_version", "recurring", "recurring_ceiling", "reduced", "request_id", "requires",
        "setup", "setup_ceiling", "state", "step", "violation_count",
    ];

    private static readonly Dictionary<string, string> Comments = Entry().Matches(
            File.ReadAllText(Path.Combine(RepositoryRoot.Path, "protos/myopenip/v1/error_reason.proto")))
        .ToDictionary(m => m.Groups["name"].Value, m => Margin().Replace(m.Groups["comment"].Value, " "));

    /// <summary>The name on the wire.</summary>
    public static string NameOf(ErrorReason reason) =>
        ErrorReasonReflection.Descriptor.EnumTypes.Single().FindValueByNumber((int)reason).Name[Prefix.Length..];

    /// <summary>The keys that the comment names, in order.</summary>
    public static IEnumerable<string> KeysOf(ErrorReason reason)
    {
        var comment = Comments[NameOf(reason)];
        var sentence = comment.LastIndexOf("Metadata:", StringComparison.Ordinal);
        if (sentence < 0)
        {
            Assert.Contains("No metadata", comment, StringComparison.Ordinal);
            return [];
        }
        return Word().Matches(comment[sentence..]).Select(m => m.Value).Where(Keys.Contains).Distinct().Order(StringComparer.Ordinal);
    }

    /// <summary>The status that the comment names.</summary>
    public static StatusCode CodeOf(ErrorReason reason) =>
        Enum.GetValues<StatusCode>().Single(c => Comments[NameOf(reason)].Contains($"{Upper().Replace(c.ToString(), "_").ToUpperInvariant()}", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<comment>(?:[ ]*//[^\n]*\n)+)[ ]*ERROR_REASON_(?<name>[A-Z_]+) = [0-9]+;")]
    private static partial Regex Entry();

    [GeneratedRegex(@"\s*//\s*")]
    private static partial Regex Margin();

    [GeneratedRegex("[a-z_]+")]
    private static partial Regex Word();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Upper();
}
