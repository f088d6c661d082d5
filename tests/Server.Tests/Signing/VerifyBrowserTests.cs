using System.Diagnostics;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Tests;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>The page on which anybody verifies a file, in a real Chromium.</summary>
public sealed class VerifyBrowserTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Whoever_holds_a_file_verifies_it_in_a_browser_and_the_page_is_accessible()
    {
        var quoted = await fixture.Server.Reseller.QuoteAsync(await fixture.Server.Reseller.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 85)));
        await fixture.Server.Operator.ValidateAsync(quoted);
        var folder = Path.GetDirectoryName(fixture.Database)!;
        string[] files = [Path.Combine(folder, "devis.pdf"), Path.Combine(folder, "ajout.pdf"), Path.Combine(folder, "autre.pdf")];
        var pdf = await fixture.Server.Reseller.QuotePdfAsync(quoted.Quote.Name);
        await File.WriteAllBytesAsync(files[0], pdf, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(files[1], [.. pdf, .. "% une ligne de plus\n"u8], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(files[2], "%PDF-1.7\n%%EOF\n"u8.ToArray(), TestContext.Current.CancellationToken);
        using var node = Process.Start(new ProcessStartInfo("node", ["tests/Server.Tests/Signing/verify.mjs", new Uri(fixture.Server.Http, "/verify").ToString(), .. files])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromMinutes(2));
        try
        {
            var error = node.StandardError.ReadToEndAsync(stop.Token);
            Assert.Equal("", await node.StandardOutput.ReadToEndAsync(stop.Token));
            await node.WaitForExitAsync(stop.Token);
            Assert.Equal((0, ""), (node.ExitCode, await error));
        }
        finally
        {
            if (!node.HasExited)
                node.Kill(entireProcessTree: true);
        }
    }
}
