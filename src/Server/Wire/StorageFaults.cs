using Microsoft.Data.Sqlite;

namespace MyOpenIP.Server.Wire;

/// <summary>Which failures of the database pass by themselves.</summary>
internal static class StorageFaults
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteNoMemory = 7;
    private const int SqliteReadOnly = 8;
    private const int SqliteIoError = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    /// <summary>After how long a caller may try again.</summary>
    public static TimeSpan RetryAfter => TimeSpan.FromSeconds(1);

    /// <summary>Whether the database could not be read or written for now: busy, full, failing disk.</summary>
    public static bool IsUnavailable(Exception thrown)
    {
        for (Exception? e = thrown; e is not null; e = e.InnerException)
            if (e is SqliteException
                {
                    SqliteErrorCode: SqliteBusy or SqliteLocked or SqliteNoMemory or SqliteReadOnly or SqliteIoError or SqliteFull or SqliteCannotOpen,
                })
                return true;
        return false;
    }
}
