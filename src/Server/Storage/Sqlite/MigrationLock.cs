namespace MyOpenIP.Server.Storage.Sqlite;

/// <summary>
/// One process migrates a database at a time. The lock is the system's, on a file beside the database: it ends with the
/// process that holds it, however that ends.
/// </summary>
internal static class MigrationLock
{
    // What the system says of a file that another process holds; anything else is no reason to wait.
    private const int LockedOnLinux = 11;
    private const int LockedOnMacOS = 35;
    private const int LockedOnWindows = unchecked((int)0x80070020);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the lock of a database. What is returned holds it.</summary>
    /// <exception cref="StartRefusedException">Another process has held it for longer than any migration takes.</exception>
    public static async Task<IDisposable> TakeAsync(string database, CancellationToken cancellation)
    {
        // Never deleted: who waits would lock a file that has no name any more.
        var file = database + "-migrating";
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException held) when (held.HResult is LockedOnLinux or LockedOnMacOS or LockedOnWindows)
            {
                if (waited >= LongestWait)
                    throw new StartRefusedException($"Another process is migrating {database} and does not end: stop it and start again.");
            }
            await Task.Delay(Pause, cancellation);
        }
    }
}
