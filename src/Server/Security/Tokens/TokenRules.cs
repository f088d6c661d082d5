using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using MyOpenIP.Server.Security.Keys;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace MyOpenIP.Server.Security.Tokens;

/// <summary>What an access token must be to name a caller: whose, for this API, of which kind, signed how, and for how long.</summary>
internal sealed class TokenRules
{
    /// <summary>The audience of the own issuer's tokens.</summary>
    public const string Audience = "myopenip";

    /// <summary>Most characters of a token.</summary>
    public const int LongestToken = 8192;

    /// <summary>The claim of the own issuer's tokens that says the code of the reseller.</summary>
    public const string ResellerClaim = "reseller";

    /// <summary>The claim of the own issuer's tokens for persons that says since which reset they logged in.</summary>
    public const string StampClaim = "stamp";

    /// <summary>How far the clock of an issuer elsewhere may be from this one's.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };
    private readonly TokenValidationParameters parameters;

    private TokenRules(TokenValidationParameters parameters) => this.parameters = parameters;

    /// <summary>The keys of the own issuer; null: the issuer is elsewhere.</summary>
    public SigningKeys? Keys { get; private init; }

    /// <summary>Whether the clients of the tokens are registered here.</summary>
    public bool AreOwn => Keys is not null;

    private string RoleClaim { get; init; } = Claims.Role;

    private string CodeClaim { get; init; } = ResellerClaim;

    /// <summary>The rules of the own issuer: its keys, one algorithm, one type.</summary>
    public static TokenRules OfOwn(Uri issuer, SigningKeys keys, TimeProvider time) => new(new()
    {
        ValidIssuer = issuer.AbsoluteUri,
        ValidAudience = Audience,
        ValidTypes = ["at+jwt"],
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        IssuerSigningKeyResolver = (_, _, id, _) => keys.Current.Where(k => k.Id == id).Select(k => k.Signing),
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (from, until, _, _) => IsNow(from, until, TimeSpan.Zero, time),
    })
    {
        Keys = keys,
    };

    /// <summary>The rules of an issuer elsewhere: what its discovery says, its keys read anew when it changes them.</summary>
    public static TokenRules OfAnother(Uri issuer, IConfiguration configuration, TimeProvider time) => new(new()
    {
        ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
            new Uri(issuer, ".well-known/openid-configuration").AbsoluteUri,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = issuer.Scheme == Uri.UriSchemeHttps })
        {
            RefreshInterval = TimeSpan.FromSeconds(30),
        },
        ValidAudience = Settings.Audience.Of(configuration),
        ValidTypes = ["at+jwt", "application/at+jwt", "JWT"],
        ValidAlgorithms =
        [
            SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
            SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
            SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        ],
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (from, until, _, _) => IsNow(from, until, ClockDifference, time),
    })
    {
        RoleClaim = Settings.RoleClaim.Of(configuration),
        CodeClaim = Settings.ResellerClaim.Of(configuration),
    };

    /// <summary>What a token says; null: it does not keep to the rules, or names no caller.</summary>
    public async Task<KnownToken?> ReadAsync(string token) =>
        IsWrittenAsOne(token) && await handler.ValidateTokenAsync(token, parameters) is { IsValid: true, SecurityToken: { } read } result
        && Single(result.ClaimsIdentity, Claims.Subject) is { } subject && CallerOf(result.ClaimsIdentity, subject) is { } caller
        && OwnersOf(result.ClaimsIdentity, subject) is { } owners
            ? new(new CallerPrincipal(caller), owners.Client, owners.Person, owners.Stamp, new DateTimeOffset(read.ValidTo, TimeSpan.Zero))
            : null;

    /// <summary>Who must stand for a token to be good: its client, and the person that it is for; null: an own token names them in part.</summary>
    private (string? Client, string? Person, string? Stamp)? OwnersOf(ClaimsIdentity claims, string subject)
    {
        if (!AreOwn)
            return (null, null, null);
        if (Single(claims, Claims.ClientId) is not { } client)
            return null;
        if (Single(claims, StampClaim) is { } stamp)
            return (client, subject, stamp);
        return client == subject ? (client, null, null) : null;
    }

    /// <summary>The caller that the claims name; null: they are not those of one.</summary>
    private Caller? CallerOf(ClaimsIdentity claims, string subject)
    {
        if (Single(claims, RoleClaim) is not { } name || RoleNames.Read(name) is not { } role)
            return null;
        var codes = claims.FindAll(CodeClaim).Select(c => c.Value).ToArray();
        if (codes.Length > 1 || !Actor.HasItsReseller(role, codes.SingleOrDefault()))
            return null;
        var kind = !AreOwn ? "external" : Single(claims, StampClaim) is null ? "client" : "user";
        return new Caller($"{kind}:{subject}", role, codes.SingleOrDefault())
        {
            Scopes = (Single(claims, Claims.Scope) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal),
        };
    }

    /// <summary>The value of a claim that stands once and is not empty; null: it does not.</summary>
    private static string? Single(ClaimsIdentity claims, string type) =>
        claims.FindAll(type).Take(2).ToArray() is [{ Value: { Length: > 0 } value }] ? value : null;

    /// <summary>Whether it is three parts, each written as an issuer writes it: the reader bears padding and spare bits, so that one token had many spellings.</summary>
    private static bool IsWrittenAsOne(string token)
    {
        var parts = token.Split('.');
        return parts.Length == 3 && parts.All(p => Base64Url.IsValid(p) && Base64Url.EncodeToString(Base64Url.DecodeFromChars(p)) == p);
    }

    private static bool IsNow(DateTime? from, DateTime? until, TimeSpan difference, TimeProvider time) =>
        time.GetUtcNow().UtcDateTime is var now && until is { } end && end > now - difference && !(from > now + difference);
}

/// <summary>A token that was checked.</summary>
/// <param name="Principal">Its caller.</param>
/// <param name="Client">The client that it was given to; null: it is registered elsewhere.</param>
/// <param name="Person">The account of the person that it is for; null: it is its client's own.</param>
/// <param name="Stamp">The security stamp of that account when the person logged in.</param>
/// <param name="Until">The instant at which it ends.</param>
internal sealed record KnownToken(CallerPrincipal Principal, string? Client, string? Person, string? Stamp, DateTimeOffset Until)
{
    /// <summary>Who is looked up to see whether it still stands.</summary>
    public string Owner { get; } = $"{Client} {Person}";
}
