using MyOpenIP.V1;
using MimeKit;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MyOpenIP.ClientSamples.Signing;

/// <summary>The route of a reseller (13a): it notifies the customer, who reads the mail, follows the link and signs.</summary>
/// <param name="mail">Where mails arrive.</param>
/// <param name="pages">Where the server of the pages is reached.</param>
/// <param name="operators">The operator's portal, which delivers what was ordered.</param>
internal sealed class CustomerSigns(MailSink mail, Uri pages, Portal operators)
{
    private const string Name = "Claire Dubois";
    private const string Capacity = "Gérante";

    /// <summary>The operator's portal.</summary>
    public Portal Operators => operators;

    /// <summary>Notifies the customer.</summary>
    public static async Task<Amendment> AskAsync(Portal portal, Amendment amendment, string requestId)
    {
        var request = new RequestSignatureRequest
        {
            Name = amendment.Name,
            Etag = amendment.Etag,
            RequestId = requestId,
            Fingerprint = amendment.Recap.Fingerprint,
            Signer = new V1.Signer { DisplayName = Name, Email = "claire.dubois@client.example", Capacity = Capacity },
        };
        var asked = await portal.Amendments.RequestSignatureAsync(request, Portal.Waiting);
        Expect.Equal(AmendmentState.AwaitingSignature, asked.Amendment.State, "State of the amendment");
        Expect.Equal("", asked.Signature.Link, "The link is for the signer's mailbox alone");
        return asked.Amendment;
    }

    /// <summary>Reads the mail, and signs on the page that it leads to.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="pdfSha256">SHA-256 of its PDF.</param>
    /// <param name="show">Shows the mail.</param>
    public async Task SignAsync(Quote quote, string pdfSha256, Action<IRenderable> show)
    {
        var message = await mail.WaitAsync($"{quote.Number}.{quote.Revision}.link");
        var body = message.TextBody ?? "";
        show(new Panel(new Text($"{message.From} > {message.To}\n{message.Subject}\n\n{body.Trim()}\n\n{string.Join('\n', Joined(message).Select(j => $"+ {j.Name} ({j.Content.Length} octets)"))}")).Header("Courriel"));
        Expect.True(Joined(message).Any(j => Files.Sha256(j.Content) == pdfSha256), "The quote is joined, the same bytes");
        foreach (var document in quote.Documents)
            Expect.True(Joined(message).Any(j => Files.Sha256(j.Content) == document.Sha256), $"{document.Title} is joined, the same bytes");

        using var signer = new Signer(pages);
        var page = await signer.OpenAsync(body);
        Expect.True(page.Html.Contains(pdfSha256, StringComparison.Ordinal), "The page names the PDF that is signed");
        var signed = await signer.SignAsync(page, Name, Capacity);
        Expect.True(signed.Contains("role=\"status\"", StringComparison.Ordinal) && !signed.Contains("role=\"alert\"", StringComparison.Ordinal), "The page says that it is signed");
        await mail.WaitAsync($"{quote.Number}.{quote.Revision}.signed");
    }

    private static IEnumerable<(string Name, byte[] Content)> Joined(MimeMessage message)
    {
        foreach (var part in message.Attachments.OfType<MimePart>())
        {
            using var content = new MemoryStream();
            part.Content!.DecodeTo(content);
            yield return (part.FileName ?? "", content.ToArray());
        }
    }
}
