using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Security.Keys;
using MyOpenIP.Server.Security.Persons;
using MyOpenIP.Server.Security.Tokens;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Sqlite;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace MyOpenIP.Server.Security.Issuing;

/// <summary>Who callers are: the issuer of tokens (OpenIddict, with its clients in the database), and what recognises them.</summary>
internal static class IssuerSetup
{
    /// <summary>Where tokens are had, on the port of HTTP/1.1.</summary>
    public const string TokenPath = "/connect/token";

    /// <summary>How long an access token is good.</summary>
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Most bytes of what is asked of the issuer.</summary>
    private const int LargestRequest = 64 * 1024;

    private const string IssuerPaths = "/connect";
    private const string DiscoveryPaths = "/.well-known";

    /// <summary>By this the framework knows that authentication has its place; without, it adds its own before everything else.</summary>
    private const string AuthenticationHasItsPlace = "__AuthenticationMiddlewareSet";

    /// <summary>Adds what recognises callers: the server's own issuer, or one elsewhere.</summary>
    /// <param name="services">Where.</param>
    /// <param name="configuration">The settings.</param>
    /// <param name="ports">Where the server listens: in Development its address.</param>
    /// <param name="keys">The folder of the own issuer's keys.</param>
    public static void AddCallers(this IServiceCollection services, IConfiguration configuration, Ports ports, DirectoryInfo keys)
    {
        services.AddSingleton<Standing>().AddSingleton<AccessTokens>().AddSingleton<OwnCalls>();
        services.AddAuthentication(CallerAuthentication.Name).AddScheme<AuthenticationSchemeOptions, CallerAuthentication>(CallerAuthentication.Name, null);
        if (Settings.ExternalIssuer.Of(configuration) is { } elsewhere)
            services.AddSingleton(provider => TokenRules.OfAnother(elsewhere, configuration, provider.GetRequiredService<TimeProvider>()));
        else
            services.AddIssuer(Settings.BaseUrl.Of(configuration) ?? new UriBuilder(ports.OwnHttp) { Host = "localhost" }.Uri, keys);
    }

    private static void AddIssuer(this IServiceCollection services, Uri issuer, DirectoryInfo keys)
    {
        services.AddSingleton(provider => new SigningKeys(keys, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SigningKeys>>()))
            .AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(provider => provider.GetRequiredService<SigningKeys>())
            .AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(provider => provider.GetRequiredService<SigningKeys>())
            .AddSingleton(provider => TokenRules.OfOwn(issuer, provider.GetRequiredService<SigningKeys>(), provider.GetRequiredService<TimeProvider>()));
        services.AddOpenIddict().AddClients().AddServer(server =>
        {
            server.SetIssuer(issuer).SetTokenEndpointUris(TokenPath[1..])
                .AllowClientCredentialsFlow()
                .RegisterScopes([.. Scopes.All])
                .SetAccessTokenLifetime(TokenLifetime)
                .DisableAccessTokenEncryption()
                .AddEventHandler(ClientCredentialsGrant.Descriptor)
                .AddEventHandler(UnstoredAccessTokens.Descriptor)
                .AddEventHandler(PlainErrors.Descriptor)

                // A certificate goes beside the secret here, and not in its place.
                .RemoveEventHandler(OpenIddictServerAspNetCoreHandlers.ExtractClientCertificate<ExtractTokenRequestContext>.Descriptor)
                .AddPersons();

            // Which ports are cleartext, and who may reach them, is settled where they are opened.
            server.UseAspNetCore().DisableTransportSecurityRequirement();
        });
    }

    /// <summary>Adds what the clients are registered with; for commands too.</summary>
    public static OpenIddictBuilder AddClients(this OpenIddictBuilder builder) => builder.AddCore(core =>
    {
        core.UseEntityFrameworkCore().UseDbContext<StorageContext>();
        core.ReplaceApplicationManager<OpenIddictEntityFrameworkCoreApplication, ClientSecrets>();
    });

    /// <summary>Finds the caller of every request, and serves the issuer's own paths.</summary>
    public static void UseCallers(this WebApplication app)
    {
        // What a branch sets, its root does not see: the issuer would answer before any bound and any header of ours.
        ((IApplicationBuilder)app).Properties[AuthenticationHasItsPlace] = true;

        // The issuer looks at the requests for its own paths alone: on all others it would cost and do nothing.
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments(IssuerPaths, StringComparison.Ordinal) || http.Request.Path.StartsWithSegments(DiscoveryPaths, StringComparison.Ordinal),
            issuer => issuer.Use(IssueAsync).UseAuthentication());
        app.Use(async (http, next) =>
        {
            try
            {
                if (await http.AuthenticateAsync() is { Principal: { } caller })
                    http.User = caller;
            }
            catch (Exception thrown) when (StorageFaults.IsUnavailable(thrown))
            {
                http.Features.Set(new UnknownCaller(thrown));
            }
            await next(http);
        });
    }

    /// <summary>Bounds what is asked of the issuer, and says when it cannot answer.</summary>
    private static async Task IssueAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = LargestRequest;
        try
        {
            await next(http);
        }
        catch (Exception thrown) when (StorageFaults.IsUnavailable(thrown) && !http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = Invariant($"{StorageFaults.RetryAfter.TotalSeconds:0}");
        }
    }
}

/// <summary>Who calls could not be looked up.</summary>
/// <param name="Why">Why.</param>
internal sealed record UnknownCaller(Exception Why);
