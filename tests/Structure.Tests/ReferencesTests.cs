using System.Xml.Linq;

namespace MyOpenIP.Structure.Tests;

public sealed class ReferencesTests
{
    [Theory]
    [InlineData("RulesEngine", "")]
    [InlineData("Pricing", "RulesEngine")]
    [InlineData("Server", "Pricing")]
    [InlineData("Client", "")]
    [InlineData("ClientSamples", "")]
    public void A_project_references_only_the_layer_below_it(string project, string allowed)
    {
        var references = ReferencesOf(project);
        Assert.Equal(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries), references);
    }

    [Theory]
    [InlineData("RulesEngine", "NRules.RuleModel")]
    [InlineData("Pricing", "NRules Microsoft.CodeAnalysis.BannedApiAnalyzers")]
    public void The_core_uses_no_package_but_NRules(string project, string allowed) =>
        Assert.Equal(allowed.Split(' '), Elements(project, "PackageReference").Select(r => (string)r.Attribute("Include")!));

    [Fact]
    public void The_client_samples_build_the_server_without_seeing_its_code()
    {
        var reference = Elements("ClientSamples", "ProjectReference").Single();
        Assert.EndsWith("Server.csproj", (string?)reference.Attribute("Include"), StringComparison.Ordinal);
        Assert.Equal("false", (string?)reference.Attribute("ReferenceOutputAssembly"));
    }

    private static string[] ReferencesOf(string project) =>
        [.. Elements(project, "ProjectReference")
            .Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false")
            .Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')))];

    private static IEnumerable<XElement> Elements(string project, string name) =>
        XDocument.Parse(Repository.Read($"src/{project}/{project}.csproj")).Descendants(name);
}
