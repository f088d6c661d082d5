using System.Text.Json;
using MyOpenIP.Server.Json;

namespace MyOpenIP.Server.Writes;

/// <summary>
/// The file outside of the database that says where the chains of the audit ended: a line of JSON for each, appended, never
/// changed. Whoever takes the end of a chain away, head and all, does not take it from here.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class AnchorFile(string path)
{
    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Appends lines, durably; the file is made where it is missing, for its owner alone.</summary>
    public void Append(IEnumerable<AuditAnchor> anchors)
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);

        // What another process left without its end is ended here: a line of its own, which nobody can read.
        var lines = string.Concat(anchors.Select(a => JsonSerializer.Serialize(a, DataJson.Options) + "\n"));
        file.Write(System.Text.Encoding.UTF8.GetBytes(IsTorn() ? "\n" + lines : lines));
        file.Flush(flushToDisk: true);
    }

    /// <summary>The furthest that the chain of each reseller was; no file: nobody's. Lines that a kill tore are passed over: what they would have said is said again by the next.</summary>
    public IReadOnlyDictionary<string, AuditAnchor> ReadFurthest()
    {
        var furthest = new Dictionary<string, AuditAnchor>(StringComparer.Ordinal);
        if (!File.Exists(path))
            return furthest;
        foreach (var line in File.ReadLines(path))
            if (Read(line) is { } anchor && anchor.Sequence > (furthest.GetValueOrDefault(anchor.Reseller)?.Sequence ?? 0))
                furthest[anchor.Reseller] = anchor;
        return furthest;
    }

    /// <summary>A line; a torn one: null.</summary>
    private static AuditAnchor? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditAnchor>(line, DataJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsTorn()
    {
        using var read = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (read.Length == 0)
            return false;
        read.Seek(-1, SeekOrigin.End);
        return read.ReadByte() != '\n';
    }
}

/// <summary>Where the chain of a reseller ended at an instant.</summary>
/// <param name="At">The instant.</param>
/// <param name="Reseller">Code of the reseller; empty: what is shared by all.</param>
/// <param name="Sequence">Sequence of the last entry.</param>
/// <param name="Hash">Its hash, in lower-case hexadecimal digits.</param>
internal sealed record AuditAnchor(DateTimeOffset At, string Reseller, long Sequence, string Hash);
