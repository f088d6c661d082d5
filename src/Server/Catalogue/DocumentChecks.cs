using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MyOpenIP.Server.Files;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;

namespace MyOpenIP.Server.Catalogue;

/// <summary>The contractual documents that the policies name: each version once, its file there, whole and what it is said to be.</summary>
internal static class DocumentChecks
{
    /// <summary>The folder of the files, beside the policies.</summary>
    public const string Folder = "documents";

    private const string FromCatalogue = "CATALOGUE";

    /// <summary>Most bytes of a document.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>Adds every fault of the documents.</summary>
    public static async Task CheckAsync(DataDocument policies, string folder, CancellationToken cancellation)
    {
        var (versions, days, priceLists) = (new HashSet<(string?, string?)>(), new HashSet<(string?, string?)>(), 0);
        foreach (var named in policies.Root.Objects("documents"))
        {
            CheckSource(policies, named);
            if (named.Text("source") is FromCatalogue && ++priceLists > 1)
                policies.Refuse(named["source"]!, new("un document déjà est tiré du catalogue", "another document is made of the catalogue already"));
            if (named["version"] is { } version && !versions.Add((named.Text("code"), named.Text("version"))))
                policies.Refuse(version, new("cette version du document est déjà là", "this version of the document is there already"));
            else if (!days.Add((named.Text("code"), named.Text("validFrom"))))
                policies.Refuse(named["validFrom"] ?? named["code"]!, new("une autre version du document vaut depuis ce jour", "another version of the document is in force from this day"));
            if (named.Text("file") is not { } name)
                continue;
            var file = Path.Combine(folder, name);
            if (!File.Exists(file))
                policies.Refuse(named["file"]!, new("il n'y a pas ce fichier dans documents/", "there is no such file in documents/"));
            else if (await DigestAsync(file, cancellation) is var digest && named.Text("sha256") is { } said && said != digest)
                policies.Refuse(named["sha256"]!, new($"le SHA-256 du fichier est {digest}", $"the file's SHA-256 is {digest}"));
            else if (MediaTypeOf(file) is null)
                policies.Refuse(named["file"]!, new("n'est ni un PDF ni un texte en UTF-8 de 10 Mio au plus", "is neither a PDF nor a text in UTF-8 of 10 MiB at most"));
        }
    }

    /// <summary>A file has a version, a digest and a name; what is made of the catalogue has its own.</summary>
    private static void CheckSource(DataDocument policies, JsonObject named)
    {
        string[] fields = ["version", "sha256", "file"];
        if (named.Text("source") is FromCatalogue)
            foreach (var given in fields.Select(f => named[f]).OfType<JsonNode>())
                policies.Refuse(given, new("un document tiré du catalogue tient ceci de lui", "a document made of the catalogue has this from it"));
        else if (string.Join(", ", fields.Where(f => !named.ContainsKey(f))) is { Length: > 0 } missing)
            policies.Refuse(named, new($"il manque {missing}", $"lacks {missing}"));
    }

    /// <summary>The media type of a document; it is none that is let in: null.</summary>
    public static string? MediaTypeOf(string file)
    {
        using var content = File.OpenRead(file);
        return content.Length <= MostBytes && FileSniff.KindOf(content) is { } kind && (kind == FileKind.Pdf || kind == FileKind.Text) ? kind.Endings[0].MediaType : null;
    }

    private static async Task<string> DigestAsync(string file, CancellationToken cancellation)
    {
        await using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
    }
}
