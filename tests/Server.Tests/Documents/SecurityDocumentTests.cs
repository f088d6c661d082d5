using System.Text;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Tests.Wire;
using MyOpenIP.Tests;

namespace MyOpenIP.Server.Tests.Documents;

/// <summary>
/// docs/security.md says who may call what as the table of policies does. To renew it after a change, run this test with
/// MYOPENIP_UPDATE_DOCS=1.
/// </summary>
public sealed class SecurityDocumentTests
{
    private const string Begin = "<!-- policies: renew with MYOPENIP_UPDATE_DOCS=1 dotnet test --project tests/Server.Tests -->\n";
    private const string End = "<!-- end of policies -->";

    private static readonly string Document = Path.Combine(RepositoryRoot.Path, "docs", "security.md");

    [Fact]
    public void The_table_of_who_may_call_what_is_that_of_the_code()
    {
        var text = File.ReadAllText(Document);
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var wanted = Table();
        if (Environment.GetEnvironmentVariable("MYOPENIP_UPDATE_DOCS") == "1")
            File.WriteAllText(Document, text[..start] + wanted + text[end..]);
        else
            Assert.Equal(wanted, text[start..end]);
    }

    private static string Table()
    {
        ActorRole[] roles = [ActorRole.Operator, ActorRole.Reseller, ActorRole.InternalSystem, ActorRole.Diagnostics];
        var table = new StringBuilder("| method | operator | reseller | internal system | diagnostics |\n| --- | --- | --- | --- | --- |\n");
        foreach (var method in RequestLists.Methods)
            table.Append(null, $"| {method.Service.Name}.{method.Name} | {string.Join(" | ", roles.Select(r => MethodPolicies.Of($"/{method.Service.FullName}/{method.Name}").Roles.Contains(r) ? "yes" : ""))} |\n");
        return table.ToString();
    }
}
