using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MyOpenIP.Server.Security.Keys;

namespace MyOpenIP.Server.Security.Tokens;

/// <summary>What an access token must be. The rules of this server's own issuer: its keys, one algorithm, one type, this audience.</summary>
internal sealed class TokenRules
{
    /// <summary>The audience of tokens for this API.</summary>
    public const string Audience = "myopenip";

    /// <summary>Most characters of a token.</summary>
    public const int LongestToken = 8192;

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };
    private readonly TokenValidationParameters parameters;

    /// <summary>The rules of the own issuer.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="time">The clock.</param>
    public TokenRules(Uri issuer, SigningKeys keys, TimeProvider time) => parameters = new()
    {
        ValidIssuer = issuer.AbsoluteUri,
        ValidAudience = Audience,
        ValidTypes = ["at+jwt"],
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        IssuerSigningKeyResolver = (_, _, id, _) => keys.Current.Where(k => k.Id == id).Select(k => k.Signing),
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (from, until, _, _) => until is { } end && end > time.GetUtcNow().UtcDateTime && !(from > time.GetUtcNow().UtcDateTime),
    };

    /// <summary>The claims of a token that keeps to the rules; null: it does not.</summary>
    public async Task<(ClaimsIdentity Claims, DateTimeOffset Until)?> ReadAsync(string token) =>
        await handler.ValidateTokenAsync(token, parameters) is { IsValid: true, SecurityToken: { } read } result
            ? (result.ClaimsIdentity, new DateTimeOffset(read.ValidTo, TimeSpan.Zero))
            : null;
}
