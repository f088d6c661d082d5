using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace MyOpenIP.Pricing.Tests.Cases;

/// <summary>How stories are read, and outcomes written to be compared with them.</summary>
internal static partial class CaseJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(new UpperSnake(), allowIntegerValues: false) },
    };

    /// <summary>The name of an enumeration's value as it is in data and on the wire: KeepContracted is KEEP_CONTRACTED, Thirty360 is THIRTY_360.</summary>
    private sealed partial class UpperSnake : JsonNamingPolicy
    {
        public override string ConvertName(string name) => WordStart().Replace(name, "_").ToUpperInvariant();

        [GeneratedRegex("(?<=[a-z])(?=[A-Z0-9])")]
        private static partial Regex WordStart();
    }
}
