using System.Net;
using MyOpenIP.Server.Pages;
using MyOpenIP.Server.Tests.Services;

namespace MyOpenIP.Server.Tests.Security.Persons;

/// <summary>The pages that persons see: their language, and what keeps others out of them.</summary>
public sealed class PageTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestServer Server => fixture.Server;

    [Theory]
    [InlineData("fr", "Connectez-vous à MyOpenIP", "Choisissez votre mot de passe")]
    [InlineData("de,*;q=0.1", "Connectez-vous à MyOpenIP", "Choisissez votre mot de passe")]
    [InlineData("en-GB,en;q=0.9,fr;q=0.8", "Log in to MyOpenIP", "Choose your password")]
    public async Task They_speak_French_and_English(string language, string logIn, string link)
    {
        var tag = $"{Guid.NewGuid():N}"[..12];
        var portal = await Portal.RegisterAsync(Server, $"portal-{tag}");
        var (_, code) = await Person.InviteAsync(Server, $"user-{tag}");
        using var browser = new Browser(Server.Http, language: language);
        Assert.Contains($"<h1>{logIn}</h1>", (await browser.FollowAsync(portal.Address())).Text, StringComparison.Ordinal);
        Assert.Contains($"<h1>{link}</h1>", (await browser.OpenAsync(new Uri(Server.Http, $"link/{code}"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_are_in_no_frame_and_no_cache_and_have_no_script()
    {
        var portal = await Portal.RegisterAsync(Server, "portal-headers");
        using var browser = new Browser(Server.Http);
        foreach (var address in (Uri[])[portal.Address(), new(Server.Http, "login"), new(Server.Http, "link/none")])
        {
            var shown = await browser.FollowAsync(address);
            Assert.Contains("no-store", shown.Headers["Cache-Control"], StringComparison.Ordinal);
            Assert.Equal(("DENY", "nosniff", "no-referrer"), (shown.Headers["X-Frame-Options"], shown.Headers["X-Content-Type-Options"], shown.Headers["Referrer-Policy"]));
            var policy = shown.Headers["Content-Security-Policy"];
            Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'; base-uri 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", shown.Text, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Contains("form-action 'self' https://portal.example.fr;", (await browser.FollowAsync(portal.Address())).Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_site_is_not_taken_however_right_it_is()
    {
        var (portal, person) = (await Portal.RegisterAsync(Server, "portal-forged"), await Person.RegisterAsync(Server, "forged"));
        using var browser = new Browser(Server.Http);
        var page = await browser.FollowAsync(portal.Address());
        var refused = await browser.SendAsync(page with { Text = "" }, ("username", "forged"), ("password", Person.Password), ("code", person.Code()));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        using var other = new Browser(Server.Http);
        refused = await other.SendAsync(page, ("username", "forged"), ("password", Person.Password), ("code", person.Code()));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Cette page était ouverte depuis trop longtemps", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SendAsync(page, ("username", "forged"), ("password", Person.Password), ("code", person.Code()))).Status);
    }

    [Fact]
    public async Task What_was_typed_is_shown_as_text_and_a_form_is_no_longer_than_it_needs()
    {
        var portal = await Portal.RegisterAsync(Server, "portal-typed");
        using var browser = new Browser(Server.Http, "127.0.4.1");
        var page = await browser.FollowAsync(portal.Address());
        var shown = await browser.SendAsync(page, ("username", "\"><script>alert(1)</script>"), ("password", "x"), ("code", "1"));
        Assert.Equal(HttpStatusCode.BadRequest, shown.Status);
        Assert.DoesNotContain("<script", shown.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("value=\"x\"", shown.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await browser.SendAsync(page, ("password", new string('x', 20_000)))).Status);
    }

    [Fact]
    public void A_text_in_a_page_is_encoded_and_a_piece_of_it_is_not() =>
        Assert.Equal("<p>&lt;é&amp;&#x27;</p>", Html.Of($"{Html.Of($"<p>{"<é&'"}</p>")}").Text);

    [Fact]
    public async Task Discovery_tells_portals_what_there_is()
    {
        using var http = new HttpClient { BaseAddress = Server.Http };
        var told = System.Text.Json.Nodes.JsonNode.Parse(await http.GetStringAsync(new Uri(".well-known/openid-configuration", UriKind.Relative), Cancellation))!;
        Assert.Equal("[\"S256\"]", told["code_challenge_methods_supported"]!.ToJsonString());
        Assert.Equal("[\"query\"]", told["response_modes_supported"]!.ToJsonString());
        Assert.Equal("[\"code\"]", told["response_types_supported"]!.ToJsonString());
        Assert.EndsWith("/connect/authorize", (string)told["authorization_endpoint"]!, StringComparison.Ordinal);
        Assert.EndsWith("/connect/revoke", (string)told["revocation_endpoint"]!, StringComparison.Ordinal);
    }
}
