using System.Security.Cryptography;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage.Sqlite;

namespace MyOpenIP.Server.Files;

/// <summary>
/// A file that is being received, in a folder beside the database. It has no name from the beginning, so that nothing of it is
/// left whatever ends the process; a system that keeps names of open files deletes it when it is closed.
/// </summary>
internal sealed class ReceivedFile : IDisposable
{
    private readonly FileStream file;
    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private ReceivedFile(FileStream file) => this.file = file;

    /// <summary>Bytes received so far.</summary>
    public long Length => file.Length;

    /// <summary>What was received so far.</summary>
    public Stream Content => file;

    /// <summary>Begins one.</summary>
    /// <param name="folder">Where it lies; made if it is not there.</param>
    /// <exception cref="StorageUnavailableException">It cannot be made there.</exception>
    public static ReceivedFile Begin(DirectoryInfo folder) => Stored(() =>
    {
        PrivateFiles.MakeFolder(folder.FullName);
        var path = Path.Combine(folder.FullName, Guid.NewGuid().ToString("N"));
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
            BufferSize = 0,
        };
        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return new ReceivedFile(file);
    });

    /// <summary>Adds the next bytes.</summary>
    /// <exception cref="StorageUnavailableException">There is no room for them.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        digest.AppendData(bytes);
        try
        {
            file.Write(bytes);
        }
        catch (IOException thrown)
        {
            throw new StorageUnavailableException($"What is received cannot be written: {thrown.Message}");
        }
    }

    /// <summary>SHA-256 of all that was received, 64 lower-case hexadecimal digits.</summary>
    public string Sha256() => Convert.ToHexStringLower(digest.GetCurrentHash());

    /// <inheritdoc/>
    public void Dispose()
    {
        file.Dispose();
        digest.Dispose();
    }

    private static T Stored<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"What is received cannot be written: {thrown.Message}");
        }
    }
}
