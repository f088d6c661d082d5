using System.Reflection;

namespace MyOpenIP.Structure.Tests;

public sealed class ThirdPartyProtosTests
{
    private const string Folder = "third_party/googleapis";

    private static readonly string Package = typeof(ThirdPartyProtosTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "CommonProtos").Value!;

    public static TheoryData<string> Copies => [.. Repository.FilesUnder(Folder, ".proto")];

    [Theory]
    [MemberData(nameof(Copies))]
    public void Each_copied_proto_is_the_one_that_the_generated_code_links_to(string copy) =>
        Assert.Equal(File.ReadAllText(Path.Combine(Package, copy[(Folder.Length + 1)..])), Repository.Read(copy));
}
