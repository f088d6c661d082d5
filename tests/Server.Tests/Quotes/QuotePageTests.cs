using System.Diagnostics;
using Bogus;
using MyOpenIP.Server.Json;
using MyOpenIP.Tests;

namespace MyOpenIP.Server.Tests.Quotes;

public sealed class QuotePageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_passes_axe_core_on_a_telephone_and_on_a_screen()
    {
        var logo = await File.ReadAllBytesAsync(Path.Combine(CheckedJson.Folder, "logos", "nord-voix.png"), Cancellation);
        var branded = QuoteSamples.Parties(new Faker("fr") { Random = new Randomizer(1) }, logo);
        string[] pages =
        [
            QuoteSamples.Of(2, 12).Html,
            (QuoteSamples.Of(5, 10) with { Parties = branded }).Html,
            (QuoteSamples.Of(9, 3) with { Parties = null }).Html,
        ];
        Assert.Equal("", await LookAtAsync(pages));
    }

    [Fact]
    public async Task What_axe_core_has_against_a_page_is_seen() =>
        Assert.Contains("360 px", await LookAtAsync(["<!doctype html><html><title>x</title><body><p style=\"color:#aaa;width:900px\">x</p></body></html>"]), StringComparison.Ordinal);

    [Fact]
    public void Nothing_of_a_page_comes_from_elsewhere_and_no_name_becomes_markup()
    {
        var parties = QuoteSamples.Parties(new Faker("fr") { Random = new Randomizer(1) });
        (parties.Buyer.Name, parties.Seller.Brand) = ("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>");
        var html = (QuoteSamples.Of(4, 8) with { Parties = parties }).Html;
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    private static async Task<string> LookAtAsync(string[] pages)
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-pages-").FullName;
        try
        {
            var files = pages.Select((_, i) => Path.Combine(folder, $"{i}.html")).ToArray();
            foreach (var (file, page) in files.Zip(pages))
                await File.WriteAllTextAsync(file, page, Cancellation);
            var start = new ProcessStartInfo("node", ["tests/Server.Tests/Quotes/axe.mjs", .. files])
            {
                WorkingDirectory = RepositoryRoot.Path,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(Cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
            return output + await errors;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
