using MyOpenIP.Tests;

namespace MyOpenIP.Pricing.Tests.Docs;

/// <summary>Files of the repository that a test compares or renews.</summary>
internal static class RepositoryFile
{
    public static string Path(string relative) => System.IO.Path.Combine(RepositoryRoot.Path, relative);

    public static string Read(string relative) => File.ReadAllText(Path(relative));

    public static IEnumerable<string> Under(string folder) => Directory.EnumerateFiles(Path(folder), "*.cs", SearchOption.AllDirectories);
}
