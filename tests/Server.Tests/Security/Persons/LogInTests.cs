using System.Net;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Persons;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;
using OpenIddict.EntityFrameworkCore.Models;

namespace MyOpenIP.Server.Tests.Security.Persons;

/// <summary>Persons log in where a portal sends them, and the portal calls for them.</summary>
public sealed class LogInTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestServer Server => fixture.Server;

    [Fact]
    public async Task A_portal_calls_for_the_person_who_logged_in_as_what_the_person_is()
    {
        var (portal, paul) = (await Portal.RegisterAsync(Server, "portal-one"), await Person.RegisterAsync(Server, "paul@sud-connect.fr", ActorRole.Reseller, "sud-connect"));
        var tokens = await paul.TokensAsync(portal);
        var sud = Caller(tokens);
        await Refusal.OfAsync(sud.Customers.GetCustomerAsync(new GetCustomerRequest { Name = Steps.Customer }, cancellationToken: TestContext.Current.CancellationToken), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        Assert.NotEmpty((await sud.Customers.ListCustomersAsync(new ListCustomersRequest(), cancellationToken: TestContext.Current.CancellationToken)).Customers);

        var (access, identity) = (RegisteredClients.ClaimsOf((string)tokens["access_token"]!), RegisteredClients.ClaimsOf((string)tokens["id_token"]!));
        Assert.Equal(("paul@sud-connect.fr", "reseller", "sud-connect"), (identity.GetProperty("preferred_username").GetString(), identity.GetProperty("role").GetString(), identity.GetProperty("reseller").GetString()));
        Assert.False(access.TryGetProperty("preferred_username", out _));
        await using var storage = Server.OpenStorage();
        var account = await storage.Set<Account>().SingleAsync(a => a.UserName == paul.Name, Cancellation);
        Assert.Equal(account.Id, access.GetProperty("sub").GetString());
        Assert.Contains(await storage.AuditEntries.ToListAsync(Cancellation), e => (e.Action, e.Actor, e.Subject) == ("LogIn", $"user:{account.Id}", $"users/{account.Id}"));
        Assert.DoesNotContain(paul.Key, account.AuthenticatorKey!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_that_names_a_person_to_its_portal_is_none_for_the_API()
    {
        var (portal, person) = (await Portal.RegisterAsync(Server, "portal-identity"), await Person.RegisterAsync(Server, "irene"));
        var tokens = await person.TokensAsync(portal);
        foreach (var other in (string[])["id_token", "refresh_token"])
            await Refusal.OfAsync(Server.As($"Bearer {tokens[other]}").Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken), StatusCode.Unauthenticated, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_portal_has_nothing_for_itself()
    {
        var portal = await Portal.RegisterAsync(Server, "portal-alone");
        var (status, answer) = await portal.AskAsync("token", ("grant_type", "client_credentials"));
        Assert.Equal((HttpStatusCode.BadRequest, "unauthorized_client"), (status, (string)answer["error"]!));
    }

    [Theory]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("response_mode", "form_post")]
    [InlineData("response_mode", "fragment")]
    [InlineData("response_type", "token")]
    public async Task Without_PKCE_or_by_another_way_nobody_logs_in(string parameter, string? value)
    {
        var portal = await EnsureAsync();
        using var browser = new Browser(Server.Http);
        var shown = await browser.OpenAsync(portal.Address(parameter == "code_challenge" ? [(parameter, value), ("code_challenge_method", null)] : [(parameter, value)]));

        // The portal is told where it is known to be one by then; else the person is.
        if (shown.Status is HttpStatusCode.Found)
            Assert.StartsWith($"{Portal.Back}?error=", shown.Next!.ToString(), StringComparison.Ordinal);
        else
            Assert.Contains("Cette adresse ne mène nulle part", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("openiddict", $"{shown.Next}{shown.Text}", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_code_takes_the_verifier_of_its_portal_and_works_once()
    {
        var (portal, person) = (await Portal.RegisterAsync(Server, "portal-code"), await Person.RegisterAsync(Server, "clement"));
        using var browser = new Browser(Server.Http);
        var code = portal.CodeOf((await person.LogInAsync(browser, portal)).Next!);
        Assert.Equal(HttpStatusCode.BadRequest, (await portal.RedeemAsync(code, other: new string('v', 43))).Status);
        Server.Time.Advance(TimeSpan.FromSeconds(30));
        code = portal.CodeOf((await person.LogInAsync(browser, portal)).Next!);
        Assert.Equal(HttpStatusCode.OK, (await portal.RedeemAsync(code)).Status);
        var (status, again) = await portal.RedeemAsync(code);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (status, (string)again["error"]!));
    }

    [Theory]
    [InlineData("redirect_uri", "https://portal.example.fr/back/")]
    [InlineData("redirect_uri", "https://portal.example.fr/back?to=evil")]
    [InlineData("redirect_uri", "https://portal.example.fr.evil.example/back")]
    [InlineData("redirect_uri", "https://PORTAL.example.fr/back")]
    [InlineData("redirect_uri", "javascript:alert(1)")]
    [InlineData("redirect_uri", null)]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", null)]
    public async Task Nobody_is_sent_to_an_address_that_is_not_the_registered_one_to_the_letter(string parameter, string? value)
    {
        var portal = (await EnsureAsync()).Again();
        using var browser = new Browser(Server.Http);
        foreach (var address in (Uri[])[portal.Address((parameter, value)), new Uri(Server.Http, $"login{portal.Address((parameter, value)).Query}")])
        {
            var shown = await browser.OpenAsync(address);
            Assert.Equal((HttpStatusCode.BadRequest, null), (shown.Status, shown.Next));
            Assert.Contains("Cette adresse ne mène nulle part", shown.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("evil", shown.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_must_not_be_asked_is_sent_back_without_a_code()
    {
        using var browser = new Browser(Server.Http);
        var shown = await browser.OpenAsync((await EnsureAsync()).Again().Address(("prompt", "none")));
        Assert.Contains("error=login_required", shown.Next!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_stays_logged_in_here_and_a_ticket_is_for_its_own_request()
    {
        var (portal, person) = (await Portal.RegisterAsync(Server, "portal-ticket"), await Person.RegisterAsync(Server, "tess"));
        using var browser = new Browser(Server.Http);
        var page = await browser.FollowAsync(portal.Address());
        var shown = await browser.SendAsync(page, ("username", "tess"), ("password", Person.Password), ("code", person.Code()));
        Assert.EndsWith("/login", (await browser.OpenAsync(portal.Again().Address())).Next!.AbsolutePath, StringComparison.Ordinal);
        Assert.EndsWith("/login", (await browser.OpenAsync(shown.Next!)).Next!.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_token_works_once_and_for_a_day_of_work()
    {
        var (portal, person) = (await Portal.RegisterAsync(Server, "portal-refresh"), await Person.RegisterAsync(Server, "rene"));
        var first = await person.TokensAsync(portal);
        Server.Time.Advance(TimeSpan.FromHours(11));
        var (status, second) = await portal.RefreshAsync((string)first["refresh_token"]!);
        Assert.True(status is HttpStatusCode.OK, second.ToJsonString());
        await Caller(second).Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken);
        Server.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.BadRequest, (await portal.RefreshAsync((string)second["refresh_token"]!)).Status);

        // Who shows one that was used has stolen it, or was stolen from: both lose what they have.
        var stolen = await person.TokensAsync(portal);
        (_, var renewed) = await portal.RefreshAsync((string)stolen["refresh_token"]!);
        Server.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.BadRequest, (await portal.RefreshAsync((string)stolen["refresh_token"]!)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await portal.RefreshAsync((string)renewed["refresh_token"]!)).Status);
    }

    [Fact]
    public async Task A_portal_that_logs_out_gives_its_refresh_token_back()
    {
        var (portal, person) = (await Portal.RegisterAsync(Server, "portal-logout"), await Person.RegisterAsync(Server, "lola"));
        var token = (string)(await person.TokensAsync(portal))["refresh_token"]!;
        Assert.Equal(HttpStatusCode.OK, (await portal.RevokeAsync(token)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await portal.RefreshAsync(token)).Status);
    }

    [Fact]
    public async Task A_disabled_person_is_refused_within_a_minute_and_learns_no_more_than_a_stranger()
    {
        var (portal, person) = (await Portal.RegisterAsync(Server, "portal-left"), await Person.RegisterAsync(Server, "diane"));
        var tokens = await person.TokensAsync(portal);
        var caller = Caller(tokens);
        await caller.Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken);
        await person.DisableAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await portal.RefreshAsync((string)tokens["refresh_token"]!)).Status);
        Server.Time.Advance(TimeSpan.FromSeconds(31));
        await Refusal.OfAsync(caller.Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken), StatusCode.Unauthenticated, "UNAUTHENTICATED");
        using var browser = new Browser(Server.Http, "127.0.0.9");
        var shown = await person.LogInAsync(browser, portal);
        Assert.Equal(HttpStatusCode.BadRequest, shown.Status);
        Assert.Contains("Identifiant, mot de passe ou code incorrect", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_portal_is_refused_within_a_minute_whoever_logged_in_there()
    {
        var (portal, person) = (await Portal.RegisterAsync(Server, "portal-closed"), await Person.RegisterAsync(Server, "carla"));
        var tokens = await person.TokensAsync(portal);
        await Caller(tokens).Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken);
        await Server.RunAsync(async write =>
        {
            await MyOpenIP.Server.Security.Clients.ClientRegistration.DisableAsync(write, "portal-closed");
            return 0;
        });
        Assert.Equal(HttpStatusCode.Unauthorized, (await portal.RefreshAsync((string)tokens["refresh_token"]!)).Status);
        Server.Time.Advance(TimeSpan.FromSeconds(31));
        await Refusal.OfAsync(Caller(tokens).Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken), StatusCode.Unauthenticated, "UNAUTHENTICATED");
        using var browser = new Browser(Server.Http);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.FollowAsync(portal.Address())).Status);
    }

    [Fact]
    public async Task A_code_of_the_second_factor_works_once_and_a_minute_later_no_more()
    {
        var (portal, person) = (await Portal.RegisterAsync(Server, "portal-totp"), await Person.RegisterAsync(Server, "thomas"));
        using var browser = new Browser(Server.Http);
        var code = person.Code();
        Assert.Equal(HttpStatusCode.Found, (await person.LogInAsync(browser, portal, code: code)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await person.LogInAsync(browser, portal.Again(), code: code)).Status);
        Server.Time.Advance(TimeSpan.FromSeconds(30));
        code = person.Code();
        Server.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.BadRequest, (await person.LogInAsync(browser, portal.Again(), code: code)).Status);
    }

    [Fact]
    public async Task A_login_takes_away_what_earlier_ones_left()
    {
        var (portal, person) = (await Portal.RegisterAsync(Server, "portal-sweep"), await Person.RegisterAsync(Server, "sabine"));
        await person.TokensAsync(portal);
        Server.Time.Advance(TimeSpan.FromHours(14));
        await person.TokensAsync(portal);
        Server.Time.Advance(TimeSpan.FromSeconds(30));
        await using var storage = Server.OpenStorage();
        var limit = (Server.Time.GetUtcNow() - TimeSpan.FromHours(2)).UtcDateTime;
        Assert.False(await storage.Set<OpenIddictEntityFrameworkCoreToken>().AnyAsync(t => t.ExpirationDate < limit, Cancellation));
    }

    private Clients Caller(System.Text.Json.Nodes.JsonNode tokens) => Server.As($"Bearer {tokens["access_token"]}");

    private async Task<Portal> EnsureAsync() => await Portal.RegisterAsync(Server, $"portal-{Guid.NewGuid():N}"[..20]);
}
