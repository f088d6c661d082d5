namespace MyOpenIP.Tests;

/// <summary>The folder of the repository, found from where the tests run.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "MyOpenIP.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("MyOpenIP.sln is in no folder above the tests.");
        return folder.FullName;
    }
}
