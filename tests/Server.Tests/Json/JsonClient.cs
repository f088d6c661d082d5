using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace MyOpenIP.Server.Tests.Json;

/// <summary>A caller of the JSON port that knows nothing of protos: HTTP/1.1, paths and JSON.</summary>
internal sealed class JsonClient(Uri address, string authorization = "Dev operator", string? language = null) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address, DefaultRequestVersion = HttpVersion.Version11 };

    public Task<JsonNode> GetAsync(string path) => SendAsync(HttpMethod.Get, path, (string?)null, HttpStatusCode.OK);

    public Task<JsonNode> PostAsync(string path, JsonObject body) => SendAsync(HttpMethod.Post, path, body.ToJsonString(), HttpStatusCode.OK);

    public Task<JsonNode> PatchAsync(string path, JsonObject body) => SendAsync(HttpMethod.Patch, path, body.ToJsonString(), HttpStatusCode.OK);

    /// <summary>Sends whatever is given, and answers with the JSON that came with the status expected.</summary>
    public Task<JsonNode> SendAsync(HttpMethod method, string path, string? body, HttpStatusCode expected) =>
        SendAsync(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), expected);

    /// <summary>Sends whatever is given, and answers with the status that came, whichever.</summary>
    public async Task<HttpStatusCode> StatusOfAsync(HttpMethod method, string path, string body)
    {
        using var response = await SendAsync(method, path, new StringContent(body, Encoding.UTF8, "application/json"));
        return response.StatusCode;
    }

    public async Task<JsonNode> SendAsync(HttpMethod method, string path, HttpContent? content, HttpStatusCode expected)
    {
        using var response = await SendAsync(method, path, content);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == expected, $"{method} {path}: {(int)response.StatusCode} {text}");
        Assert.Equal((HttpVersion.Version11, "application/json"), (response.Version, response.Content.Headers.ContentType?.MediaType));
        return JsonNode.Parse(text)!;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation("authorization", authorization);
        if (language is not null)
            request.Headers.AcceptLanguage.ParseAdd(language);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => http.Dispose();
}

/// <summary>Reads the JSON of a refusal.</summary>
internal static class JsonRefusal
{
    /// <summary>A detail by the name of its message; a refusal without it fails the test.</summary>
    public static JsonNode Detail(this JsonNode status, string type) =>
        Assert.Single(status["details"]!.AsArray(), d => (string?)d!["@type"] == $"type.googleapis.com/google.rpc.{type}")!;

    public static string Reason(this JsonNode status) => (string)status.Detail("ErrorInfo")["reason"]!;

    public static (string Field, string Rule)[] Fields(this JsonNode status) =>
        [.. status.Detail("BadRequest")["fieldViolations"]!.AsArray().Select(v => ((string)v!["field"]!, (string)v["reason"]!))];
}
