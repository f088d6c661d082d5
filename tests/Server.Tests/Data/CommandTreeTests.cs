using MyOpenIP.Server.Commands;

namespace MyOpenIP.Server.Tests.Data;

/// <summary>The command line as a whole: what it does not know it names, and says what would be right.</summary>
public sealed class CommandTreeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("bogus", "bogus is no command. The commands are serve, import, expire, clients, users, outbox, webhooks, keys, audit, show, verify, backup.")]
    [InlineData("imprt catalogue x", "imprt is no command. Did you mean import?")]
    [InlineData("import catalog x", "catalog is no command of import. Did you mean catalogue?")]
    [InlineData("import", "import takes one of catalogue, customers, contracted-offers.")]
    [InlineData("--Databse:Path x", "--Databse:Path is no option of serve. Did you mean --Database:Path?")]
    [InlineData("--path x", "--path is no option of serve. Did you mean --Database:Path?")]
    [InlineData("expire --Grpc:Port 1", "--Grpc:Port is no option of expire. Its options are --help, --Database:Path, --Audit:Anchors, --Logging:LogLevel:Default.")]
    [InlineData("--Grpc:Port 1 expire", "--Grpc:Port is no option of expire.")]
    [InlineData("expire now", "expire does not take now.")]
    [InlineData("serve --Grpc:Port 70000", "--Grpc:Port is \"70000\": it takes a number from 0 (any free port) to 65535.")]
    [InlineData("--http:address=here", "--Http:Address is \"here\": it takes an IP address, such as 127.0.0.1.")]
    [InlineData("--Pricing:RulesEngine Drools", "--Pricing:RulesEngine is \"Drools\": it takes OneShot or NRules.")]
    [InlineData("expires", "expires is no command. Did you mean expire?")]
    [InlineData("Grpc:Port=7", "Grpc:Port=7 is no command. The commands are serve, import, expire, clients, users, outbox, webhooks, keys, audit, show, verify, backup.")]
    [InlineData("--urls http://127.0.0.1:1", "--urls is no option of serve. Its options are --help, --version, --environment, --Database:Path, --Audit:Anchors, --Audit:AnchorSeconds, --Grpc:Address, --Grpc:Port, --Http:Address, --Http:Port, --Tls:Certificate, --Tls:Key, --Tls:Address, --Tls:Port, --Tls:ClientAuthorities, --Public:BaseUrl, --Public:Proxies, --Public:AllowCleartext, --Issuer:Url, --Issuer:Audience, --Issuer:RoleClaim, --Issuer:ResellerClaim, --Limits:CallsPerSecond, --Limits:CallsAtOnce, --Limits:Connections, --Limits:ConnectionsOfAddress, --Limits:IdleSeconds, --Limits:Watchers, --Watch:HeartbeatSeconds, --Webhooks:AllowedNetworks, --Outbox:GiveUpHours, --Outbox:AtOnce, --Outbox:MessageSeconds, --Outbox:RetrySeconds, --Outbox:KeepDays, --Outbox:LateMinutes, --Mail:Host, --Mail:Port, --Mail:Security, --Mail:User, --Mail:Password, --Mail:PasswordFile, --Mail:From, --Mail:TimeoutSeconds, --Mail:Folder, --Seal:Certificate, --Seal:Password, --Seal:PasswordFile, --Seal:Authority, --Seal:AuthorityRoots, --Pricing:RulesEngine, --Demonstration:Load, --Logging:LogLevel:Default.")]
    [InlineData("--Database:Path", "Required argument missing for option: '--Database:Path'.")]
    [InlineData("--environment Prod", "--environment is \"Prod\": it takes Development or Production.")]
    public async Task What_it_does_not_know_it_names_and_says_what_would_be_right(string line, string told)
    {
        var (code, error) = await RunAsync(line);
        Assert.Equal((2, $"{told}\n--help tells what there is.\n"), (code, error.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task A_setting_that_is_given_twice_is_refused()
    {
        var (code, error) = await RunAsync("--Grpc:Port 7 --grpc:port=8");
        Assert.Equal(2, code);
        Assert.Contains("--Grpc:Port", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        var (_, error) = await RunAsync("serve --Grpc:Prot 1 --Http:Port x");
        Assert.Contains("--Grpc:Prot is no option of serve. Did you mean --Grpc:Port?", error, StringComparison.Ordinal);
        Assert.Contains("--Http:Port is \"x\"", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expire --Database:Path {0}/none.db")]
    [InlineData("--Database:Path {0}/none.db expire")]
    [InlineData("show --Database:Path={0}/none.db OC1")]
    [InlineData("backup --database:path={0}/none.db {0}/copy")]
    public async Task A_command_that_has_nothing_to_do_without_a_database_makes_none(string line)
    {
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => RunAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, line, folder)));
        Assert.Equal($"There is no database {folder}/none.db: name the file with --Database:Path.", refusal.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    private static async Task<(int Code, string Error)> RunAsync(string line)
    {
        await using var error = new StringWriter();
        var code = await CommandTree.InvokeAsync(line.Split(' '), TextWriter.Null, error);
        return (code, error.ToString());
    }
}
