using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>
/// Secrets that are like no other text, where the secrets of whoever makes what is published lie: in files beside the sources,
/// which git leaves out, and in the environment. They are taken away with this.
/// </summary>
internal sealed class Canaries : IDisposable
{
    private static readonly string[] Places =
    [
        "src/Server/run/settings.json", "src/Server/run/keys/signing-1.pem", "src/Server/run/keys/key-1.xml", "src/Server/run/server.log", "src/Server/run/myopenip.db",
        "src/Client/run/client.json", "data/keys/key-1.xml", "data/keys/signing-1.pem", "data/myopenip.db", "protos/myopenip/v1/myopenip.db", "third_party/myopenip.db",
    ];

    private static readonly string[] Variables = ["MYOPENIP_CLIENT", "Mail__Password", "Issuer__Secret", "Database__Path", "ConnectionStrings__Default"];

    private static readonly Lock Putting = new();
    private static Canaries? standing;
    private static int users;

    private readonly List<string> files = [];
    private readonly List<string> folders = [];
    private readonly List<string> secrets = [];
    private readonly StringBuilder exports = new();

    private Canaries()
    {
        foreach (var place in Places.Select(p => Path.Combine(Shell.Root, p)).Where(p => !File.Exists(p)))
        {
            for (var folder = Path.GetDirectoryName(place)!; !Directory.Exists(folder); folder = Path.GetDirectoryName(folder)!)
                folders.Add(folder);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            files.Add(place);
            File.WriteAllText(place, $"{{\"secret\": \"{Make()}\"}}");
        }
        foreach (var variable in Variables)
            exports.Append(null, $"export {variable}={Make()}\n");
    }

    /// <summary>What a shell exports that has the rest of them in its environment.</summary>
    public string Exports => $"{exports}";

    /// <summary>Puts them there, once for all who publish meanwhile. What stands there already is left as it is.</summary>
    public static Canaries Put()
    {
        lock (Putting)
        {
            users++;
            return standing ??= new();
        }
    }

    /// <summary>Where one of them, or of other secrets, is found below a folder: in files, and in the entries of those that are packed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="others">Other secrets.</param>
    public IReadOnlyList<string> FoundIn(string folder, params IEnumerable<string> others)
    {
        var found = new List<string>();
        byte[][] sought = [.. secrets.Concat(others).SelectMany(s => (byte[][])[Encoding.UTF8.GetBytes(s), Encoding.Unicode.GetBytes(s)])];
        foreach (var file in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
            Search(File.ReadAllBytes(file), Path.GetRelativePath(folder, file));
        return found;

        void Search(byte[] content, string name)
        {
            if (sought.Any(s => content.AsSpan().IndexOf(s) >= 0))
                found.Add(name);
            if (!content.AsSpan().StartsWith("PK\u0003\u0004"u8))
                return;
            using var packed = new ZipArchive(new MemoryStream(content));
            foreach (var entry in packed.Entries)
            {
                using var unpacked = new MemoryStream();
                using (var stream = entry.Open())
                    stream.CopyTo(unpacked);
                Search(unpacked.ToArray(), $"{name}: {entry.FullName}");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (Putting)
        {
            if (--users > 0)
                return;
            standing = null;
            files.ForEach(File.Delete);
            foreach (var folder in folders.OrderByDescending(f => f.Length))
                Directory.Delete(folder);
        }
    }

    private string Make()
    {
        var secret = $"canary{Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}";
        secrets.Add(secret);
        return secret;
    }
}
