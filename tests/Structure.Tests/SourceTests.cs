using System.Text.RegularExpressions;

namespace MyOpenIP.Structure.Tests;

public sealed partial class SourceTests
{
    [Fact]
    public void The_core_has_no_floating_point() =>
        Assert.Empty(FindIn(Repository.FilesUnder("src/Pricing", ".cs"), FloatingPoint()));

    [Fact]
    public void The_wire_has_no_floating_point() =>
        Assert.Empty(FindIn(Repository.FilesUnder("protos", ".proto"), FloatingPointField()));

    [Fact]
    public void Storage_has_no_floating_point()
    {
        Assert.Empty(FindIn(Repository.FilesUnder("src/Server/Storage", ".cs"), FloatingPoint()));
        Assert.Empty(FindIn(Repository.FilesUnder(Repository.Formats, ".proto"), FloatingPointField()));
    }

    [Fact]
    public void Stored_messages_have_no_map_so_that_the_same_values_have_the_same_bytes() =>
        Assert.Empty(FindIn(Repository.FilesUnder(Repository.Formats, ".proto"), MapField()));

    [Fact]
    public void No_type_stands_in_a_namespace_of_NRules() =>
        Assert.Empty(FindIn(Repository.FilesUnder("src", ".cs"), NRulesNamespace()));

    [Fact]
    public void The_one_shot_runtime_has_at_most_2000_lines() =>
        Assert.InRange(Repository.FilesUnder("src/RulesEngine", ".cs").Sum(f => Repository.Read(f).AsSpan().Count('\n')), 1, 2000);

    [Fact]
    public void One_file_alone_uses_the_schema_library_and_its_reader() =>
        Assert.Equal(
            ["src/Server/Json/CheckedJson.cs"],
            Repository.FilesUnder("src", ".cs").Where(f => OtherJson().IsMatch(Repository.Read(f))));

    [Fact]
    public void One_rule_is_one_class_in_one_file_of_its_name()
    {
        var rules = Repository.FilesUnder("src/Pricing/Rules", ".cs")
            .Select(f => (File: f, Classes: RuleClass().Matches(Repository.Read(f)).Select(m => m.Groups[1].Value).ToArray()))
            .Where(r => r.Classes.Length > 0)
            .ToArray();
        Assert.NotEmpty(rules);
        Assert.All(rules, r => Assert.Equal([Path.GetFileNameWithoutExtension(r.File)], r.Classes));
    }

    [Fact]
    public void Every_rule_has_a_test_class_of_its_own()
    {
        var tested = Repository.FilesUnder("tests/Pricing.Tests", ".cs").Select(f => Path.GetFileNameWithoutExtension(f)).ToHashSet();
        var rules = Repository.FilesUnder("src/Pricing/Rules", ".cs")
            .Where(f => RuleClass().IsMatch(Repository.Read(f)))
            .Select(f => Path.GetFileNameWithoutExtension(f));
        Assert.All(rules, rule => Assert.Contains(rule + "Tests", tested));
    }

    [Fact]
    public void No_file_of_code_is_longer_than_400_lines() =>
        Assert.DoesNotContain(
            Repository.Files
                .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && !f.Contains("/Migrations/", StringComparison.Ordinal))
                .Select(f => (File: f, Lines: Repository.Read(f).AsSpan().Count('\n'))),
            f => f.Lines > 400);

    [Fact]
    public void What_a_started_server_leaves_behind_is_no_part_of_the_repository()
    {
        string[] left = ["run/myopenip.db", "src/Server/run/settings.json", "src/Server/run/keys/key-1.xml", "src/Server/keys/key-1.xml", "src/Server/run/myopenip.db", "a.db-wal", "a.db-shm", "a.db-migrating"];
        Assert.Equal(left, Repository.Run("git", ["check-ignore", .. left]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Each_decision_record_has_a_number_of_its_own_without_hole()
    {
        var records = Repository.FilesUnder("docs/decisions", ".md").Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(Enumerable.Range(1, records.Length).Select(n => $"{n:D4}"), records.Select(r => Path.GetFileName(r)[..4]));
        Assert.All(records.Index(), r => Assert.StartsWith($"# {r.Index + 1}. ", Repository.Read(r.Item), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_script_can_be_run()
    {
        var scripts = Repository.Files.Where(f => f.EndsWith(".sh", StringComparison.Ordinal) || f == ".ci/run").ToArray();
        var modes = Repository.Run("git", ["ls-files", "--stage", "--", .. scripts]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(modes);
        Assert.All(modes, m => Assert.StartsWith("100755 ", m, StringComparison.Ordinal));
    }

    private static IEnumerable<string> FindIn(IEnumerable<string> files, Regex forbidden)
    {
        var read = files.ToArray();
        Assert.NotEmpty(read);
        return read.SelectMany(f => Repository.Read(f).Split('\n')
            .Select((line, i) => (Text: line, Place: $"{f}:{i + 1}"))
            .Where(l => !l.Text.TrimStart().StartsWith("//", StringComparison.Ordinal) && forbidden.IsMatch(l.Text))
            .Select(l => $"{l.Place}: {l.Text.Trim()}"));
    }

    [GeneratedRegex(@"\b(double|float|Double|Single|Half)\b")]
    private static partial Regex FloatingPoint();

    [GeneratedRegex(@"\b(Newtonsoft|NJsonSchema)\b")]
    private static partial Regex OtherJson();

    [GeneratedRegex(@"^\s*(optional\s+|repeated\s+)?(double|float)\s")]
    private static partial Regex FloatingPointField();

    [GeneratedRegex(@"^\s*map\s*<")]
    private static partial Regex MapField();

    [GeneratedRegex(@"^\s*namespace\s+NRules\b")]
    private static partial Regex NRulesNamespace();

    [GeneratedRegex(@"\bclass\s+(\w+)\s*(?:\([^)]*\))?\s*:\s*Rule\b")]
    private static partial Regex RuleClass();
}
