using System.Text.Json.Nodes;
using MyOpenIP.Server.Json;

namespace MyOpenIP.Server.Tests.Data;

/// <summary>The schemas of the files that operators write are their documentation too.</summary>
public sealed class SchemaDescriptionTests
{
    [Theory]
    [InlineData("catalogue")]
    [InlineData("customer")]
    [InlineData("contracted-offer")]
    [InlineData("contract-policies")]
    public void Every_field_of_a_file_to_import_is_described(string kind)
    {
        var fields = FieldsOf(JsonNode.Parse(File.ReadAllText(Path.Combine(CheckedJson.Folder, "schemas", $"{kind}.schema.json")))!, "").ToArray();
        Assert.NotEmpty(fields);
        Assert.Empty(fields.Where(f => string.IsNullOrEmpty((string?)f.Schema["description"])).Select(f => f.Path));
    }

    private static IEnumerable<(string Path, JsonNode Schema)> FieldsOf(JsonNode schema, string path) => schema switch
    {
        JsonObject part => (part["properties"] as JsonObject ?? []).Select(p => ($"{path}/{p.Key}", p.Value!))
            .Concat(part.Where(p => p.Value is not null).SelectMany(p => FieldsOf(p.Value!, $"{path}/{p.Key}"))),
        JsonArray list => list.OfType<JsonNode>().SelectMany(item => FieldsOf(item, path)),
        _ => [],
    };
}
