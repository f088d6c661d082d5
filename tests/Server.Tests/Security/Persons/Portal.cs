using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Tests.Services;

namespace MyOpenIP.Server.Tests.Security.Persons;

/// <summary>Stands in for a portal: sends a browser to log in, by an authorization code with PKCE, and gets tokens for what comes back.</summary>
internal sealed class Portal
{
    /// <summary>Where it wants persons back; nothing is there.</summary>
    public const string Back = "https://portal.example.fr/back";

    private readonly Uri server;
    private readonly string name;
    private readonly string secret;
    private readonly string verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
    private readonly string state = Guid.NewGuid().ToString("N");

    private Portal(Uri server, string name, string secret) => (this.server, this.name, this.secret) = (server, name, secret);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Registers one.</summary>
    public static async Task<Portal> RegisterAsync(TestServer server, string name, string back = Back) => new(
        server.Http, name,
        await server.RunAsync(write => ClientRegistration.AddAsync(write, new Client(name, null, null, IsDisabled: false, IsDemonstration: false), [], back)));

    /// <summary>Begins anew, as for another person.</summary>
    public Portal Again() => new(server, name, secret);

    /// <summary>Where it sends a browser.</summary>
    public Uri Address(params (string Name, string? Value)[] changed)
    {
        var query = HttpUtility.ParseQueryString("");
        (query["client_id"], query["redirect_uri"], query["response_type"], query["scope"]) = (name, Back, "code", "openid offline_access");
        (query["state"], query["code_challenge"], query["code_challenge_method"]) = (state, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))), "S256");
        foreach (var (parameter, value) in changed)
            if (value is null)
                query.Remove(parameter);
            else
                query[parameter] = value;
        return new Uri(server, $"connect/authorize?{query}");
    }

    /// <summary>The code that a browser brings back.</summary>
    public string CodeOf(Uri address)
    {
        Assert.Equal((Back, state), (address.GetLeftPart(UriPartial.Path), HttpUtility.ParseQueryString(address.Query)["state"]));
        return CodeIn(address);
    }

    /// <summary>The code in an address.</summary>
    public static string CodeIn(Uri address) => HttpUtility.ParseQueryString(address.Query)["code"] ?? throw new InvalidDataException($"{address} has no code.");

    /// <summary>Asks for the tokens of a code.</summary>
    public Task<(HttpStatusCode Status, JsonNode Answer)> RedeemAsync(string code, string? other = null, string back = Back) =>
        AskAsync("token", ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", back), ("code_verifier", other ?? verifier));

    /// <summary>Asks for new tokens.</summary>
    public Task<(HttpStatusCode Status, JsonNode Answer)> RefreshAsync(string token) => AskAsync("token", ("grant_type", "refresh_token"), ("refresh_token", token));

    /// <summary>Logs out.</summary>
    public Task<(HttpStatusCode Status, JsonNode Answer)> RevokeAsync(string token) => AskAsync("revoke", ("token", token));

    /// <summary>Asks the issuer for anything.</summary>
    public async Task<(HttpStatusCode Status, JsonNode Answer)> AskAsync(string path, params (string, string)[] fields)
    {
        using var http = new HttpClient { BaseAddress = server };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"connect/{path}")
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))),
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{secret}"))) },
        };
        using var response = await http.SendAsync(request, Cancellation);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation) is { Length: > 0 } text ? text : "{}")!);
    }
}
