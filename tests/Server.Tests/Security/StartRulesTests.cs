using Microsoft.Data.Sqlite;
using MyOpenIP.Server.Security.Keys;
using MyOpenIP.Server.Tests.Services;

namespace MyOpenIP.Server.Tests.Security;

/// <summary>Starts in Production that are refused, each told with what would be right.</summary>
public sealed class StartRulesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("myopenip-");

    private DirectoryInfo Keys => new(Path.Combine(folder.FullName, "keys"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_an_address_and_a_key_both_are_told_and_Development_is_not_named_as_a_way_out()
    {
        var refusal = await RefusalAsync();
        Assert.Equal(2, refusal.Split(Environment.NewLine).Length);
        Assert.Contains("--Public:BaseUrl is not set", refusal, StringComparison.Ordinal);
        Assert.Contains("There is no signing key in", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("Development", refusal, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(folder.GetFiles());
    }

    [Fact]
    public async Task A_key_that_was_made_for_development_is_refused()
    {
        SigningKey.Make(Keys, TestServer.Today, isDevelopment: true);
        Assert.Contains("was made for development", await RefusalAsync("--Public:BaseUrl", "https://api.example.fr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cleartext_is_no_address_of_a_server_in_Production()
    {
        SigningKey.Make(Keys, TestServer.Today, isDevelopment: false);
        Assert.Contains("it begins with https://", await RefusalAsync("--Public:BaseUrl", "http://api.example.fr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_key_is_named()
    {
        Keys.Create();
        await File.WriteAllTextAsync(Path.Combine(Keys.FullName, "signing-20260101T000000000Z.pem"), "no key", Cancellation);
        Assert.Contains("is no signing key", await RefusalAsync("--Public:BaseUrl", "https://api.example.fr"), StringComparison.Ordinal);
    }

    private async Task<string> RefusalAsync(params string[] settings) => (await Assert.ThrowsAsync<StartRefusedException>(() => ServerHost.BuildAsync(
        ["--environment", "Production", "--contentRoot", AppContext.BaseDirectory, "--Grpc:Port", "0", "--Http:Port", "0", "--Database:Path", Path.Combine(folder.FullName, "myopenip.db"), .. settings],
        cancellation: Cancellation))).Message;
}
