using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Persons;
using MyOpenIP.Server.Tests.Services;
using OtpNet;

namespace MyOpenIP.Server.Tests.Security.Persons;

/// <summary>A person: knows its name and password, and has an app with the key of its codes.</summary>
internal sealed partial class Person(TestServer server, string name)
{
    /// <summary>What it chooses as its password.</summary>
    public const string Password = "les cigales chantent à Cassis";

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The key in its app.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Registers one, who has not used its link yet.</summary>
    /// <returns>The code of the link.</returns>
    public static async Task<(Person Person, string Link)> InviteAsync(TestServer server, string name, ActorRole role = ActorRole.Operator, string? reseller = null) =>
        (new Person(server, name), await server.RunAsync(write => Registration(server).AddAsync(write, name, role, reseller)));

    /// <summary>Registers one, who has used its link in a browser of its own.</summary>
    public static async Task<Person> RegisterAsync(TestServer server, string name, ActorRole role = ActorRole.Operator, string? reseller = null)
    {
        var (person, link) = await InviteAsync(server, name, role, reseller);
        using var browser = new Browser(server.Http);
        Assert.Equal(HttpStatusCode.OK, (await person.UseAsync(browser, link)).Status);
        server.Time.Advance(TimeSpan.FromSeconds(30));
        return person;
    }

    /// <summary>Gives it another link.</summary>
    public Task<string> ResetAsync() => server.RunAsync(write => Registration(server).ResetAsync(write, name));

    /// <summary>Closes its access.</summary>
    public Task DisableAsync() => server.RunAsync(async write =>
    {
        await Registration(server).DisableAsync(write, name);
        return 0;
    });

    /// <summary>Uses a link: chooses the password and takes the key into its app.</summary>
    public async Task<Shown> UseAsync(Browser browser, string link, string password = Password, string? again = null)
    {
        var page = await browser.OpenAsync(new Uri(server.Http, $"link/{link}"));
        if (page.Status is not HttpStatusCode.OK)
            return page;
        Take(page);
        return await browser.SendAsync(page, ("password", password), ("again", again ?? password), ("code", Code()));
    }

    /// <summary>Takes the key of a page into its app.</summary>
    public void Take(Shown page) => Key = KeyShown().Match(page.Text).Groups[1].Value;

    /// <summary>What its app shows now.</summary>
    public string Code() => new Totp(Base32Encoding.ToBytes(Key)).ComputeTotp(server.Time.GetUtcNow().UtcDateTime);

    /// <summary>Logs in where a portal sends it.</summary>
    public async Task<Shown> LogInAsync(Browser browser, Portal portal, string? password = null, string? code = null)
    {
        var page = await browser.FollowAsync(portal.Address());
        var shown = await browser.SendAsync(page, ("username", name), ("password", password ?? Password), ("code", code ?? Code()));
        return shown.Status is HttpStatusCode.SeeOther ? await browser.OpenAsync(shown.Next!) : shown;
    }

    /// <summary>Logs in with a browser of its own.</summary>
    /// <returns>What the portal gets.</returns>
    public async Task<System.Text.Json.Nodes.JsonNode> TokensAsync(Portal portal, string from = "127.0.0.1")
    {
        using var browser = new Browser(server.Http, from);
        server.Time.Advance(TimeSpan.FromSeconds(30));
        var shown = await LogInAsync(browser, portal);
        Assert.True(shown.Status is HttpStatusCode.Found, shown.Text);
        var (status, answer) = await portal.RedeemAsync(portal.CodeOf(shown.Next!));
        Assert.True(status is HttpStatusCode.OK, answer.ToJsonString());
        return answer;
    }

    private static AccountRegistration Registration(TestServer server) => server.Parts.GetRequiredService<AccountRegistration>();

    [GeneratedRegex("""id="key">([A-Z2-7]+)<""")]
    private static partial Regex KeyShown();
}
