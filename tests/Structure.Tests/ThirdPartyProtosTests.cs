using System.Reflection;

namespace MyOpenIP.Structure.Tests;

public sealed class ThirdPartyProtosTests
{
    private static readonly string[] Folders = ["third_party/googleapis", "third_party/protovalidate"];

    public static TheoryData<string> Copies => [.. Folders.SelectMany(folder => Repository.FilesUnder(folder, ".proto"))];

    [Fact]
    public void Every_folder_has_its_protos() => Assert.All(Folders, folder => Assert.NotEmpty(Repository.FilesUnder(folder, ".proto")));

    [Theory]
    [MemberData(nameof(Copies))]
    public void Each_copied_proto_is_the_one_of_its_package(string copy)
    {
        var folder = Folders.Single(f => copy.StartsWith(f + "/", StringComparison.Ordinal));
        var package = typeof(ThirdPartyProtosTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == folder).Value!;

        // Where a line ends is the packer's business.
        Assert.Equal(File.ReadAllText(Path.Combine(package, copy[(folder.Length + 1)..])).ReplaceLineEndings("\n"), Repository.Read(copy));
    }
}
