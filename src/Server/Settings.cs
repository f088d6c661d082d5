using MyOpenIP.Server.Amendments;

namespace MyOpenIP.Server;

/// <summary>
/// The settings: of appsettings.json, the environment and the command line. What stands on the command line and is none of them
/// is refused: the framework passes over it, and the server would start with another value than was meant, such as another database.
/// </summary>
internal static class Settings
{
    private static readonly string[] Ours = ["Grpc:Address", "Grpc:Port", "Http:Address", "Http:Port", "Database:Path", PricerSetup.Setting];

    /// <summary>Those of the framework that have an effect here.</summary>
    private static readonly string[] OfTheHost = ["environment", "contentRoot"];
    private const string Logging = "Logging:";

    /// <summary>Reads them.</summary>
    /// <param name="args">The command line, without a command.</param>
    /// <exception cref="StartRefusedException">They cannot be read, or name what there is not.</exception>
    public static WebApplicationBuilder Read(string[] args)
    {
        CheckNames(args);
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            foreach (var (name, value) in builder.Configuration.AsEnumerable())
                if (IsLogLevel(name) && !Enum.TryParse<LogLevel>(value, ignoreCase: true, out _))
                    throw new StartRefusedException($"{name} is \"{value}\": it takes one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
            return builder;
        }
        catch (Exception thrown) when (thrown is InvalidDataException or DirectoryNotFoundException or ArgumentException)
        {
            throw new StartRefusedException($"The settings cannot be read: {thrown.Message} {thrown.GetBaseException().Message}".ReplaceLineEndings(" "));
        }
    }

    private static void CheckNames(string[] args)
    {
        var given = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < args.Length; i++)
        {
            var argument = args[i];
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? argument : argument[..equals];
            if (!name.StartsWith("--", StringComparison.Ordinal) || !IsKnown(name[2..]))
                throw new StartRefusedException($"\"{argument}\" is neither a setting nor a command: settings are --{string.Join(", --", Ours)} and the framework's --{Logging}…; --help lists the commands.");
            if (equals < 0 && (++i == args.Length || args[i].StartsWith("--", StringComparison.Ordinal)))
                throw new StartRefusedException($"{name} has no value: write {name} VALUE.");
            if (!given.Add(name))
                throw new StartRefusedException($"{name} is given twice: give it once.");
        }
    }

    private static bool IsKnown(string name) =>
        Ours.Concat(OfTheHost).Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith(Logging, StringComparison.OrdinalIgnoreCase);

    private static bool IsLogLevel(string name) =>
        name.StartsWith(Logging, StringComparison.OrdinalIgnoreCase) && name.Contains(":LogLevel:", StringComparison.OrdinalIgnoreCase);
}
