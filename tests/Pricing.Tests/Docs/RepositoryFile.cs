namespace MyOpenIP.Pricing.Tests.Docs;

/// <summary>Files of the repository that a test compares or renews.</summary>
internal static class RepositoryFile
{
    private static readonly string Root = FindRoot();

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(Path(relative));

    public static IEnumerable<string> Under(string folder) => Directory.EnumerateFiles(Path(folder), "*.cs", SearchOption.AllDirectories);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "MyOpenIP.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("MyOpenIP.sln is in no folder above the tests.");
        return folder.FullName;
    }
}
