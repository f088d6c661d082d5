using System.Diagnostics;
using MyOpenIP.Tests;

namespace MyOpenIP.Structure.Tests;

/// <summary>The files of the repository, as git sees them: what is ignored is not looked at.</summary>
internal static class Repository
{
    /// <summary>The messages that the server keeps as bytes.</summary>
    public const string Formats = "src/Server/Storage/Formats";

    public static string Root => RepositoryRoot.Path;

    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static IEnumerable<string> FilesUnder(string folder, string ending) =>
        Files.Where(f => f.StartsWith(folder + "/", StringComparison.Ordinal) && f.EndsWith(ending, StringComparison.Ordinal));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static (int ExitCode, string Output) Run(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static string[] ListFiles()
    {
        var (exitCode, output) = Run("git", "-c", "core.quotepath=off", "ls-files", "--cached", "--others", "--exclude-standard");
        return exitCode == 0
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(f => File.Exists(Path.Combine(Root, f)))]
            : throw new InvalidOperationException($"git ls-files failed: {output}");
    }
}
