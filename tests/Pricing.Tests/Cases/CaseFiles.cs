using System.Text.Json;
using System.Text.Json.Nodes;

namespace MyOpenIP.Pricing.Tests.Cases;

/// <summary>The stories of tests/Cases; their README says what the files mean.</summary>
internal static class CaseFiles
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Stories");
    private static readonly JsonObject Defaults = Read(Path.Combine(Folder, "defaults.json"));

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetDirectories(Folder).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    public static PricingRequest Request(string name) => Request(Read(Path.Combine(Folder, name, "case.json")));

    public static JsonObject Expected(string name) => Read(Path.Combine(Folder, name, "expected.json"));

    public static JsonObject OrderOfRefusals { get; } = Read(Path.Combine(Folder, "order-of-refusals.json"));

    /// <summary>The request of each row of the order of refusals.</summary>
    public static IEnumerable<PricingRequest> RefusedRequests =>
        OrderOfRefusals["rows"]!.AsArray().Select(row => Request(Merge(OrderOfRefusals["case"]!.AsObject(), row!["change"]!.AsObject())));

    /// <summary>The request of a case: laid over the defaults, in the shape of <see cref="PricingRequest"/>.</summary>
    public static PricingRequest Request(JsonObject story)
    {
        var request = Merge(Defaults["request"]!.AsObject(), story);
        request.Remove("title");
        request["pricingDate"] ??= request["requestedEffectiveDate"]?.DeepClone();
        request["wanted"] = Rows(request["wanted"]!.AsObject(), "finalQuantity");
        request["manualDiscounts"] = Rows(request["manualDiscounts"]!.AsObject(), "manualDiscount");
        foreach (var product in Complete(request["catalogue"]!["products"]!.AsArray(), "product"))
            foreach (var tariff in Complete(product["tariffs"]!.AsArray(), "tariff"))
                foreach (var tier in tariff["tiers"]!.AsArray())
                    tier!["from"] ??= 1;
        foreach (var line in request["contract"]!["lines"]!.AsArray())
        {
            var number = 0;
            foreach (var lot in Complete(line!["lots"]!.AsArray(), "lot"))
                lot["number"] ??= ++number;
        }
        return request.Deserialize<PricingRequest>(CaseJson.Options)!;
    }

    /// <summary>A copy of an object with another laid over it: objects are merged, anything else replaces.</summary>
    public static JsonObject Merge(JsonObject under, JsonObject over)
    {
        var merged = under.DeepClone().AsObject();
        foreach (var (name, value) in over)
            merged[name] = merged[name] is JsonObject below && value is JsonObject above ? Merge(below, above) : value?.DeepClone();
        return merged;
    }

    /// <summary>The entries of an object keyed by product code as rows with that code.</summary>
    private static JsonArray Rows(JsonObject byProduct, string memberOrDefaults)
    {
        var rows = new JsonArray();
        foreach (var (code, value) in byProduct)
        {
            var row = value is JsonObject members
                ? Merge(Defaults[memberOrDefaults]!.AsObject(), members)
                : new JsonObject { [memberOrDefaults] = value!.DeepClone() };
            row["productCode"] = code;
            rows.Add(row);
        }
        return rows;
    }

    private static JsonObject[] Complete(JsonArray elements, string defaults)
    {
        for (var i = 0; i < elements.Count; i++)
            elements[i] = Merge(Defaults[defaults]!.AsObject(), elements[i]!.AsObject());
        return [.. elements.Select(e => e!.AsObject())];
    }

    private static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();
}
