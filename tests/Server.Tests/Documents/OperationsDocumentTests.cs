using System.Text;
using MyOpenIP.Tests;

namespace MyOpenIP.Server.Tests.Documents;

/// <summary>
/// docs/operations.md names every setting as the code declares it. To renew the table after a change, run this test with
/// <c>MYOPENIP_UPDATE_DOCS=1</c> in the environment.
/// </summary>
public sealed class OperationsDocumentTests
{
    private const string Begin = "<!-- settings: renew with MYOPENIP_UPDATE_DOCS=1 dotnet test --project tests/Server.Tests -->\n";
    private const string End = "<!-- end of settings -->";

    private static readonly string Document = Path.Combine(RepositoryRoot.Path, "docs", "operations.md");

    [Fact]
    public void The_table_of_settings_is_what_the_code_declares()
    {
        var text = File.ReadAllText(Document);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("MYOPENIP_UPDATE_DOCS") == "1")
            File.WriteAllText(Document, text[..from] + Table() + text[to..]);
        Assert.Equal(Table(), text[from..to]);
    }

    private static string Table()
    {
        var table = new StringBuilder("| setting | in the environment | takes | default | what it is for |\n| --- | --- | --- | --- | --- |\n");
        foreach (var setting in Settings.All)
            table.Append(null, $"| `{setting.Name}` | `{setting.Variable}` | {setting.Takes} | `{setting.DefaultTold}` | {setting.Sentence} |\n");
        return table.ToString();
    }
}
