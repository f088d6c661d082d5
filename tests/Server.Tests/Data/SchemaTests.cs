using System.Text.Json.Nodes;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Tests.Data;

public sealed class SchemaTests
{
    [Fact]
    public void Every_text_of_a_data_file_is_of_a_kind_that_the_code_knows()
    {
        var schemas = Directory.GetFiles(Path.Combine(CheckedJson.Folder, "schemas"));
        Assert.True(schemas.Length >= 7);
        var texts = schemas.SelectMany(f => Texts(JsonNode.Parse(File.ReadAllText(f))!).Select(t => (File: Path.GetFileName(f), Text: t))).ToArray();
        Assert.True(texts.Length > 50);
        Assert.All(texts, t => Assert.True(
            t.Text["enum"] is not null || t.Text.Text("format") is "date" || (t.Text.Text("format") is { } kind && TextKinds.ByName.ContainsKey(kind)),
            $"{t.File}: {t.Text.PathOf()}"));

        // What a text must be is said once, in code.
        Assert.All(texts, t => Assert.False(t.Text.ContainsKey("pattern") || t.Text.ContainsKey("maxLength"), $"{t.File}: {t.Text.PathOf()}"));
    }

    [Fact]
    public void The_policies_of_a_contract_are_spelled_in_one_schema() => Assert.Equal(
        ["contract-policies.schema.json"],
        Directory.GetFiles(Path.Combine(CheckedJson.Folder, "schemas"))
            .Where(f => File.ReadAllText(f).Contains("\"reductionCredit\"", StringComparison.Ordinal)).Select(Path.GetFileName));

    private static IEnumerable<JsonObject> Texts(JsonNode node) => node switch
    {
        JsonObject schema => schema.Text("type") is "string"
            ? [schema]
            : schema.Select(p => p.Value).OfType<JsonNode>().SelectMany(Texts),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Texts),
        _ => [],
    };
}
