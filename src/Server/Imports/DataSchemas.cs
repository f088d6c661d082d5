using System.Collections.Concurrent;
using NJsonSchema;

namespace MyOpenIP.Server.Imports;

/// <summary>The JSON schemas of the data files, read once.</summary>
internal static class DataSchemas
{
    private static readonly ConcurrentDictionary<string, Task<JsonSchema>> Read = new();

    /// <summary>The folder of the data files, beside the binaries.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "data");

    /// <summary>The schema of a kind of file, such as catalogue.</summary>
    public static Task<JsonSchema> OfAsync(string kind) => Read.GetOrAdd(
        kind, static k => JsonSchema.FromFileAsync(Path.Combine(Folder, "schemas", $"{k}.schema.json")));
}
