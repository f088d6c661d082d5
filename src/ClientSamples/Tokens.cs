using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Grpc.Core;

namespace MyOpenIP.ClientSamples;

/// <summary>The tokens of a client (OAuth 2.0, client credentials): asked for when a call needs one, and kept until shortly before they end.</summary>
/// <param name="url">Where they are had.</param>
/// <param name="client">Name and secret of the client, with a colon between.</param>
internal sealed class Tokens(Uri url, string client) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    private readonly HttpClient http = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private (string Token, DateTime Until) kept;

    /// <summary>Those of the client that the environment names; none: null.</summary>
    public static Tokens? OfEnvironment() => Environment.GetEnvironmentVariable("MYOPENIP_CLIENT") is { } client
        && Uri.TryCreate(Environment.GetEnvironmentVariable("MYOPENIP_TOKEN_URL"), UriKind.Absolute, out var url) ? new Tokens(url, client) : null;

    /// <summary>Gives every call of a channel a token.</summary>
    public CallCredentials ToCallCredentials() => CallCredentials.FromInterceptor(async (_, headers) => headers.Add("authorization", $"Bearer {await TokenAsync()}"));

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        turn.Dispose();
    }

    private async Task<string> TokenAsync()
    {
        await turn.WaitAsync();
        try
        {
            if (kept.Until <= DateTime.UtcNow)
                kept = await AskAsync();
            return kept.Token;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<(string, DateTime)> AskAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(client))) },
        };
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (answer.RootElement.GetProperty("access_token").GetString()!, DateTime.UtcNow + TimeSpan.FromSeconds(answer.RootElement.GetProperty("expires_in").GetInt32()) - Margin);
    }
}
