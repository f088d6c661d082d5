using System.Text.Json;
using System.Text.Json.Nodes;

namespace MyOpenIP.Pricing.Tests.Cases;

/// <summary>Compares an outcome with what a story states of it.</summary>
internal static class Expectation
{
    private static readonly string[] Keys = ["productCode", "code", "from"];

    /// <summary>Each difference as "path: expected ..., was ...".</summary>
    public static IReadOnlyList<string> Differences(JsonObject expected, PricedAmendment outcome)
    {
        var actual = JsonSerializer.SerializeToNode(outcome, CaseJson.Options)!;
        return
        [
            .. from entry in expected
               let found = At(actual, entry.Key)
               where !Matches(entry.Value, found)
               select $"{entry.Key}: expected {entry.Value?.ToJsonString() ?? "null"}, was {found?.ToJsonString() ?? "null"}",
        ];
    }

    private static JsonNode? At(JsonNode root, string path)
    {
        var node = root;
        foreach (var step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            node = step.StartsWith('[') ? Element(node!.AsArray(), step[1..^1]) : Member(node!.AsObject(), step);
            if (node is null)
                return null;
        }
        return node;
    }

    private static JsonNode? Member(JsonObject of, string name) =>
        of.TryGetPropertyValue(name, out var value) ? value : throw new KeyNotFoundException($"An outcome has no '{name}'.");

    private static JsonNode? Element(JsonArray of, string key) => int.TryParse(key, out var index)
        ? of.ElementAtOrDefault(index)
        : of.FirstOrDefault(e => Keys.Any(k => e is JsonObject o && o[k]?.ToString() == key))
            ?? throw new KeyNotFoundException($"The outcome has no element '{key}'.");

    private static bool Matches(JsonNode? expected, JsonNode? actual) => (expected, actual) switch
    {
        (null, _) => actual is null,
        (JsonObject e, JsonObject a) => e.All(m => Matches(m.Value, Member(a, m.Key))),
        (JsonArray e, JsonArray a) => e.Count == a.Count && e.Zip(a).All(p => Matches(p.First, p.Second)),
        (JsonValue e, JsonObject a) when a.ContainsKey("numerator") => e.ToString() == $"{a["numerator"]}/{a["denominator"]}",
        (JsonValue e, JsonObject a) when a.ContainsKey("code") => e.ToString() == a["code"]!.ToString(),
        (JsonValue e, JsonValue a) when e.GetValueKind() == JsonValueKind.Number && a.GetValueKind() == JsonValueKind.Number =>
            decimal.Parse(e.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
                == decimal.Parse(a.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture),
        (JsonValue e, JsonValue a) => e.ToJsonString() == a.ToJsonString(),
        _ => false,
    };
}
