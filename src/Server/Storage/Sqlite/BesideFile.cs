using Microsoft.Win32.SafeHandles;

namespace MyOpenIP.Server.Storage.Sqlite;

/// <summary>
/// A file that SQLite keeps beside the database: its log, or the index of it. One that was deleted takes commits that nobody
/// finds again, also when another process has made it anew.
/// </summary>
internal sealed class BesideFile : IDisposable
{
    private readonly SafeFileHandle handle;
    private readonly string? name;

    private BesideFile(string path, SafeFileHandle handle)
    {
        (Path, this.handle) = (path, handle);
        name = NameNow();
    }

    /// <summary>Where it was.</summary>
    public string Path { get; }

    /// <summary>Whether it still is what stands under its name. Where the system does not tell the name of an open file: whether anything does.</summary>
    public bool IsThere => File.Exists(Path) && NameNow() == name;

    /// <summary>Remembers a file as it is now.</summary>
    public static BesideFile Hold(string path) =>
        new(path, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    /// <summary>Linux tells it as a link, and of a deleted file that it is.</summary>
    private string? NameNow() => OperatingSystem.IsLinux() ? new FileInfo($"/proc/self/fd/{handle.DangerousGetHandle()}").LinkTarget : null;
}
