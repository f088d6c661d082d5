using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Tests.Outbox;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Tests.Verification;
using MyOpenIP.Tests;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>
/// The whole route with a real mail server and a real Chromium, as a customer has it, and a watcher from its beginning to its end:
/// what is signed, refused, revised, expired, and signed by the second link. Page, mail, watcher and evidence tell the same.
/// </summary>
public sealed class SigningBrowserTests(DemonstrationDatabase demonstration)
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    /// <summary>What a watcher sees of each way, in order.</summary>
    private static readonly Dictionary<string, string[]> Ways = new()
    {
        ["code"] =
        [
            "CREATE DRAFT", "ISSUE_QUOTE QUOTED", "REQUEST_SIGNATURE AWAITING_SIGNATURE", "SEND_SIGNATURE_LINK", "OPEN_SIGNING_PAGE", "REQUEST_SIGNING_CODE", "SEND_SIGNING_CODE",
            "TRY_SIGNING_CODE", "TRY_SIGNING_CODE", "SIGN ACCEPTED", "KEEP_EVIDENCE", "SEND_CERTIFICATE", "SEND_SIGNED_QUOTE",
        ],
        ["declined"] = ["CREATE DRAFT", "ISSUE_QUOTE QUOTED", "REQUEST_SIGNATURE AWAITING_SIGNATURE", "SEND_SIGNATURE_LINK", "OPEN_SIGNING_PAGE", "DECLINE DECLINED Le prix <ne> convient pas."],
        ["revised"] = ["CREATE DRAFT", "ISSUE_QUOTE QUOTED", "REQUEST_SIGNATURE AWAITING_SIGNATURE", "SEND_SIGNATURE_LINK", "OPEN_SIGNING_PAGE", "UPDATE DRAFT"],
        ["expired"] = ["CREATE DRAFT", "ISSUE_QUOTE QUOTED", "REQUEST_SIGNATURE AWAITING_SIGNATURE", "SEND_SIGNATURE_LINK", "OPEN_SIGNING_PAGE", "EXPIRE EXPIRED"],
        ["resent"] =
        [
            "CREATE DRAFT", "ISSUE_QUOTE QUOTED", "REQUEST_SIGNATURE AWAITING_SIGNATURE", "SEND_SIGNATURE_LINK", "OPEN_SIGNING_PAGE", "RESEND_SIGNATURE", "SEND_SIGNATURE_LINK", "OPEN_SIGNING_PAGE",
            "SIGN ACCEPTED", "KEEP_EVIDENCE", "SEND_CERTIFICATE", "SEND_SIGNED_QUOTE",
        ],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_signs_refuses_and_finds_closed_links_closed_in_a_browser_and_everybody_is_told_the_same_of_it()
    {
        await using var sink = SmtpSink.Start();
        await using var made = await OutboxServer.StartAsync(demonstration, _ => { }, sink.Settings());
        await using var watcher = await Watcher.StartAsync(made.Server);
        var others = await Others.OfAsync(made.Server, sink);
        await BrowseAsync(others);

        foreach (var asked in others.Asked)
        {
            var amendment = await made.Server.Reseller.ReadAsync(asked.Quote.Amendment.Name);
            var signature = (await made.Server.Operator.Amendments.GetSignatureAsync(new GetSignatureRequest { Name = asked.Quote.Quote.Name }, cancellationToken: Cancellation)).Signature;
            Assert.Equal(
                asked.How switch
                {
                    "declined" => (SignatureState.Declined, AmendmentState.Declined),
                    // The time of what became a draft again runs out with that of the quotes.
                    "revised" => (SignatureState.Revised, AmendmentState.Expired),
                    "expired" => (SignatureState.Expired, AmendmentState.Expired),
                    _ => (SignatureState.Signed, AmendmentState.Accepted),
                },
                (signature.State, amendment.State));
            if (signature.State is SignatureState.Signed)
                await AssertSignedAsync(made, sink, asked, amendment);
            else
                await AssertNothingIsKeptAsync(made.Server, asked, amendment);
            Assert.Equal(Ways[asked.How], InOneOrder(await watcher.OfAsync(amendment.Name, Ways[asked.How].Length)));
        }
        await using (var storage = made.Server.OpenStorage())
            Assert.Equal(await storage.Events.Where(e => e.Reseller == "destiny" && e.Collection == "amendments").OrderBy(e => e.Position).Select(e => $"{e.Id}").ToListAsync(Cancellation), watcher.Ids);
        var (holds, told) = await WorkedDatabase.VerifyAsync(made.Database);
        Assert.True(holds, told);
        Assert.Contains($"evidence: {others.Asked.Count(a => a.How is "code" or "resent")} files hold", told, StringComparison.Ordinal);
    }

    /// <summary>The two mails at the end of a signature are sent side by side: either is first.</summary>
    private static string[] InOneOrder(string[] told) =>
        told is [.. var before, "SEND_SIGNED_QUOTE", "SEND_CERTIFICATE"] ? [.. before, "SEND_CERTIFICATE", "SEND_SIGNED_QUOTE"] : told;

    private static async Task BrowseAsync(Others others)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        stop.CancelAfter(LongestRun);
        using var node = Process.Start(new ProcessStartInfo("node", ["tests/Server.Tests/Signing/signing.mjs"])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = node.StandardError.ReadToEndAsync(stop.Token);
        var faults = new List<string>();
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
    }

    /// <summary>There is an order of the quote; what the mails brought is what was signed, and the evidence, which the audit was told of, names it.</summary>
    private static async Task AssertSignedAsync(OutboxServer made, SmtpSink sink, AskedOne asked, Amendment amendment)
    {
        var order = (await made.Server.Reseller.Orders.GetOrderAsync(new GetOrderRequest { Name = amendment.Order }, cancellationToken: Cancellation)).Order;
        Assert.Equal(asked.Quote.Quote.Name, order.Quote);
        var copy = await sink.WaitAsync($"{asked.Number}.signed.{(asked.How == "resent" ? 2 : 1)}.1");
        Assert.Contains(order.Number, copy.TextBody, StringComparison.Ordinal);
        var signed = Sha256(asked.Mail);
        Assert.Equal(signed, Sha256(copy));
        var evidence = await EvidenceAsync(made.Server, asked.Quote.Quote.Name);
        Assert.Equal(signed, JsonDocument.Parse(evidence).RootElement.GetProperty("quoteSha256").GetString());
        await using var storage = made.Server.OpenStorage();
        var told = await storage.AuditEntries.SingleAsync(e => e.Action == "KeepEvidence" && e.Subject == $"{asked.Quote.Quote.Name}/evidence", Cancellation);
        Assert.Contains(
            Convert.ToHexStringLower(SHA256.HashData(evidence)), (await storage.AuditPayloads.SingleAsync(p => p.Reseller == told.Reseller && p.Sequence == told.Sequence, Cancellation)).Payload, StringComparison.Ordinal);
    }

    private static async Task AssertNothingIsKeptAsync(TestServer server, AskedOne asked, Amendment amendment)
    {
        Assert.Equal("", amendment.Order);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => EvidenceAsync(server, asked.Quote.Quote.Name))).StatusCode);
    }

    private static string Sha256(MimeMessage mail)
    {
        using var content = new MemoryStream();
        mail.Attachments.OfType<MimePart>().First().Content!.DecodeTo(content, Cancellation);
        return Convert.ToHexStringLower(SHA256.HashData(content.ToArray()));
    }

    private static async Task<byte[]> EvidenceAsync(TestServer server, string quote)
    {
        using var call = server.Reseller.Amendments.DownloadEvidence(new DownloadEvidenceRequest { Name = quote, Format = EvidenceFormat.Json }, cancellationToken: Cancellation);
        using var content = new MemoryStream();
        await foreach (var part in call.ResponseStream.ReadAllAsync(Cancellation))
            part.Content.WriteTo(content);
        return content.ToArray();
    }

    /// <summary>A quote that a customer was asked to sign.</summary>
    private sealed record AskedOne(string How, IssueQuoteResponse Quote, MimeMessage Mail)
    {
        /// <summary>As Message-IDs begin.</summary>
        public string Number => $"{Quote.Quote.Number}.{Quote.Quote.Revision}";
    }

    /// <summary>Reads everything that happens to the reseller's amendments, as it happens.</summary>
    private sealed class Watcher(AsyncServerStreamingCall<WatchAmendmentsResponse> call) : IAsyncDisposable
    {
        private readonly List<WatchAmendmentsResponse> seen = [];
        private Task reading = Task.CompletedTask;

        public List<string> Ids
        {
            get
            {
                lock (seen)
                    return seen.ConvertAll(s => s.EventId);
            }
        }

        public static async Task<Watcher> StartAsync(TestServer server)
        {
            var watcher = new Watcher(server.Reseller.Amendments.WatchAmendments(new WatchAmendmentsRequest { Parent = "customers/-" }, cancellationToken: Cancellation));

            // It is there before anything happens.
            Assert.True(await watcher.ReadAsync());
            watcher.reading = watcher.ReadOnAsync();
            return watcher;
        }

        /// <summary>What it saw of an amendment, once it saw so much.</summary>
        public async Task<string[]> OfAsync(string amendment, int least)
        {
            string[] told = [];
            await OutboxServer.UntilAsync(() => Task.FromResult((told = Of(amendment)).Length >= least), () => string.Join(", ", told));
            return told;
        }

        private string[] Of(string amendment)
        {
            lock (seen)
                return [.. seen.Select(s => s.Event).Where(e => e.Resource == amendment || e.Resource.StartsWith(amendment + "/", StringComparison.Ordinal))
                    .Select(e => string.Join(' ', ((string[])[e.Kind, e.State, e.Reason]).Where(w => w.Length > 0)))];
        }

        private async Task ReadOnAsync()
        {
            while (await ReadAsync())
            {
            }
        }

        private async Task<bool> ReadAsync()
        {
            try
            {
                if (!await call.ResponseStream.MoveNext(Cancellation))
                    return false;
                if (call.ResponseStream.Current is { Event: not null } one)
                    lock (seen)
                        seen.Add(one);
                return true;
            }
            catch (Exception thrown) when (thrown is RpcException or OperationCanceledException)
            {
                return false;
            }
        }

        public async ValueTask DisposeAsync()
        {
            call.Dispose();
            await reading;
        }
    }

    /// <summary>What the customer has not: the reseller who asks, and the mailbox.</summary>
    private sealed class Others(TestServer server, SmtpSink sink, Queue<string> offers)
    {
        private RequestSignatureResponse last = new();
        private string number = "";

        public List<AskedOne> Asked { get; } = [];

        public static async Task<Others> OfAsync(TestServer server, SmtpSink sink)
        {
            await using var storage = server.OpenStorage();
            var free = await storage.ContractedOffers
                .Where(o => o.Reseller == "destiny" && o.CustomerId != 44660 && o.OfferCode == "metacentrex" && o.State == Pricing.ContractState.Delivered && o.OpenAmendment == null)
                .OrderBy(o => o.ReferenceNumber).ToListAsync(Cancellation);
            return new(server, sink, new(free.Select(o => $"customers/{o.CustomerId}/contractedOffers/{o.Reference}")));
        }

        public Task<string> AnswerAsync(string[] said) => said switch
        {
            ["link", var language, var how] => AskAsync(language, how),
            ["code"] => CodeAsync(),
            ["close", var how] => CloseAsync(how),
            _ => throw new InvalidOperationException(string.Join(' ', said)),
        };

        /// <summary>Where the link in the mail leads, and what the page says that the mail said.</summary>
        private async Task<string> AskAsync(string language, string how)
        {
            var quoted = await server.Reseller.QuoteAsync(await server.Reseller.CreateQuotableAsync(offers.Dequeue(), Steps.Want("SDA_FULL", 77)));
            var request = Steps.SignatureOf(quoted);
            request.CodeRequired = how == "code";
            request.Signer.Language = language == "en" ? SignerLanguage.English : SignerLanguage.French;
            last = await server.Reseller.Amendments.RequestSignatureAsync(request);
            number = $"{quoted.Quote.Number}.{quoted.Quote.Revision}";
            var mail = await sink.WaitAsync($"{number}.link.1.1");
            Asked.Add(new(how, quoted, mail));
            Assert.Equal(1 + quoted.Quote.Documents.Count, mail.Attachments.Count());
            await SentAsync(r => r.SentAt != null);
            var total = (language == "en" ? Printed.English : Printed.French).Monthly(quoted.Quote.Recap.WholeTotals.Recurring.Gross.Value());
            Assert.Contains(total, mail.TextBody, StringComparison.Ordinal);
            return JsonSerializer.Serialize(new { url = UrlIn(mail), read = (string[])[quoted.Quote.PrintedNumber, total] });
        }

        private string UrlIn(MimeMessage mail) => new Uri(server.Http, Mailbox.LinkIn(mail).AbsolutePath).ToString();

        private async Task<string> CodeAsync()
        {
            var code = Mailbox.CodeIn(await sink.WaitAsync($"{number}.code.1.1"));
            await SentAsync(r => r.CodeSentAt != null);
            return code;
        }

        /// <summary>The mail is noted as sent: what the customer does comes after it.</summary>
        private Task SentAsync(System.Linq.Expressions.Expression<Func<Server.Signing.SignatureRequest, bool>> isSent) => OutboxServer.UntilAsync(
            async () =>
            {
                var amendment = last.Amendment.Name.Split('/')[^1];
                await using var storage = server.OpenStorage();
                return await storage.SignatureRequests.Where(r => r.AmendmentNumber == amendment).AnyAsync(isSent, Cancellation);
            },
            () => "The mail is not noted as sent.");

        private async Task<string> CloseAsync(string how)
        {
            switch (how)
            {
                case "revised":
                    await server.Reseller.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(last.Amendment, new Amendment { Lines = { Steps.Want("SDA_FULL", 78) } }, "lines"));
                    return "";
                case "resent":
                    await server.Reseller.Amendments.ResendSignatureAsync(new ResendSignatureRequest { Name = last.Amendment.Name, Etag = last.Amendment.Etag, RequestId = Steps.NewId() });
                    var second = await sink.WaitAsync($"{number}.link.2.1");
                    await SentAsync(r => r.LinkNumber == 2 && r.SentAt != null);
                    Assert.NotEqual(Mailbox.LinkIn(Asked[^1].Mail), Mailbox.LinkIn(second));
                    return UrlIn(second);
                default:
                    server.Time.Advance(last.Signature.ExpireTime.ToDateTimeOffset() - server.Time.GetUtcNow());
                    return "";
            }
        }
    }
}
