using System.Globalization;
using System.Text.Json.Nodes;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>The first hour of an operator who has the published folder and docs/operations.md, and nothing else.</summary>
public sealed class OperatorsHourTests(PublishedServer server) : IClassFixture<PublishedServer>
{
    private static readonly DateOnly NextMonth = new DateOnly(DateTime.UtcNow.Year, DateTime.UtcNow.Month, 1).AddMonths(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Following_the_document_an_operator_installs_imports_changes_prices_backs_up_restores_and_upgrades()
    {
        var document = new OperatorsDocument(await File.ReadAllTextAsync(Path.Combine(server.Published, "operations.md"), Cancellation), server);

        // Published already, by the first block.
        await document.FollowAsync("Install", skip: 1);
        document.Read("Settings");
        await document.FollowAsync("The first import");
        await ImportTheHundredAsync();
        foreach (var mistake in OperatorsMistake.All)
            await RefusedAsync(mistake);

        var phone = $"customers/{OperatorsData.First}/contractedOffers/OC{OperatorsData.First}";
        Assert.Equal(("4.50", "4.50"), (await PriceAsync(phone, null), await PriceAsync(phone, NextMonth)));
        await document.FollowAsync("A price change for next month");
        Assert.Equal(("4.50", "4.90"), (await PriceAsync(phone, null), await PriceAsync(phone, NextMonth)));

        var token = await PageTokenAsync();
        await document.FollowAsync("Backup", after: async block =>
        {
            if (block > 0)
                return;
            await server.DoneAsync("sed -i 's/Garage Martin/Garage Durand/' first-import/customers.jsonl; myopenip import customers first-import/customers.jsonl");
            Assert.Equal("Garage Durand", await NameAsync());
        });
        Assert.Equal("Garage Martin", await NameAsync());
        Assert.NotEmpty((await GetAsync($"customers?pageSize=10&pageToken={Uri.EscapeDataString(token)}"))["customers"]!.AsArray());
        Assert.Equal("4.90", await PriceAsync(phone, NextMonth));

        document.Read("Attached files and contractual documents");
        await document.FollowAsync("Upgrade");
        Assert.Equal("Garage Martin", await NameAsync());
        await document.FollowAsync("What ran out of time");
        await document.FollowAsync("Users");
        await document.FollowAsync("Messages to others");
        await document.FollowAsync("Watching it");
        await document.FollowAsync("The audit");
        document.Read("When the database is in trouble");
        document.AssertFollowed();
    }

    [Fact]
    public async Task From_any_folder_the_published_program_says_what_it_does_not_know()
    {
        var (code, output) = await server.RunAsync($"cd /; {server.Published}/MyOpenIP.Server bogus");
        Assert.Equal(2, code);
        Assert.StartsWith("bogus is no command. The commands are serve, import, expire, clients, users, outbox, webhooks, keys, audit, show, verify, backup.", output, StringComparison.Ordinal);
        (code, output) = await server.RunAsync($"cd /; {server.Published}/MyOpenIP.Server serve --Database:Path {server.Home}/other.db --environment Production");
        Assert.Equal(1, code);
        Assert.Contains("--Public:BaseUrl is not set", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(server.Published, "*", SearchOption.AllDirectories), f => f.EndsWith(".db", StringComparison.Ordinal));
    }

    private async Task ImportTheHundredAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(server.Home, "customers.jsonl"), OperatorsData.Customers(), Cancellation);
        await File.WriteAllTextAsync(Path.Combine(server.Home, "contracts.jsonl"), OperatorsData.Contracts(), Cancellation);
        Assert.Contains("imported 100 lines: 100 created", await server.DoneAsync("myopenip import customers customers.jsonl"), StringComparison.Ordinal);
        Assert.Contains("imported 100 lines: 100 created", await server.DoneAsync("myopenip import contracted-offers contracts.jsonl"), StringComparison.Ordinal);
        Assert.Contains("0 created, 0 updated, 100 unchanged", await server.DoneAsync("myopenip import contracted-offers contracts.jsonl"), StringComparison.Ordinal);
    }

    private async Task RefusedAsync(OperatorsMistake mistake)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(server.Home, "first-import", mistake.File), Cancellation);
        Assert.Contains(mistake.Right, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(server.Home, mistake.File), text.Replace(mistake.Right, mistake.Wrong, StringComparison.Ordinal), Cancellation);
        var (code, output) = await server.RunAsync($"myopenip import {mistake.Kind} {mistake.File}");
        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Assert.Equal(1, code);
        Assert.Contains(mistake.File + mistake.Told, output, StringComparison.Ordinal);
        Assert.Contains("nothing imported", output, StringComparison.Ordinal);
    }

    /// <summary>The unit price of an added unit, as the reasons of a preview say it.</summary>
    private async Task<string> PriceAsync(string offer, DateOnly? on)
    {
        var date = on is { } day ? string.Create(CultureInfo.InvariantCulture, $", \"effective_date\": {{\"year\": {day.Year}, \"month\": {day.Month}, \"day\": {day.Day}}}") : "";
        var answer = await server.DoneAsync(
            $"./ask {offer}:previewAmendment --json '{{\"lines\": [{{\"product\": \"POSTE\", \"final_quantity\": 20}}]{date}}}'");
        var sentences = JsonNode.Parse(answer)!["recap"]!["lines"]![0]!["reasons"]!.AsArray().Select(r => $"{r!["sentenceEn"]}").ToArray();
        return Assert.Single(
            (string[])["4.50", "4.90"],
            price => sentences.Any(s => s.Contains($"€{price}", StringComparison.Ordinal) && s.Contains("tariff", StringComparison.OrdinalIgnoreCase)));
    }

    private async Task<string> NameAsync() => (string)(await GetAsync("customers/1001"))["customer"]!["companyName"]!;

    private async Task<string> PageTokenAsync() => (string)(await GetAsync("customers?pageSize=10"))["nextPageToken"]!;

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await server.DoneAsync($"./ask '{path}'"))!;
}
