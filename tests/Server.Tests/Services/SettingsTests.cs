using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>Settings that are wrong refuse the start in one line, before anything is opened.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("--Logging:LogLevel:Default is \"Loud\": it takes Trace,", "--Logging:LogLevel:Default", "Loud")]
    [InlineData("Logging:LogLevel:Grpc is \"Loud\": it takes Trace,", "--Logging:LogLevel:Grpc", "Loud")]
    [InlineData("--Grpc:Port is \"65536\": it takes a number from 0", "--environment", "Development", "--Grpc:Port", "65536")]
    [InlineData("--Http:Address is \"localhost\": it takes an IP address", "--environment", "Development", "--Http:Address", "localhost")]
    [InlineData("The settings cannot be read:", "--contentRoot", "/nonexistent")]
    public async Task A_setting_that_means_nothing_is_refused(string refusal, params string[] settings)
    {
        var told = await RefusalAsync(settings);
        Assert.StartsWith(refusal, told, StringComparison.Ordinal);
        Assert.Equal([], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_file_of_settings_that_cannot_be_read_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), "{ \"Grpc\": ", TestContext.Current.CancellationToken);
        Assert.Contains("appsettings.json", await RefusalAsync("--contentRoot", folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_servers_that_start_at_once_on_one_port_one_is_refused()
    {
        string[] settings = ["--environment", "Development", "--contentRoot", AppContext.BaseDirectory, "--Grpc:Port", $"{FreePort()}", "--Http:Port", "0", "--Database:Path"];
        await using var first = await ServerHost.BuildAsync([.. settings, Path.Combine(folder, "a.db")], cancellation: TestContext.Current.CancellationToken);
        Assert.StartsWith("Another program listens on 127.0.0.1:", await RefusalAsync([.. settings, Path.Combine(folder, "b.db")]), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "b.db")));
        await first.StartAsync(TestContext.Current.CancellationToken);
        await first.StopAsync(TestContext.Current.CancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string> RefusalAsync(params string[] settings)
    {
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(async () =>
        {
            await using var app = await ServerHost.BuildAsync(settings);
        });
        Assert.DoesNotContain('\n', refusal.Message);
        return refusal.Message;
    }
}
