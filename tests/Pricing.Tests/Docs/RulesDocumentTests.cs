using System.Text;
using System.Text.RegularExpressions;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Tests.Docs;

/// <summary>
/// docs/rules.md says what the rules' attributes say. To renew it after a change, run this test with
/// <c>MYOPENIP_UPDATE_DOCS=1</c> in the environment.
/// </summary>
public sealed partial class RulesDocumentTests
{
    private const string Document = "docs/rules.md";

    private static readonly Type[] Rules =
        [.. typeof(AmendmentPricer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Rule)) && !t.IsAbstract)];

    [Fact]
    public void The_document_says_what_the_rules_say()
    {
        var expected = Text();
        if (Environment.GetEnvironmentVariable("MYOPENIP_UPDATE_DOCS") == "1")
            File.WriteAllText(RepositoryFile.Path(Document), expected);
        Assert.Equal(expected, RepositoryFile.Read(Document));
    }

    [Fact]
    public void Every_rule_has_a_name_a_description_a_code_and_a_source() => Assert.All(Rules, rule =>
    {
        Assert.NotEmpty(Name(rule));
        Assert.NotEmpty(Description(rule));
        Assert.True(Codes(rule).Any(), $"{rule.Name} has no code");
        Assert.True(Sources(rule).Any(), $"{rule.Name} has no source");
    });

    [Fact]
    public void Every_violation_is_decided_by_a_rule() =>
        Assert.Empty(Enum.GetNames<ViolationCode>().Select(n => WordStart().Replace(n, "_").ToUpperInvariant()).Except(Rules.SelectMany(Codes)));

    private static string Text()
    {
        var folders = RepositoryFile.Under("src/Pricing/Rules").ToDictionary(
            f => Path.GetFileNameWithoutExtension(f), f => Path.GetFileName(Path.GetDirectoryName(f)!));
        var text = new StringBuilder("# The rules of the price\n\n")
            .Append("Generated from the attributes of the rules in `src/Pricing/Rules`; a test fails when it is stale. ")
            .Append("To renew it: `MYOPENIP_UPDATE_DOCS=1 dotnet test --project tests/Pricing.Tests`.\n");
        foreach (var concern in Rules.GroupBy(r => folders[r.Name]).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Append("\n## " + concern.Key + "\n\n| rule | what it decides | code | source |\n| --- | --- | --- | --- |\n");
            foreach (var rule in concern.OrderBy(Name, StringComparer.Ordinal))
                text.AppendJoin(
                    " | ", "| " + Name(rule), Description(rule), string.Join(", ", Codes(rule).Select(c => $"`{c}`")), string.Join("; ", Sources(rule)) + " |\n");
        }
        return text.ToString();
    }

    private static string Name(Type rule) => Values<NameAttribute>(rule).Single();

    private static string Description(Type rule) => Values<DescriptionAttribute>(rule).Single();

    /// <summary>A tag in capitals is a code, any other the source of the rule.</summary>
    private static IEnumerable<string> Codes(Type rule) => Values<TagAttribute>(rule).Where(t => Code().IsMatch(t));

    private static IEnumerable<string> Sources(Type rule) => Values<TagAttribute>(rule).Where(t => !Code().IsMatch(t));

    private static IEnumerable<string> Values<TAttribute>(Type rule) => rule.GetCustomAttributesData()
        .Where(a => a.AttributeType == typeof(TAttribute))
        .Select(a => (string)a.ConstructorArguments[0].Value!);

    [GeneratedRegex("^[A-Z]+(_[A-Z]+)*$")]
    private static partial Regex Code();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
