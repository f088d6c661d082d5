using Microsoft.Data.Sqlite;
using MyOpenIP.Server.Commands;
using MyOpenIP.Server.Tests.Services;

namespace MyOpenIP.Server.Tests.Security.Persons;

/// <summary>The commands with which operators keep the users, and register the portals where they log in.</summary>
public sealed class UsersCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    public UsersCommandTests(DemonstrationDatabase demonstration) => File.Copy(demonstration.File, Database);

    private string Database => Path.Combine(folder, "myopenip.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_user_is_registered_listed_reset_and_disabled_and_each_link_is_printed_once()
    {
        var (code, added) = await RunAsync("users add marie@example.fr --role operator");
        Assert.Equal(0, code);
        Assert.Matches("^http://localhost:5081/link/[A-Za-z0-9_-]{43}\nIt works once, until [0-9: -]{16} UTC. Give it to nobody but its user.\n$", added);
        Assert.Equal(0, (await RunAsync("users add luc --role reseller --reseller acme")).Code);
        var (_, reset) = await RunAsync("users reset marie@example.fr");
        Assert.NotEqual(added.Split('\n')[0], reset.Split('\n')[0]);
        Assert.Equal((0, "luc is disabled.\n"), await RunAsync("users disable luc"));
        Assert.Equal((0, "luc is disabled.\n"), await RunAsync("users disable luc"));
        Assert.Equal((1, "luc is disabled, for good: add registers another user.\n"), await RunAsync("users reset luc"));
        Assert.Matches(
            "^luc users/[0-9a-f-]{36} reseller acme disabled\nmarie@example.fr users/[0-9a-f-]{36} operator - invited\n$",
            (await RunAsync("users list")).Output);
    }

    [Theory]
    [InlineData("users add Marie --role operator", "\"Marie\" is no name of a user: it takes 2 to 64 lower-case letters, digits and . - _ + @, a letter or digit first: an e-mail address is one.\n")]
    [InlineData("users add m --role reseller", "\"m\" is no name of a user: it takes 2 to 64 lower-case letters, digits and . - _ + @, a letter or digit first: an e-mail address is one.\nA user of role reseller needs the code of its reseller: --reseller.\n")]
    [InlineData("users add marie --role operator --reseller acme", "A user of role operator belongs to no reseller: leave --reseller out.\n")]
    [InlineData("users reset nobody", "There is no user nobody: list names those that there are.\n")]
    [InlineData("users disable nobody", "There is no user nobody: list names those that there are.\n")]
    [InlineData("clients add portal --role portal", "A portal needs the address to which it wants persons back: --redirect.\n")]
    [InlineData("clients add crm --role operator --redirect https://a.example/", "A client of role operator acts for itself, and nobody logs in there: leave --redirect out.\n")]
    public async Task What_is_wrong_is_named_and_nothing_is_registered(string line, string told)
    {
        Assert.Equal((1, told), await RunAsync(line));
        Assert.Equal((0, ""), await RunAsync("users list"));
    }

    [Theory]
    [InlineData("add marie --role operator")]
    [InlineData("reset marie")]
    [InlineData("disable marie")]
    public async Task Where_persons_log_in_elsewhere_none_is_kept_here(string line)
    {
        await using var output = new StringWriter();
        var users = UsersCommand.Create(
            (_, cancellation) => ServerHost.OpenForCommandAsync(["--Database:Path", Database, "--Issuer:Url", "https://login.example.fr/"], mayMake: false, cancellation), output);
        Assert.Equal(1, await users.Parse(line).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal("Persons log in at https://login.example.fr/ (--Issuer:Url): users are kept there.\n", output.ToString());
        Assert.Equal((0, ""), await RunAsync("users list"));
    }

    [Fact]
    public async Task A_user_is_registered_once()
    {
        await RunAsync("users add marie --role operator");
        Assert.Equal((1, "The user marie is registered already: reset gives another link.\n"), await RunAsync("users add marie --role operator"));
    }

    [Theory]
    [InlineData("http://portal.example.fr/back")]
    [InlineData("https://*.example.fr/back")]
    [InlineData("https://portal.example.fr/back#part")]
    [InlineData("https://user@portal.example.fr/back")]
    [InlineData("/back")]
    [InlineData("myapp:/back")]
    public async Task An_address_to_come_back_to_is_whole_and_is_not_read_on_the_way(string address)
    {
        var (code, output) = await RunAsync($"clients add portal --role portal --redirect {address}");
        Assert.Equal(1, code);
        Assert.StartsWith($"{address} is no address to come back to", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_portal_of_a_developer_may_be_on_the_machine_itself()
    {
        Assert.Equal(0, (await RunAsync("clients add portal --role portal --redirect http://localhost:3000/back --redirect https://portal.example.fr/back --scope customers")).Code);
        Assert.Contains("portal portal - active customers", (await RunAsync("clients list")).Output, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> RunAsync(string line)
    {
        await using var output = new StringWriter();
        var code = await CommandTree.InvokeAsync([.. line.Split(' '), "--Database:Path", Database], output, output);
        return (code, output.ToString().ReplaceLineEndings("\n"));
    }
}
