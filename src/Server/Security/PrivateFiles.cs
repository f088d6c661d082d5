namespace MyOpenIP.Server.Security;

/// <summary>Files and folders that their owner alone may look into, where the system knows how.</summary>
internal static class PrivateFiles
{
    /// <summary>Makes a folder; one that is there stays as it is.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Writes a file, in a folder that is made where it is missing: whole or not at all.</summary>
    public static void Write(string path, string text)
    {
        MakeFolder(Path.GetDirectoryName(path)!);
        var begun = path + ".begun";
        File.Delete(begun);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var written = new StreamWriter(begun, options))
        {
            written.Write(text);
            written.Flush();
            ((FileStream)written.BaseStream).Flush(flushToDisk: true);
        }
        File.Move(begun, path, overwrite: true);
    }
}
