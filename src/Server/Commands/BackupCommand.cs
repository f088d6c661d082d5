using System.CommandLine;
using Microsoft.Data.Sqlite;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Keys;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Sqlite;

namespace MyOpenIP.Server.Commands;

/// <summary>
/// The command line <c>backup FOLDER</c>: the database and the keys of page tokens and access tokens as they are at one instant, beside a server
/// that runs or not. The folder appears under its name once it is whole.
/// </summary>
internal static class BackupCommand
{
    /// <summary>The command.</summary>
    /// <param name="database">The file of the database, which is there.</param>
    /// <param name="output">Where it reports.</param>
    public static Command Create(Func<ParseResult, string> database, TextWriter output)
    {
        var folder = new Argument<string>("folder") { Description = "The folder to make; it must not be there yet." };
        var command = new Command("backup", "Copies the database and its keys into a new folder, beside a server that runs or not, and checks the copy.") { folder };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (source, target) = (database(parsed), Path.TrimEndingDirectorySeparator(Path.GetFullPath(parsed.GetRequiredValue(folder))));
            if (Path.Exists(target))
                throw new StartRefusedException($"{target} is there already: name a folder that is not.");
            try
            {
                await output.WriteLineAsync(await RunAsync(source, target, cancellation));
                return CommandTree.Done;
            }
            catch (Exception thrown) when (DatabaseOpening.RefusalOf(thrown, source) is { } refusal)
            {
                throw new StartRefusedException($"Nothing is backed up. {refusal}");
            }
            catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
            {
                throw new StartRefusedException($"Nothing is backed up into {target}: {thrown.Message}");
            }
        });
        return command;
    }

    private static async Task<string> RunAsync(string source, string target, CancellationToken cancellation)
    {
        // What an attempt that was cut short left behind is begun anew.
        var begun = target + ".begun";
        if (Directory.Exists(begun))
            Directory.Delete(begun, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        PrivateFiles.MakeFolder(begun);
        var copy = Path.Combine(begun, Path.GetFileName(source));
        await CopyAsync(source, copy, cancellation);
        var keys = CopyKeys(Path.GetDirectoryName(source)!, begun);
        await using (var written = File.Open(copy, FileMode.Open))
            written.Flush(flushToDisk: true);
        Directory.Move(begun, target);
        return Invariant($"{source} is backed up into {target}: {new FileInfo(Path.Combine(target, Path.GetFileName(source))).Length} bytes, {keys} keys; the copy is whole.");
    }

    /// <summary>Copies in one read transaction: who writes meanwhile neither waits nor is seen.</summary>
    private static async Task CopyAsync(string source, string copy, CancellationToken cancellation)
    {
        await using var from = Open(source, SqliteOpenMode.ReadOnly);
        await using var to = Open(copy, SqliteOpenMode.ReadWriteCreate);
        await from.OpenAsync(cancellation);
        await to.OpenAsync(cancellation);
        from.BackupDatabase(to);
        await using var check = to.CreateCommand();
        check.CommandText = "PRAGMA quick_check(1)";
        if (await check.ExecuteScalarAsync(cancellation) is not "ok")
            throw new StartRefusedException($"{source} is corrupt, so its copy is none to rely on: {copy} is left for whoever repairs it.");
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode) =>
        new(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());

    private static int CopyKeys(string from, string to)
    {
        var keys = StorageSetup.KeysBeside(from);
        if (!keys.Exists)
            return 0;
        FileInfo[] files = [.. keys.GetFiles("*.xml"), .. keys.GetFiles(SigningKey.Files)];
        var folder = StorageSetup.KeysBeside(to).FullName;
        PrivateFiles.MakeFolder(folder);
        foreach (var file in files)
            file.CopyTo(Path.Combine(folder, file.Name));
        return files.Length;
    }
}
