namespace MyOpenIP.EndToEnd.Tests;

/// <summary>What client authors are given, made by its one command and used as they use it.</summary>
public sealed class ArtifactsTests(RunningServer server) : IClassFixture<RunningServer>, IAsyncLifetime
{
    private const string Buf = "node_modules/.bin/buf";

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-artifacts-").FullName;

    public async ValueTask InitializeAsync()
    {
        var (exitCode, output) = await Shell.RunAsync($"./artifacts.sh {folder}");
        Assert.True(exitCode == 0, output);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Each_part_serves_on_its_own()
    {
        await TheProtosetCallsAMethod();
        await TheZippedProtosCompile();
        await TheServiceConfigIsTheCommittedOne();
        await ThePackageBuildsAClientFromAFolder();
    }

    private async Task TheProtosetCallsAMethod() => Assert.Contains("44660", await RunAsync(
        $"{Buf} curl --protocol grpc --http2-prior-knowledge --schema {folder}/myopenip.protoset#format=binpb"
        + " -d '{\"query\": \"44660\"}' "
        + $"{server.Address}myopenip.v1.Customers/ListCustomers"), StringComparison.Ordinal);

    private async Task TheZippedProtosCompile() => await RunAsync(
        $"cd {folder} && python3 -m zipfile -e myopenip-protos.zip zip && cd zip && mkdir out"
        + " && protoc -Iprotos -Ithird_party/googleapis -Ithird_party/protovalidate --python_out=out $(cd protos && find myopenip -name '*.proto')"
        + " && test -s out/myopenip/v1/amendments_pb2.py && test -s protos/money-vectors.json");

    private async Task TheServiceConfigIsTheCommittedOne() => await RunAsync($"cmp protos/service-config.json {folder}/service-config.json");

    private async Task ThePackageBuildsAClientFromAFolder()
    {
        var consumer = Path.Combine(folder, "consumer");
        Directory.CreateDirectory(consumer);
        foreach (var file in Directory.GetFiles(Path.Combine(Shell.Root, "tests/EndToEnd.Tests/Consumer")))
            File.Copy(file, Path.Combine(consumer, Path.GetFileName(file)));
        var package = Path.GetFileNameWithoutExtension(Directory.GetFiles(folder, "MyOpenIP.Client.*.nupkg").Single());

        // Packages that are here already are taken from where they are, but for the one under test: another clone may have left its own.
        await RunAsync(
            $"mkdir {folder}/here && cd $(dotnet nuget locals global-packages --list | sed 's/.*: //')"
            + $" && for package in *; do [ $package = myopenip.client ] || ln -s $PWD/$package {folder}/here/; done");
        var output = await RunAsync(
            $"cd {consumer} && dotnet run --property:ClientVersion={package["MyOpenIP.Client.".Length..]}"
            + $" --property:RestoreAdditionalProjectSources={folder} --property:RestorePackagesPath={folder}/packages"
            + $" --property:RestoreFallbackFolders={folder}/here"
            + $" -- {server.Address}");
        Assert.Contains("OC138637, delivered 2017-11-22: setup 20.00, monthly 19.80", output, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(folder, "packages", "myopenip.client")), "The package comes from the folder.");
    }

    private static async Task<string> RunAsync(string command)
    {
        var (exitCode, output) = await Shell.RunAsync(command);
        Assert.True(exitCode == 0, output);
        return output;
    }
}
