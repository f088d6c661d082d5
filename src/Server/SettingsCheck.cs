using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace MyOpenIP.Server;

/// <summary>Looks through all that is set: what nobody reads is refused by its name, for it was meant to change something.</summary>
internal static class SettingsCheck
{
    private static readonly string[] Names = [.. Settings.All.Select(s => s.Name)];

    /// <summary>The sections that are the server's own; in the environment everything else belongs to other programs.</summary>
    private static readonly HashSet<string> Sections = new(
        Names.Where(n => n.Contains(':', StringComparison.Ordinal)).Select(n => n.Split(':')[0]).Where(s => s != Settings.Logging), StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks at the settings files, the environment, and every value.</summary>
    /// <exception cref="StartRefusedException">Something is wrong: all of it, a line each.</exception>
    public static void ThrowIfWrong(IConfigurationRoot configuration)
    {
        string[] faults =
        [
            .. configuration.Providers.SelectMany(Unknown),
            .. Settings.All.Select(s => s.FaultIn(configuration)).OfType<string>(),
            .. configuration.AsEnumerable().Where(s => IsLogLevel(s.Key) && s.Value is { } level && Settings.LogLevels.FaultOf(level) is not null)
                .Select(s => $"{s.Key} is \"{s.Value}\": it takes {Settings.LogLevels.Takes}."),
        ];
        if (faults.Length > 0)
            throw new StartRefusedException(string.Join(Environment.NewLine, faults));
    }

    private static IEnumerable<string> Unknown(IConfigurationProvider provider) => provider switch
    {
        JsonConfigurationProvider file => KeysOf(file).Where(k => !IsKnown(k)).Select(k => $"{file.Source.Path}: {Told(k, k)}"),
        EnvironmentVariablesConfigurationProvider variables =>
            KeysOf(variables).Where(k => !IsKnown(k) && IsMeant(k)).Select(k => $"Environment: {Told(k.Replace(":", "__", StringComparison.Ordinal), k)}"),
        _ => [],
    };

    private static string Told(string written, string key) => Nearest.To(key, Names) is { } near
        ? $"{written} is no setting. Did you mean {near}?"
        : $"{written} is no setting. The settings are {string.Join(", ", Names)}.";

    private static bool IsKnown(string key) =>
        Names.Contains(key, StringComparer.OrdinalIgnoreCase) || key.StartsWith($"{Settings.Logging}:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a setting is the level of one part of the program; that of all has a setting of its own.</summary>
    private static bool IsLogLevel(string key) =>
        key.StartsWith($"{Settings.Logging}:", StringComparison.OrdinalIgnoreCase) && key.Contains(":LogLevel:", StringComparison.OrdinalIgnoreCase)
        && !key.Equals(Settings.LogLevels.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a variable was meant for this program: it is of a section of ours, or all but the name of a setting.</summary>
    private static bool IsMeant(string key) => key.Contains(':', StringComparison.Ordinal)
        && (Sections.Contains(key.Split(':')[0]) || Names.Any(name => Nearest.Distance(key, name) <= 2));

    private static IEnumerable<string> KeysOf(IConfigurationProvider provider, string? parent = null)
    {
        foreach (var child in provider.GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var path = parent is null ? child : $"{parent}:{child}";
            if (provider.TryGet(path, out _))
                yield return path;
            foreach (var below in KeysOf(provider, path))
                yield return below;
        }
    }
}
