using System.Text.RegularExpressions;

namespace MyOpenIP.Structure.Tests;

/// <summary>
/// Operations and entities of the server point one way: a part of the business to those it rests on and to the mechanisms,
/// never back. Doors (gRPC classes with what they show and read, commands, workers) may call any folder.
/// </summary>
public sealed partial class ArrowsTests
{
    /// <summary>Each part of the business, and the parts that it may name.</summary>
    private static readonly Dictionary<string, string[]> Business = new()
    {
        ["Customers"] = ["Catalogue"],
        ["Catalogue"] = [],
        ["ContractedOffers"] = ["Customers", "Catalogue"],
        ["Amendments"] = ["ContractedOffers", "Customers", "Catalogue"],
        ["Attachments"] = ["Amendments", "ContractedOffers", "Customers", "Catalogue"],
        ["Comments"] = ["Amendments", "ContractedOffers", "Customers", "Catalogue"],
        ["Quotes"] = ["Attachments", "Amendments", "ContractedOffers", "Customers", "Catalogue"],
        ["PriceLists"] = ["Quotes", "Catalogue"],
        ["Verification"] = ["Signing", "Orders", "PriceLists", "Quotes", "Comments", "Attachments", "Amendments", "ContractedOffers", "Customers", "Catalogue"],
        ["Orders"] = ["Quotes", "Comments", "Attachments", "Amendments", "ContractedOffers", "Customers", "Catalogue"],
        ["Signing"] = ["Orders", "Quotes", "Attachments", "Amendments", "ContractedOffers", "Customers", "Catalogue"],
        ["Notifications"] = ["Signing", "Orders", "Quotes", "Amendments", "ContractedOffers", "Customers", "Catalogue"],
    };

    /// <summary>The files of the parts of the business.</summary>
    public static IEnumerable<string> OfTheBusiness => Repository.FilesUnder("src/Server", ".cs").Where(f => Business.ContainsKey(FolderOf(f)));

    private static readonly string[] Mechanisms = ["Writes", "Lists", "Imports", "Files", "Wire", "Json", "Storage", "Security", "Observability", "Events", "Outbox", "Pages", "PdfWriting"];

    [Fact]
    public void Every_folder_of_the_server_is_a_part_of_the_business_a_mechanism_or_holds_doors_alone()
    {
        var folders = Repository.FilesUnder("src/Server", ".cs").Select(FolderOf).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal([.. Business.Keys.Concat(Mechanisms).Append("").Append("Commands").Order(StringComparer.Ordinal)], folders);
    }

    [Fact]
    public void Arrows_between_the_folders_of_the_server_go_one_way()
    {
        var wrong = Repository.FilesUnder("src/Server", ".cs").Where(f => !IsExempt(f)).SelectMany(Wrong).ToArray();
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("src/Server/Wire/Etags.cs", "using MyOpenIP.Server.Amendments;", true)]
    [InlineData("src/Server/Wire/Etags.cs", "    Amendments.Amendment amendment;", true)]
    [InlineData("src/Server/Amendments/OpenDraft.cs", "using MyOpenIP.Server.Orders;", true)]
    [InlineData("src/Server/Orders/Deliver.cs", "using MyOpenIP.Server.Quotes;", false)]
    [InlineData("src/Server/Orders/Deliver.cs", "using MyOpenIP.Server.Wire;", false)]
    public void An_arrow_is_seen_where_a_folder_is_named(string file, string line, bool isWrong) =>
        Assert.Equal(isWrong, WrongLines(file, line).Any());

    private static IEnumerable<string> Wrong(string file) => WrongLines(file, Repository.Read(file));

    private static IEnumerable<string> WrongLines(string file, string text)
    {
        var own = FolderOf(file);
        var allowed = Business.GetValueOrDefault(own, []);
        return text.Split('\n')
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .SelectMany(line => Named().Matches(line).Select(m => m.Groups[1].Value)
                .Where(named => Business.ContainsKey(named) && named != own && !allowed.Contains(named))
                .Select(named => $"{file} names {named}: {line.Trim()}"));
    }

    private static string FolderOf(string file)
    {
        var parts = file.Split('/');
        return parts.Length > 3 ? parts[2] : "";
    }

    private static bool IsExempt(string file) =>
        FolderOf(file) is "" or "Commands" || file.Contains("/Migrations/", StringComparison.Ordinal)
        || file == "src/Server/Storage/StorageContext.cs"
        || Door().IsMatch(file);

    /// <summary>A folder of the server as a namespace or before a type: V1.Amendments, storage.Quotes and the like are none.</summary>
    [GeneratedRegex(@"(?:MyOpenIP\.Server\.|(?<![\w.]))(Customers|Catalogue|ContractedOffers|Amendments|Attachments|Comments|Quotes|PriceLists|Orders|Signing|Notifications)(?=;|\.[A-Z]\w*\b(?!\())")]
    private static partial Regex Named();

    [GeneratedRegex(@"(Service(\.\w+)?|Views|Messages|Worker|Command)\.cs$")]
    private static partial Regex Door();
}
