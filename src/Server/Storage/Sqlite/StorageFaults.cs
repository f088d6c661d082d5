using Microsoft.Data.Sqlite;

namespace MyOpenIP.Server.Storage.Sqlite;

/// <summary>Why a database does not do what it is asked to.</summary>
internal enum StorageCause
{
    /// <summary>A fault of the statement, not of the database.</summary>
    None,

    /// <summary>Another process holds its lock.</summary>
    Busy,

    /// <summary>There is no room for it to grow.</summary>
    Full,

    /// <summary>Its bytes are not what was written.</summary>
    Corrupt,

    /// <summary>It cannot be opened, read or written.</summary>
    Unusable,
}

/// <summary>Why a database takes no write for now.</summary>
/// <param name="Cause">What it is; <see cref="StorageCause.Busy"/> hinders no read.</param>
/// <param name="Told">The same in words.</param>
internal sealed record StorageFault(StorageCause Cause, string Told);

/// <summary>The database does not serve for now, as the service has found by itself.</summary>
internal sealed class StorageUnavailableException(string message) : Exception(message);

/// <summary>Which failures are the database's, and what they mean.</summary>
internal static class StorageFaults
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int NoMemory = 7;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>After how long a caller may try again.</summary>
    public static TimeSpan RetryAfter => TimeSpan.FromSeconds(1);

    /// <summary>Whether the database could not be read or written for now.</summary>
    public static bool IsUnavailable(Exception thrown) => CauseOf(thrown) is not StorageCause.None;

    /// <summary>What is wrong with the database.</summary>
    public static StorageCause CauseOf(Exception thrown)
    {
        for (Exception? e = thrown; e is not null; e = e.InnerException)
            switch (e)
            {
                case StorageUnavailableException:
                    return StorageCause.Unusable;
                case SqliteException sqlite:
                    return sqlite.SqliteErrorCode switch
                    {
                        Busy or Locked => StorageCause.Busy,
                        Full => StorageCause.Full,
                        Corrupt or NotADatabase => StorageCause.Corrupt,
                        NoMemory or ReadOnly or IoError or CannotOpen => StorageCause.Unusable,
                        _ => StorageCause.None,
                    };
            }
        return StorageCause.None;
    }
}
