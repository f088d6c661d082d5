using System.Net;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security.Persons;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Security.Persons;

/// <summary>The link with which a person begins, and begins anew.</summary>
public sealed class OneTimeLinkTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestServer Server => fixture.Server;

    [Fact]
    public async Task It_works_once_and_to_look_at_it_is_no_use_of_it()
    {
        var (person, link) = await Person.InviteAsync(Server, "once");
        using var browser = new Browser(Server.Http);
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync(new Uri(Server.Http, $"link/{link}"))).Status);
        Assert.Contains("C’est prêt", (await person.UseAsync(browser, link)).Text, StringComparison.Ordinal);
        var again = await person.UseAsync(browser, link);
        Assert.Equal(HttpStatusCode.NotFound, again.Status);
        Assert.Contains("Ce lien ne sert plus", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_uses_at_once_one_is_done()
    {
        var (person, link) = await Person.InviteAsync(Server, "many");
        using var browser = new Browser(Server.Http);
        var page = await browser.OpenAsync(new Uri(Server.Http, $"link/{link}"));
        person.Take(page);
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => browser.SendAsync(page, ("password", Person.Password), ("again", Person.Password), ("code", person.Code()))));
        Assert.Single(all, s => s.Status is HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_database_has_its_digest_alone()
    {
        var (_, link) = await Person.InviteAsync(Server, "digest");
        await using var storage = Server.OpenStorage();
        var account = await storage.Set<Account>().SingleAsync(a => a.UserName == "digest", Cancellation);
        Assert.Equal(64, account.LinkDigest!.Length);
        Assert.DoesNotContain(link, System.Text.Json.JsonSerializer.Serialize(account), StringComparison.Ordinal);
        Assert.True(link.Length >= 43);
    }

    [Fact]
    public async Task It_ends_after_a_day_and_with_the_next_one()
    {
        var (person, link) = await Person.InviteAsync(Server, "late");
        using var browser = new Browser(Server.Http);
        var next = await person.ResetAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync(new Uri(Server.Http, $"link/{link}"))).Status);
        Server.Time.Advance(TimeSpan.FromHours(23.9));
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync(new Uri(Server.Http, $"link/{next}"))).Status);
        Server.Time.Advance(TimeSpan.FromHours(0.2));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync(new Uri(Server.Http, $"link/{next}"))).Status);
    }

    [Fact]
    public async Task A_reset_takes_password_second_factor_and_tokens()
    {
        var (portal, person) = (await Portal.RegisterAsync(Server, "portal-reset"), await Person.RegisterAsync(Server, "reset"));
        var tokens = await person.TokensAsync(portal);
        var caller = Server.As($"Bearer {tokens["access_token"]}");
        await caller.Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken);
        var link = await person.ResetAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await portal.RefreshAsync((string)tokens["refresh_token"]!)).Status);
        using var browser = new Browser(Server.Http);
        Assert.Equal(HttpStatusCode.BadRequest, (await person.LogInAsync(browser, portal)).Status);
        Server.Time.Advance(TimeSpan.FromSeconds(31));
        await Refusal.OfAsync(caller.Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken), StatusCode.Unauthenticated, "UNAUTHENTICATED");
        var before = person.Key;
        Assert.Equal(HttpStatusCode.OK, (await person.UseAsync(browser, link, "un autre mot de passe")).Status);
        Assert.NotEqual(before, person.Key);
        Server.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Found, (await person.LogInAsync(browser, portal, "un autre mot de passe")).Status);
    }

    [Theory]
    [InlineData("trop court", "Ce mot de passe ne convient pas.")]
    [InlineData("aaaaaaaaaaaaaaaa", "Ce mot de passe ne convient pas.")]
    [InlineData("mon nom est martine", "Ce mot de passe ne convient pas.")]
    public async Task A_password_that_is_short_or_plain_or_holds_the_name_is_not_taken(string password, string told)
    {
        var (person, link) = await Person.InviteAsync(Server, "martine");
        try
        {
            using var browser = new Browser(Server.Http);
            Assert.Contains(told, (await person.UseAsync(browser, link, password)).Text, StringComparison.Ordinal);
        }
        finally
        {
            await using var storage = Server.OpenStorage();
            await storage.Set<Account>().Where(a => a.UserName == "martine").ExecuteDeleteAsync(Cancellation);
        }
    }

    [Fact]
    public async Task It_takes_the_same_password_twice_and_a_code_of_the_key_that_was_shown()
    {
        var (person, link) = await Person.InviteAsync(Server, "careful");
        using var browser = new Browser(Server.Http);
        Assert.Contains("ne sont pas identiques", (await person.UseAsync(browser, link, again: "something else")).Text, StringComparison.Ordinal);
        var page = await browser.OpenAsync(new Uri(Server.Http, $"link/{link}"));
        Assert.Contains("Ce code n’est pas", WebUtility.HtmlDecode((await browser.SendAsync(page, ("password", Person.Password), ("again", Person.Password), ("code", "000000"))).Text), StringComparison.Ordinal);

        // A key of one's own choice is not taken: the page hands it out sealed.
        var (other, elsewhere) = await Person.InviteAsync(Server, "elsewhere");
        var foreign = await browser.OpenAsync(new Uri(Server.Http, $"link/{elsewhere}"));
        var key = foreign.Text.Split("name=\"key\" value=\"")[1].Split('"')[0];
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(page, ("key", key), ("password", Person.Password), ("again", Person.Password), ("code", other.Name))).Status);
        Assert.Equal(HttpStatusCode.OK, (await person.UseAsync(browser, link)).Status);
    }
}
