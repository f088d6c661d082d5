using Microsoft.Extensions.Configuration;

namespace MyOpenIP.Server.Tests.Data;

/// <summary>Settings from files and the environment: what nobody reads is refused.</summary>
public sealed class SettingsCheckTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("""{ "Databse": { "Path": "x" } }""", "settings.json: Databse:Path is no setting. Did you mean Database:Path?")]
    [InlineData("""{ "Grpc": { "Ports": 1 } }""", "settings.json: Grpc:Ports is no setting. Did you mean Grpc:Port?")]
    [InlineData("""{ "Kestrel": { "Limits": 1 } }""", "settings.json: Kestrel:Limits is no setting. The settings are environment, Database:Path, ")]
    [InlineData("""{ "Grpc": { "Port": "many" } }""", "--Grpc:Port is \"many\": it takes a number from 0 (any free port) to 65535.")]
    [InlineData("""{ "Database": { "Path": "x" }, "grpc": { "port": 5 }, "Logging": { "Console": { "FormatterName": "json" } } }""", null)]
    [InlineData("{ }", null)]
    public void Of_a_file_everything_must_be_known(string text, string? told)
    {
        File.WriteAllText(Path.Combine(folder, "settings.json"), text);
        Judge(new ConfigurationBuilder().SetBasePath(folder).AddJsonFile("settings.json"), told);
    }

    [Theory]
    [InlineData("Database__Pth", "Environment: Database__Pth is no setting. Did you mean Database:Path?")]
    [InlineData("DATABSE__PATH", "Environment: DATABSE__PATH is no setting. Did you mean Database:Path?")]
    [InlineData("Grpc__Kestrel", "Environment: Grpc__Kestrel is no setting. ")]
    [InlineData("Somebody__Else", null)]
    [InlineData("DATABASE", null)]
    public void Of_the_environment_what_is_meant_for_the_server_must_be_known(string variable, string? told)
    {
        Environment.SetEnvironmentVariable(variable, "x");
        try
        {
            Judge(new ConfigurationBuilder().AddEnvironmentVariables(), told);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        File.WriteAllText(Path.Combine(folder, "settings.json"), """{ "Grpc": { "Port": "x" }, "Http": { "Port": "y", "Prot": 1 } }""");
        var refusal = Assert.Throws<StartRefusedException>(() => SettingsCheck.ThrowIfWrong(new ConfigurationBuilder().SetBasePath(folder).AddJsonFile("settings.json").Build()));
        Assert.Equal(3, refusal.Message.Split(Environment.NewLine).Length);
    }

    private static void Judge(IConfigurationBuilder builder, string? told)
    {
        var configuration = builder.Build();
        if (told is null)
            SettingsCheck.ThrowIfWrong(configuration);
        else
            Assert.StartsWith(told, Assert.Throws<StartRefusedException>(() => SettingsCheck.ThrowIfWrong(configuration)).Message, StringComparison.Ordinal);
    }
}
