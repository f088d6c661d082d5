using System.Text.Json;
using System.Text.Json.Nodes;

namespace MyOpenIP.Server.Json;

/// <summary>Says value by value in what two things differ, as data files write them. Parts of a list are told apart by what names them, not by their place.</summary>
internal static class JsonDifferences
{
    /// <summary>The properties that name a part of a list, the first that it has.</summary>
    private static readonly string[] Keys = ["code", "productCode", "number", "validFrom", "from"];

    /// <summary>A line for each value that differs: its path, what it was, what it becomes.</summary>
    /// <param name="path">Path of both.</param>
    /// <param name="before">What was; null: nothing.</param>
    /// <param name="after">What becomes of it; null: nothing.</param>
    public static IEnumerable<string> Between(string path, object? before, object? after) => Between(path, Node(before), Node(after));

    private static IEnumerable<string> Between(string path, JsonNode? before, JsonNode? after) => (before, after) switch
    {
        _ when JsonNode.DeepEquals(before, after) => [],
        (JsonObject a, JsonObject b) => a.Select(p => p.Key).Union(b.Select(p => p.Key)).SelectMany(name => Between(path.Length == 0 ? name : $"{path}.{name}", a[name], b[name])),
        (JsonArray a, JsonArray b) when Named(a) is { } left && Named(b) is { } right =>
            left.Keys.Union(right.Keys).SelectMany(key => Between($"{path}[{key}]", left.GetValueOrDefault(key), right.GetValueOrDefault(key))),
        _ => [$"{path}: {Told(before)} -> {Told(after)}"],
    };

    /// <summary>The parts of a list by their names; null: they have none, or share one.</summary>
    private static Dictionary<string, JsonNode?>? Named(JsonArray list)
    {
        var named = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var part in list)
            if (part is not JsonObject item || Keys.Select(k => item[k]).OfType<JsonValue>().FirstOrDefault() is not { } key || !named.TryAdd(key.ToString(), item))
                return null;
        return named;
    }

    private static JsonNode? Node(object? value) => value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), DataJson.Options);

    private static string Told(JsonNode? value) => value?.ToJsonString(DataJson.Options) ?? "none";
}
