using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Tests.Security;

/// <summary>Clients of a server under test, and their way to tokens.</summary>
internal static class RegisteredClients
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Registers a client.</summary>
    /// <returns>Its secret.</returns>
    public static Task<string> RegisterAsync(this TestServer server, string name, ActorRole role, string? reseller = null, params string[] scopes) =>
        server.RunAsync(write => ClientRegistration.AddAsync(write, new Client(name, role, reseller, IsDisabled: false, IsDemonstration: false), scopes));

    /// <summary>Runs an operation as a command does.</summary>
    public static Task<T> RunAsync<T>(this TestServer server, Func<Write, Task<T>> operation) =>
        server.Parts.GetRequiredService<Operations>().RunAsync(Actor.Command, operation, Cancellation);

    /// <summary>Registers a client and gets it a token.</summary>
    public static async Task<string> TokenOfNewAsync(this TestServer server, string name, ActorRole role, string? reseller = null, params string[] scopes) =>
        await server.TokenAsync(name, await server.RegisterAsync(name, role, reseller, scopes));

    /// <summary>A token of a client.</summary>
    public static async Task<string> TokenAsync(this TestServer server, string name, string secret)
    {
        var (status, answer) = await server.AskAsync(name, secret);
        Assert.True(status is HttpStatusCode.OK, answer.ToJsonString());
        return (string)answer["access_token"]!;
    }

    /// <summary>Asks for a token, the secret in the header.</summary>
    public static async Task<(HttpStatusCode Status, JsonNode Answer)> AskAsync(this TestServer server, string name, string secret, params (string, string)[] more)
    {
        using var http = new HttpClient { BaseAddress = server.Http };
        return await AskAsync(http, name, secret, more);
    }

    /// <summary>Asks for a token over a connection.</summary>
    public static async Task<(HttpStatusCode Status, JsonNode Answer)> AskAsync(HttpClient http, string name, string secret, params (string, string)[] more)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "connect/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), .. more.Select(m => KeyValuePair.Create(m.Item1, m.Item2))]),
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{secret}"))) },
        };
        using var response = await http.SendAsync(request, Cancellation);
        return (response.StatusCode, (await JsonNode.ParseAsync(await response.Content.ReadAsStreamAsync(Cancellation), cancellationToken: Cancellation))!);
    }

    /// <summary>What a token says.</summary>
    public static JsonElement ClaimsOf(string token) => JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]));
}
