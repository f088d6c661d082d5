using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Tests.Outbox;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Tests;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>The whole route with a real mail server and a real Chromium, as a customer has it.</summary>
public sealed class SigningBrowserTests(DemonstrationDatabase demonstration)
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task A_customer_signs_refuses_and_finds_closed_links_closed_in_a_browser_and_each_page_is_accessible()
    {
        await using var sink = SmtpSink.Start();
        await using var made = await OutboxServer.StartAsync(demonstration, _ => { }, sink.Settings());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(LongestRun);
        using var node = Process.Start(new ProcessStartInfo("node", ["tests/Server.Tests/Signing/signing.mjs"])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = node.StandardError.ReadToEndAsync(stop.Token);
        var (faults, others) = (new List<string>(), await Others.OfAsync(made.Server, sink));
        try
        {
            while (await node.StandardOutput.ReadLineAsync(stop.Token) is { } line)
                if (line.StartsWith("fault ", StringComparison.Ordinal))
                    faults.Add(line[6..]);
                else
                    await node.StandardInput.WriteLineAsync((await others.AnswerAsync(line.Split(' '))).AsMemory(), stop.Token);
            await node.WaitForExitAsync(stop.Token);
        }
        finally
        {
            if (!node.HasExited)
                node.Kill(entireProcessTree: true);
        }
        Assert.Empty(faults);
        Assert.Equal((0, ""), (node.ExitCode, await error));
        Assert.Equal(
            ["Signed", "Declined", "Revised", "Expired", "Signed", "Declined", "Revised", "Expired"],
            await Task.WhenAll(others.Asked.Where(a => a.How != "resent").Select(async a => (await others.ReadAsync(a.Quote)).State.ToString())));
    }

    /// <summary>What the customer has not: the reseller who asks, and the mailbox.</summary>
    private sealed class Others(TestServer server, SmtpSink sink, Queue<string> offers)
    {
        private RequestSignatureResponse last = new();
        private string number = "";

        public List<(string How, string Quote)> Asked { get; } = [];

        public static async Task<Others> OfAsync(TestServer server, SmtpSink sink)
        {
            await using var storage = server.OpenStorage();
            var free = await storage.ContractedOffers
                .Where(o => o.Reseller == "destiny" && o.CustomerId != 44660 && o.OfferCode == "metacentrex" && o.State == Pricing.ContractState.Delivered && o.OpenAmendment == null)
                .OrderBy(o => o.ReferenceNumber).ToListAsync(TestContext.Current.CancellationToken);
            return new(server, sink, new(free.Select(o => $"customers/{o.CustomerId}/contractedOffers/{o.Reference}")));
        }

        public async Task<Signature> ReadAsync(string quote) =>
            (await server.Operator.Amendments.GetSignatureAsync(new GetSignatureRequest { Name = quote })).Signature;

        public Task<string> AnswerAsync(string[] said) => said switch
        {
            ["link", var language, var how] => AskAsync(language, how),
            ["code"] => CodeAsync(),
            ["close", var how] => CloseAsync(how),
            _ => throw new InvalidOperationException(string.Join(' ', said)),
        };

        private async Task<string> AskAsync(string language, string how)
        {
            var quoted = await server.Reseller.QuoteAsync(await server.Reseller.CreateQuotableAsync(offers.Dequeue(), Steps.Want("SDA_FULL", 77)));
            var request = Steps.SignatureOf(quoted);
            request.CodeRequired = how == "code";
            request.Signer.Language = language == "en" ? SignerLanguage.English : SignerLanguage.French;
            last = await server.Reseller.Amendments.RequestSignatureAsync(request);
            number = $"{quoted.Quote.Number}.{quoted.Quote.Revision}";
            Asked.Add((how, quoted.Quote.Name));
            var mail = await sink.WaitAsync($"{number}.link.1.1");
            Assert.Equal(1 + quoted.Quote.Documents.Count, mail.Attachments.Count());
            return new Uri(server.Http, Mailbox.LinkIn(mail).AbsolutePath).ToString();
        }

        private async Task<string> CodeAsync() => Mailbox.CodeIn(await sink.WaitAsync($"{number}.code.1.1"));

        private async Task<string> CloseAsync(string how)
        {
            switch (how)
            {
                case "revised":
                    await server.Reseller.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(last.Amendment, new Amendment { Lines = { Steps.Want("SDA_FULL", 78) } }, "lines"));
                    break;
                case "resent":
                    await server.Reseller.Amendments.ResendSignatureAsync(new ResendSignatureRequest { Name = last.Amendment.Name, Etag = last.Amendment.Etag, RequestId = Steps.NewId() });
                    break;
                default:
                    await using (var storage = server.OpenStorage())
                    {
                        var past = server.Time.GetUtcNow() - TimeSpan.FromSeconds(1);
                        var amendment = last.Amendment.Name.Split('/')[^1];
                        await storage.Amendments.Where(a => a.Number == amendment).ExecuteUpdateAsync(a => a.SetProperty(x => x.ExpiresAt, past));
                    }
                    break;
            }
            return "";
        }
    }
}
