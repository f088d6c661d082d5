using System.Diagnostics;
using MyOpenIP.Tests;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>Runs a command as a reader of the documents would: in a shell, from the root of the repository.</summary>
internal static class Shell
{
    public static string Root => RepositoryRoot.Path;

    public static async Task<(int ExitCode, string Output)> RunAsync(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
