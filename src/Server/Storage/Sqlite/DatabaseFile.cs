using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;
using SQLitePCL;

namespace MyOpenIP.Server.Storage.Sqlite;

/// <summary>
/// The file that the server opened at start, and whether it still is what stands under its name: what is committed to a file
/// that was deleted, exchanged or cut is durable for nobody. Remembers too when it was found corrupt, and when it did not take a write.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class DatabaseFile(string path) : IDisposable
{
    /// <summary>The least room in which SQLite works: its log grows to this before it is emptied.</summary>
    private const long LeastRoom = 4 * 1024 * 1024;

    /// <summary>How long a look waits for a lock.</summary>
    private const int LongestWaitSeconds = 1;

    private const int HasMoved = 20;

    /// <summary>How every database of SQLite begins.</summary>
    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    // Open as long as the server: other processes that close the database leave its log where it is.
    private SqliteConnection? held;

    // Closed last: with it the system ends the locks that SQLite has on the file.
    private SafeFileHandle? header;
    private BesideFile[] beside = [];
    private volatile bool corrupt;
    private volatile bool failing;

    // A database grows and never shrinks: nothing here empties it.
    private long longest;

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Remembers the file as it is now: the database.</summary>
    public async Task HoldAsync(CancellationToken cancellation)
    {
        var connection = Connect(pooled: false);
        await connection.OpenAsync(cancellation);
        await using var read = connection.CreateCommand();
        read.CommandText = "SELECT COUNT(*) FROM sqlite_master";
        await read.ExecuteScalarAsync(cancellation);
        Dispose();
        held = connection;
        header = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        beside = [BesideFile.Hold(path + "-wal"), BesideFile.Hold(path + "-shm")];
    }

    /// <summary>What has become of the file; null: it is there.</summary>
    public string? Loss() => held is not { } connection ? null : LossOf(connection) ?? (IsDamaged() ? CorruptionTold : null);

    /// <summary>Looks whether the file is there.</summary>
    /// <exception cref="StorageUnavailableException">It is gone, or another stands in its place.</exception>
    public void ThrowIfLost()
    {
        if (Loss() is { } loss)
            throw new StorageUnavailableException(loss);
    }

    /// <summary>Looks before a write.</summary>
    /// <exception cref="StorageUnavailableException">The database was found corrupt: what is written to it could not be read again.</exception>
    public void ThrowIfCorrupt()
    {
        if (corrupt)
            throw new StorageUnavailableException(CorruptionTold);
    }

    /// <summary>Looks after a commit, before anyone is told of it.</summary>
    /// <param name="connection">Where it was committed.</param>
    /// <exception cref="StorageUnavailableException">The file is no longer there: the commit would not outlive the process.</exception>
    public void Committed(SqliteConnection connection)
    {
        ThrowIfLost();
        if (held is not null && LossOf(connection) is { } loss)
            throw new StorageUnavailableException(loss);
        failing = false;
    }

    /// <summary>Remembers what a failure says of the file.</summary>
    public void Note(Exception thrown)
    {
        var cause = StorageFaults.CauseOf(thrown);
        if (cause is StorageCause.Corrupt)
            corrupt = true;
        else if (cause is not StorageCause.None)
            failing = true;
    }

    /// <summary>Why nothing can be written for now; null: nothing is known against it.</summary>
    /// <param name="cancellation">Stops it.</param>
    public async Task<StorageFault?> FaultAsync(CancellationToken cancellation)
    {
        if (Loss() is { } loss)
            return new(StorageCause.Unusable, loss);
        if (corrupt)
            return new(StorageCause.Corrupt, CorruptionTold);
        if (new DriveInfo(System.IO.Path.GetDirectoryName(path)!).AvailableFreeSpace < LeastRoom)
            return new(StorageCause.Full, FullTold);
        return failing ? await WriteFaultAsync(cancellation) : null;
    }

    /// <summary>Reads the whole file and looks whether its parts fit together; remembers it when they do not.</summary>
    public void Check()
    {
        // What stands in the place of a file that is lost is another's, and left alone.
        if (Loss() is null && !IsWhole() && Loss() is null)
            corrupt = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Interlocked.Exchange(ref held, null)?.Dispose();
        Interlocked.Exchange(ref header, null)?.Dispose();
        foreach (var file in beside)
            file.Dispose();
    }

    private bool IsWhole()
    {
        try
        {
            // Of its own: a connection that is shared reads from its memory what it has read before.
            using var connection = Connect(pooled: false);
            connection.Open();
            using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA quick_check(1)";
            return check.ExecuteScalar() is "ok";
        }
        catch (SqliteException thrown)
        {
            return StorageFaults.CauseOf(thrown) is not StorageCause.Corrupt;
        }
    }

    private string FullTold => $"There is no room left for the database {path}.";

    private string CorruptionTold => $"The database {path} is corrupt: nothing is written to it any more. Put a backup in its place and start again.";

    private SqliteConnection Connect(bool pooled) => new(StorageSetup.ConnectionString(path, pooled));

    private string? LossOf(SqliteConnection connection)
    {
        if (connection.Handle is { } handle && FileControl(handle, IntPtr.Zero, HasMoved, out var moved) == 0 && moved != 0)
            return File.Exists(path)
                ? $"Another file was put in the place of the database {path}: start the server again to use it."
                : $"The database {path} was deleted: put it back, or start the server again.";
        return Array.Find(beside, file => !file.IsThere) is { } lost
            ? $"{lost.Path}, which belongs to the database, was deleted or exchanged: start the server again."
            : null;
    }

    /// <summary>Whether the file was cut or written over from its beginning: its log may still take writes and answer reads.</summary>
    private bool IsDamaged()
    {
        if (header is not { } file)
            return false;

        // In this order: another thread may see it grow.
        var before = Interlocked.Read(ref longest);
        try
        {
            var length = RandomAccess.GetLength(file);
            if (length > before)
                Interlocked.CompareExchange(ref longest, length, before);
            Span<byte> first = stackalloc byte[Magic.Length];
            return length < before || RandomAccess.Read(file, first, 0) < first.Length || !first.SequenceEqual(Magic);
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Writes a page as it is, durably.</summary>
    private async Task<StorageFault?> WriteFaultAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = Connect(pooled: true);
            await connection.OpenAsync(cancellation);
            await using var write = connection.CreateCommand();
            write.CommandTimeout = LongestWaitSeconds;
            write.CommandText = "PRAGMA user_version = 0";
            await write.ExecuteNonQueryAsync(cancellation);
            failing = false;
            return null;
        }
        catch (SqliteException thrown)
        {
            return StorageFaults.CauseOf(thrown) switch
            {
                StorageCause.Full => new(StorageCause.Full, FullTold),
                StorageCause.Busy => new(StorageCause.Busy, $"The database {path} is locked: writes wait."),
                var cause => new(cause, $"The database {path} cannot be written ({thrown.Message.TrimEnd('.')})."),
            };
        }
    }

    // On systems where an open file cannot be deleted SQLite does not know the question, and answers so.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", ExactSpelling = true)]
    private static extern int FileControl(sqlite3 database, IntPtr name, int question, out int answer);
}
