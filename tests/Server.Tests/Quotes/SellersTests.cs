using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Quotes;

namespace MyOpenIP.Server.Tests.Quotes;

public sealed class SellersTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-sellers-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_demonstration_has_two_resellers_with_brands_and_the_operator_for_the_others()
    {
        var sellers = await Sellers.ReadFileAsync(Path.Combine(CheckedJson.Folder, "sellers.json"), Cancellation);
        Assert.Equal(("Sud Connect", "Nord Voix"), (sellers.Of("sud-connect").Brand, sellers.Of("nord-voix").Brand));
        Assert.All((string[])["sud-connect", "nord-voix"], reseller => Assert.NotEmpty(sellers.Of(reseller).LogoImage));
        Assert.Equal(("openIP by DESTINY", 0), (sellers.Of("destiny").Brand, sellers.Of("destiny").LogoImage.Length));
    }

    [Theory]
    [InlineData("\"#0B4F8A\"", "\"#FFEE00\"", "sellers[0].color")]
    [InlineData("\"#0B4F8A\"", "\"blue\"", "sellers[0].color")]
    [InlineData("\"900000001\"", "\"900000002\"", "sellers[0].siren")]
    [InlineData("\"sud-connect.png\"", "\"none.png\"", "sellers[1].logo")]
    [InlineData("\"sud-connect.png\"", "\"text.png\"", "sellers[1].logo")]
    [InlineData("\"nord-voix\",", "\"sud-connect\",", "sellers[2]")]
    [InlineData("\"brand\": \"openIP by DESTINY\"", "\"reseller\": \"destiny\", \"brand\": \"openIP\"", "sellers")]
    public async Task A_fault_of_the_file_is_refused_at_its_place(string what, string instead, string field)
    {
        Directory.CreateDirectory(Path.Combine(folder, "logos"));
        foreach (var logo in Directory.EnumerateFiles(Path.Combine(CheckedJson.Folder, "logos")))
            File.Copy(logo, Path.Combine(folder, "logos", Path.GetFileName(logo)));
        await File.WriteAllTextAsync(Path.Combine(folder, "logos", "text.png"), "no picture", Cancellation);
        var text = await File.ReadAllTextAsync(Path.Combine(CheckedJson.Folder, "sellers.json"), Cancellation);
        Assert.Contains(what, text, StringComparison.Ordinal);
        var file = Path.Combine(folder, "sellers.json");
        await File.WriteAllTextAsync(file, text.Replace(what, instead, StringComparison.Ordinal), Cancellation);

        var refused = await Assert.ThrowsAsync<DataFaultsException>(() => Sellers.ReadFileAsync(file, Cancellation));
        Assert.Contains(refused.Faults, f => f.Field == field);
    }
}
