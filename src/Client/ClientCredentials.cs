using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Grpc.Core;

namespace MyOpenIP.Client;

/// <summary>
/// The tokens of a client of the service (OAuth 2.0, client credentials): asked for when a call needs one, and kept until
/// shortly before they end. One instance serves any number of calls at once.
/// </summary>
public sealed class ClientCredentials : IDisposable
{
    /// <summary>How long before its end a token is no longer used: the calls that carry it arrive in time.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    private readonly Uri tokenUrl;
    private readonly string basic;
    private readonly HttpClient http;
    private readonly SemaphoreSlim turn = new(1, 1);
    private (string Token, DateTime Until) kept;

    /// <summary>The credentials of a client.</summary>
    /// <param name="tokenUrl">Where tokens are had, such as https://api.example.fr/connect/token.</param>
    /// <param name="clientId">The name of the client.</param>
    /// <param name="clientSecret">Its secret.</param>
    /// <param name="handler">What sends the requests, which this disposes of; null: the framework's own.</param>
    public ClientCredentials(Uri tokenUrl, string clientId, string clientSecret, HttpMessageHandler? handler = null)
    {
        this.tokenUrl = tokenUrl ?? throw new ArgumentNullException(nameof(tokenUrl));
        basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(clientId)}:{Uri.EscapeDataString(clientSecret)}"));
        http = handler is null ? new HttpClient() : new HttpClient(handler);
    }

    /// <summary>A token that is good for a call now.</summary>
    /// <exception cref="RpcException">UNAUTHENTICATED: the client is unknown or disabled, or its secret is wrong; UNAVAILABLE: no token is to be had now.</exception>
    public async Task<string> TokenAsync(CancellationToken cancellation = default)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (kept.Until <= DateTime.UtcNow)
                kept = await AskAsync(cancellation).ConfigureAwait(false);
            return kept.Token;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The same, for a channel: every call carries a token.</summary>
    public CallCredentials ToCallCredentials() => CallCredentials.FromInterceptor(
        async (_, headers) => headers.Add("authorization", $"Bearer {await TokenAsync().ConfigureAwait(false)}"));

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        turn.Dispose();
    }

    private async Task<(string, DateTime)> AskAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, tokenUrl)
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", basic) },
        };
        try
        {
            using var response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw new RpcException(new Status(
                    response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest ? StatusCode.Unauthenticated : StatusCode.Unavailable,
                    $"No token: {(int)response.StatusCode}."));
#if NET
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false));
#else
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync().ConfigureAwait(false));
#endif
            return (answer.RootElement.GetProperty("access_token").GetString()!,
                DateTime.UtcNow + TimeSpan.FromSeconds(answer.RootElement.GetProperty("expires_in").GetInt32()) - Margin);
        }
        catch (HttpRequestException away)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, $"No token: {away.Message}"));
        }
    }
}
