namespace MyOpenIP.Structure.Tests;

/// <summary>What clients hold stays true: their generated code, and what the annotations promise beside it.</summary>
public sealed class FrozenContractTests
{
    private const string Renew = "RENEW_CONTRACT";

    private static readonly string Buf = Path.Combine(Repository.Root, "node_modules", ".bin", "buf");

    private static readonly Lazy<string> Descriptors = new(ReadDescriptors);

    [Fact]
    public void Nothing_that_was_released_is_broken()
    {
        var (exitCode, output) = CompareWithReleased(Repository.Root);
        Assert.True(exitCode == 0, $"Clients of the released protos would break:\n{output}");
    }

    [Fact]
    public void Nothing_that_is_stored_becomes_unreadable()
    {
        var (exitCode, output) = CompareFormats(Path.Combine(Repository.Root, Repository.Formats));
        Assert.True(exitCode == 0, $"What earlier builds stored would be read as something else:\n{output}");
    }

    [Fact]
    public void A_number_of_a_stored_field_that_changes_is_seen()
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-formats-").FullName;
        try
        {
            foreach (var file in Repository.Files.Where(f => f.StartsWith(Repository.Formats, StringComparison.Ordinal) && (f.EndsWith(".proto", StringComparison.Ordinal) || f.EndsWith("buf.yaml", StringComparison.Ordinal))))
            {
                var copy = Path.Combine(folder, Path.GetRelativePath(Repository.Formats, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.WriteAllText(copy, Repository.Read(file).Replace("sint64 tolerance_used = 3;", "sint64 tolerance_used = 33;", StringComparison.Ordinal));
            }

            var (exitCode, output) = CompareFormats(folder);
            Assert.NotEqual(0, exitCode);
            Assert.Contains("tolerance_used", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_field_that_is_taken_away_from_the_released_protos_is_seen()
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-protos-").FullName;
        try
        {
            foreach (var file in Repository.Files.Where(f => f == "buf.yaml" || f.EndsWith(".proto", StringComparison.Ordinal)))
            {
                var copy = Path.Combine(folder, file);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                var text = Repository.Read(file);
                if (file == "protos/myopenip/v1/orders.proto")
                    text = text.Replace("google.type.Date delivered_on = 5;", "", StringComparison.Ordinal);
                File.WriteAllText(copy, text);
            }

            var (exitCode, output) = CompareWithReleased(folder);
            Assert.NotEqual(0, exitCode);
            Assert.Contains("delivered_on", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Paths_field_behaviour_reasons_and_idempotency_are_those_of_the_committed_contract() =>
        AssertCurrent("protos/contract.txt", ContractText.Of(Descriptors.Value));

    [Fact]
    public void The_service_config_gives_every_method_a_deadline_and_repeats_what_is_no_stream() =>
        AssertCurrent("protos/service-config.json", ServiceConfigText.Of(Descriptors.Value));

    [Fact]
    public void The_OpenAPI_file_says_what_the_protos_say()
    {
        var descriptors = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.json");
        try
        {
            var built = Repository.Run(Buf, "build", "--as-file-descriptor-set", "-o", descriptors);
            Assert.True(built.ExitCode == 0, built.Output);
            var (exitCode, output) = Repository.Run("node", "protos/openapi.mjs", descriptors);
            Assert.True(exitCode == 0, output);
            AssertCurrent("protos/openapi.json", output);
        }
        finally
        {
            File.Delete(descriptors);
        }
    }

    private static void AssertCurrent(string file, string current)
    {
        var path = Path.Combine(Repository.Root, file);
        if (Environment.GetEnvironmentVariable(Renew) == "1")
            File.WriteAllText(path, current);
        var committed = File.ReadAllText(path);
        Assert.True(
            current == committed,
            $"{file} is stale. Where the change is meant, renew it ({Renew}=1 dotnet test --project tests/Structure.Tests) and commit it:\n{FirstDifference(committed, current)}");
    }

    private static (int ExitCode, string Output) CompareWithReleased(string workspace)
    {
        var image = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.binpb");
        try
        {
            var built = Repository.Run(Buf, "build", workspace, "-o", image);
            return built.ExitCode == 0 ? Repository.Run(Buf, "breaking", image, "--against", "protos/released.binpb") : built;
        }
        finally
        {
            File.Delete(image);
        }
    }

    private static (int ExitCode, string Output) CompareFormats(string workspace) =>
        Repository.Run(Buf, "breaking", workspace, "--against", $"{Repository.Formats}/released.binpb");

    private static string ReadDescriptors()
    {
        var (exitCode, output) = Repository.Run(
            Buf, "build", "--exclude-source-info", "--as-file-descriptor-set", "-o", "-#format=json");
        return exitCode == 0 ? output : throw new InvalidOperationException(output);
    }

    private static string FirstDifference(string committed, string current)
    {
        var (before, now) = (committed.Split('\n'), current.Split('\n'));
        var line = Enumerable.Range(0, Math.Min(now.Length, before.Length)).FirstOrDefault(i => now[i] != before[i], -1);
        return line < 0 ? "One of the two is longer." : $"line {line + 1}: {before[line].Trim()} became {now[line].Trim()}";
    }
}
