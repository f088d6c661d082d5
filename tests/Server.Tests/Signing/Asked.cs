using MimeKit;
using MyOpenIP.Server.Tests.Security.Persons;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>A customer who was asked to sign, with the mail and the page.</summary>
internal sealed record Asked(TestServer Server, Mailbox Mailbox, IssueQuoteResponse Quoted, RequestSignatureResponse Request)
{
    /// <summary>Asks the customer of an offer to sign a change of it.</summary>
    public static async Task<Asked> OfAsync(ServerFixture fixture, int final = 70, Action<RequestSignatureRequest>? adjust = null, Clients? by = null, string? offer = null)
    {
        by ??= fixture.Server.Reseller;
        var quoted = await by.QuoteAsync(await by.CreateQuotableAsync(offer ?? fixture.NextOffer(), Steps.Want("SDA_FULL", final)));
        var request = Steps.SignatureOf(quoted);
        adjust?.Invoke(request);
        return new(fixture.Server, fixture.Mailbox, quoted, await by.Amendments.RequestSignatureAsync(request));
    }

    /// <summary>Number of the amendment and revision of the quote, as Message-IDs begin.</summary>
    public string Id => $"{Quoted.Quote.Number}.{Quoted.Quote.Revision}";

    /// <summary>The mail with the link.</summary>
    public Task<MimeMessage> MailAsync(int link = 1) => Mailbox.WaitAsync($"{Id}.link.{link}.1");

    /// <summary>The link, on this machine.</summary>
    public async Task<Uri> LinkAsync(int link = 1) => new(Server.Http, Mailbox.LinkIn(await MailAsync(link)).AbsolutePath);

    /// <summary>What became of it.</summary>
    public async Task<Signature> ReadAsync() =>
        (await Server.Operator.Amendments.GetSignatureAsync(new GetSignatureRequest { Name = Quoted.Quote.Name })).Signature;

    /// <summary>What a signer fills in who agrees to all.</summary>
    public (string, string)[] Agreed(string name = "Claire Dubois", string code = "") =>
        [("do", "sign"), ("name", name), ("capacity", "Gérante"), ("code", code), .. Enumerable.Range(0, Quoted.Quote.Documents.Count).Select(d => ("document", $"{d}"))];

    /// <summary>Signs.</summary>
    public async Task<Shown> SignAsync(Browser browser, Uri link, string code = "") =>
        await browser.SendAsync(await browser.OpenAsync(link), Agreed(code: code));
}
