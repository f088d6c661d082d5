using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Tests.Outbox;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;
using SmtpServer.Protocol;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>Mail servers that refuse, delay and are cut: each mail at least once, none more often than it was cut, always the same mail.</summary>
public sealed class MailFaultTests(DemonstrationDatabase demonstration)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_that_is_put_off_is_sent_later_and_one_that_is_refused_becomes_a_dead_letter()
    {
        await using var sink = SmtpSink.Start();
        sink.Answer = n => Task.FromResult<SmtpResponse?>(n switch
        {
            1 => new SmtpResponse(SmtpReplyCode.InsufficientStorage, "later"),
            2 => null,
            _ => SmtpResponse.TransactionFailed,
        });
        await using var made = await OutboxServer.StartAsync(demonstration, _ => { }, sink.Settings());
        var first = await AskAsync(made.Server, Steps.MetaCentrex);
        var failed = await made.BecomesAsync(Key(first), row => row.Fault.Length > 0);
        Assert.Equal((OutboxState.Pending, "The mail server says 452 (MessageNotAccepted)."), (failed.State, failed.Fault));
        Assert.Null((await ReadAsync(made.Server, first)).SendTime);
        made.Server.Time.Advance(TimeSpan.FromSeconds(5));
        await made.BecomesAsync(Key(first), OutboxState.Sent);
        Assert.NotNull((await ReadAsync(made.Server, first)).SendTime);
        Assert.Equal("devis@openip.example", Assert.Single(Assert.Single(sink.Taken).From.Mailboxes).Address);

        var second = await AskAsync(made.Server, Steps.Numbers, "NUMERO_GEOGRAPHIQUE", 9);
        var dead = await made.BecomesAsync(Key(second), OutboxState.Dead);
        Assert.StartsWith("The mail server refuses it: 554", dead.Fault, StringComparison.Ordinal);
        Assert.DoesNotContain("claire", dead.Fault, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_way_that_is_cut_after_the_final_dot_sends_the_same_mail_again_as_often_as_it_was_cut()
    {
        await using var sink = SmtpSink.Start();
        using var proxy = new CuttingProxy(sink.Port, cuts: 2);
        await using var made = await OutboxServer.StartAsync(demonstration, _ => { }, sink.Settings(through: proxy.Port));
        var asked = await AskAsync(made.Server, Steps.MetaCentrex);
        await made.BecomesInTimeAsync(Key(asked), row => row.State is OutboxState.Sent);
        Assert.Equal(2, proxy.Cut);
        Assert.Equal(3, sink.Taken.Count);
        Assert.Single(sink.Taken.Select(m => m.MessageId).Distinct());
        Assert.Single(sink.Taken.Select(m => Mailbox.LinkIn(m)).Distinct());
    }

    [Fact]
    public async Task A_mail_server_that_hangs_keeps_no_call_waiting_and_nothing_is_sent_of_what_was_only_checked_or_overtaken()
    {
        var hangs = new TaskCompletionSource();
        await using var sink = SmtpSink.Start();
        sink.Answer = async n =>
        {
            if (n == 1)
                await hangs.Task.WaitAsync(Cancellation);
            return null;
        };
        await using var made = await OutboxServer.StartAsync(demonstration, _ => { }, sink.Settings());
        var quoted = await QuotedAsync(made.Server, Steps.MetaCentrex, "SDA_FULL", 2);
        var only = Steps.SignatureOf(quoted);
        only.ValidateOnly = true;
        await made.Server.Reseller.Amendments.RequestSignatureAsync(only, cancellationToken: Cancellation);
        var asked = await made.Server.Reseller.RequestSignatureAsync(quoted);
        await OutboxServer.UntilAsync(() => Task.FromResult(sink.Offered == 1), () => $"{sink.Offered} offered");

        // The hanging one is under way: another link takes its place meanwhile, and then the amendment is given up.
        var again = await made.Server.Reseller.Amendments.ResendSignatureAsync(
            new ResendSignatureRequest { Name = asked.Amendment.Name, Etag = asked.Amendment.Etag, RequestId = Steps.NewId() }, cancellationToken: Cancellation);
        await sink.WaitAsync($"{quoted.Quote.Number}.1.link.2.1");
        await made.Server.Reseller.CancelAsync(again.Amendment);
        hangs.SetResult();
        await made.BecomesAsync($"{quoted.Quote.Number}/1/link/1.1", OutboxState.Sent);

        // Reminders are due, and nothing waits for a signature any more.
        made.Server.Time.Advance(TimeSpan.FromDays(4));
        await made.BecomesAsync($"{quoted.Quote.Number}/1/reminder/2.1", OutboxState.Sent);
        Assert.Equal(2, sink.Taken.Count);
        Assert.DoesNotContain(sink.Taken, m => m.MessageId!.Contains("reminder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_has_not_answered_is_reminded_with_the_same_link()
    {
        await using var sink = SmtpSink.Start();
        await using var made = await OutboxServer.StartAsync(demonstration, _ => { }, sink.Settings());
        var asked = await AskAsync(made.Server, Steps.MetaCentrex);
        var number = asked.Amendment.Name.Split('/')[^1];
        var first = await sink.WaitAsync($"{number}.1.link.1.1");
        made.Server.Time.Advance(TimeSpan.FromDays(3));
        await made.BecomesAsync($"{number}/1/reminder/1.1", OutboxState.Sent);
        var reminder = await sink.WaitAsync($"{number}.1.reminder.1.1");
        Assert.Equal(Mailbox.LinkIn(first), Mailbox.LinkIn(reminder));
        Assert.Equal(1, (await ReadAsync(made.Server, asked)).RemindersSent);
    }

    [Theory]
    [InlineData("--Mail:From is not set", "--Mail:Host", "mail.example")]
    [InlineData("are both set", "--Mail:Host", "mail.example", "--Mail:From", "a@b.example", "--Mail:Folder", "x")]
    [InlineData("a password go together", "--Mail:Host", "mail.example", "--Mail:From", "a@b.example", "--Mail:User", "u")]
    [InlineData("it takes an e-mail address", "--Mail:Host", "mail.example", "--Mail:From", "nobody")]
    [InlineData("cannot be read", "--Mail:Host", "mail.example", "--Mail:From", "a@b.example", "--Mail:User", "u", "--Mail:PasswordFile", "/nowhere/password")]
    public async Task A_way_that_leads_nowhere_is_refused_at_the_start(string told, params string[] settings)
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(async () =>
        {
            await using var made = await OutboxServer.StartAsync(demonstration, _ => { }, settings);
        });
        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
    }

    private static string Key(RequestSignatureResponse asked) => $"{asked.Amendment.Name.Split('/')[^1]}/1/link/1.1";

    private static async Task<IssueQuoteResponse> QuotedAsync(TestServer server, string offer, string product, int final) =>
        await server.Reseller.QuoteAsync(await server.Reseller.CreateQuotableAsync(offer, Steps.Want(product, final)));

    private static async Task<RequestSignatureResponse> AskAsync(TestServer server, string offer, string product = "SDA_FULL", int final = 2) =>
        await server.Reseller.RequestSignatureAsync(await QuotedAsync(server, offer, product, final));

    private static async Task<Signature> ReadAsync(TestServer server, RequestSignatureResponse asked) =>
        (await server.Operator.Amendments.GetSignatureAsync(new GetSignatureRequest { Name = asked.Signature.Quote })).Signature;
}
