using Microsoft.EntityFrameworkCore;
using MimeKit;
using MyOpenIP.Server.Pages;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Signing;
using MyOpenIP.Server.Files;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Notifications;

/// <summary>Writes the mails to signers: text and HTML of the same words, the quote's kept bytes and its documents joined. Link and code are put in here, as it is sent.</summary>
internal sealed class SigningMails(QuotePapers papers, SigningSecrets secrets, SigningSite site)
{
    /// <summary>Writes a mail.</summary>
    /// <param name="context">The database.</param>
    /// <param name="mail">Which.</param>
    /// <param name="linked">What it is about.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<MimeMessage> WriteAsync(StorageContext context, SigningMail mail, LinkedSignature linked, CancellationToken cancellation)
    {
        var request = linked.Request;
        var isAfter = mail.About is MailAbout.Signed or MailAbout.Completed;
        var texts = MailTexts.Of(mail.About is MailAbout.Completed ? SignerLanguage.French : request.Language);
        var sheet = await papers.SheetAsync(context, linked.Quote, cancellation, texts.Printed);
        var order = isAfter
            ? await context.Orders.Where(o => o.Reseller == request.Reseller && o.AmendmentNumber == request.AmendmentNumber).Select(o => o.Number).SingleOrDefaultAsync(cancellation)
            : null;
        var message = new MimeMessage { Subject = SubjectOf(mail.About, texts, sheet.Number) };
        var (name, address) = mail.About is MailAbout.Completed ? Requester(request, sheet) : (request.SignerName, request.SignerEmail);
        if (address.Length > 0)
            message.To.Add(new MailboxAddress(name, address));
        if (mail.About is not MailAbout.Completed && sheet.Seller is { Email.Length: > 0 } seller)
            message.ReplyTo.Add(new MailboxAddress(seller.Brand, seller.Email));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        var body = new BodyBuilder();
        var joined = await JoinAsync(context, mail.About, linked, body.Attachments, cancellation);
        var link = mail.About is MailAbout.Link or MailAbout.Reminder ? site.LinkOf(secrets.Unseal(request.SealedLink)).ToString() : null;
        string[] words = [texts.Greeting(name), .. Words(mail.About, texts, request, sheet, order)];
        string[] after = [.. Closing(mail.About, texts, request)];
        SheetTable[] figures = mail.About is MailAbout.Code ? [] : [sheet.Totals, sheet.OneOff];
        body.TextBody = Plain(words, link, texts, figures, joined, after);
        body.HtmlBody = Page(message.Subject, words, link, texts, figures, joined, after).Text;
        message.Body = body.ToMessageBody();
        return message;
    }

    /// <summary>The other party: the address that was given when the signature was asked for, else the one that the quote names its seller by.</summary>
    private static (string Name, string Address) Requester(SignatureRequest request, QuoteSheet sheet) =>
        (sheet.Seller?.Brand ?? "", request.RequesterEmail.Length > 0 ? request.RequesterEmail : sheet.Seller?.Email ?? "");

    private static string SubjectOf(MailAbout about, MailTexts texts, string quote) => about switch
    {
        MailAbout.Link => texts.LinkSubject(quote),
        MailAbout.Reminder => texts.ReminderSubject(quote),
        MailAbout.Code => texts.CodeSubject(quote),
        MailAbout.Signed => texts.SignedSubject(quote),
        MailAbout.Completed => texts.CompletedSubject(quote),
        _ => throw new ArgumentOutOfRangeException(nameof(about), about, "A mail about nothing known."),
    };

    private IEnumerable<string> Words(MailAbout about, MailTexts texts, SignatureRequest request, QuoteSheet sheet, string? order) => about switch
    {
        MailAbout.Link => [texts.Asked(sheet.Seller?.Brand ?? "openIP", sheet.Number, request.SignerCapacity), sheet.Subject],
        MailAbout.Reminder => [texts.Reminded(sheet.Number), sheet.Subject],
        MailAbout.Code => [texts.Code(secrets.Unseal(request.SealedCode)), texts.CodeKept],
        MailAbout.Signed => [texts.Signed(sheet.Number, texts.Printed.Instant(request.AnsweredAt!.Value)), .. order is null ? [] : new[] { texts.OrderIs(order) }],
        MailAbout.Completed => [texts.Completed(sheet.Number, texts.Printed.Instant(request.AnsweredAt!.Value), request.SignedName), .. order is null ? [] : new[] { texts.OrderIs(order) }],
        _ => [],
    };

    private IEnumerable<string> Closing(MailAbout about, MailTexts texts, SignatureRequest request) => about switch
    {
        MailAbout.Link or MailAbout.Reminder => [texts.Closes(texts.Printed.Instant(request.ExpiresAt)), texts.Personal, texts.NotYou],
        MailAbout.Code => [texts.NotYou],
        MailAbout.Signed or MailAbout.Completed => [texts.Verify(site.VerifyPage.ToString())],
        _ => [],
    };

    /// <summary>Joins what was kept: the bytes that were signed are those that go out.</summary>
    private async Task<IReadOnlyList<string>> JoinAsync(
        StorageContext context, MailAbout about, LinkedSignature linked, AttachmentCollection attachments, CancellationToken cancellation)
    {
        if (about is MailAbout.Code)
            return [];
        var joined = new List<string>();
        var paper = await papers.ReadAsync(context, linked.Quote, cancellation);
        if (paper.PdfSha256 != linked.Request.QuoteSha256)
            throw new InvalidDataException("The kept PDF is not the one that was to be signed.");
        Add(Invariant($"{linked.Request.AmendmentNumber}-{linked.Request.Revision}.pdf"), paper.Pdf, "application/pdf", paper.PdfSha256);
        if (about is MailAbout.Reminder)
            return joined;
        if (about is MailAbout.Signed or MailAbout.Completed)
            await JoinEvidenceAsync(context, linked.Request, Add, cancellation);
        foreach (var document in linked.Request.Documents)
        {
            var row = await context.Documents.AsNoTracking().SingleAsync(d => d.Sha256 == document.Sha256, cancellation);
            using var content = new MemoryStream();
            await foreach (var bytes in context.ReadAsync("", row.Sha256, cancellation))
                content.Write(bytes);
            Add(row.FileName, content.ToArray(), row.MediaType, row.Sha256);
        }
        return joined;

        void Add(string name, byte[] content, string mediaType, string sha256)
        {
            // As bytes: a text that is joined as a text gets other line ends, and another digest.
            if (attachments.Add(name, content, ContentType.Parse(mediaType)) is MimePart part)
                part.ContentTransferEncoding = ContentEncoding.Base64;
            joined.Add($"{name} (SHA-256 {sha256})");
        }
    }

    private static async Task JoinEvidenceAsync(StorageContext context, SignatureRequest request, Action<string, byte[], string, string> add, CancellationToken cancellation)
    {
        var evidence = await context.SignatureEvidences.AsNoTracking().SingleAsync(
            e => e.Reseller == request.Reseller && e.AmendmentNumber == request.AmendmentNumber && e.Revision == request.Revision, cancellation);
        foreach (var file in EvidenceFiles.ForParties(evidence))
            add(file.Name, file.Content, file.ContentType, file.Sha256);
    }

    private static string Plain(
        IEnumerable<string> words, string? link, MailTexts texts, IEnumerable<SheetTable> figures, IReadOnlyList<string> joined, IEnumerable<string> after)
    {
        var lines = new List<string>();
        foreach (var word in words)
            lines.AddRange([word, ""]);
        if (link is not null)
            lines.AddRange([$"{texts.Act}{texts.Printed.Words("\u00A0", "")}:", link, ""]);
        foreach (var table in figures)
        {
            lines.Add(table.Title);
            foreach (var row in table.Rows)
                lines.Add($"  {row[0]}{texts.Printed.Words("\u00A0", "")}: " + string.Join(" ; ", table.Columns.Zip(row).Skip(1).Select(c => $"{c.First} {c.Second}")));
            lines.Add("");
        }
        if (texts.QuoteInFrench.Length > 0 && link is not null)
            lines.AddRange([texts.QuoteInFrench, ""]);
        if (joined.Count > 0)
            lines.AddRange([texts.Joined, .. joined.Select(j => $"  {j}"), ""]);
        lines.AddRange(after);
        return string.Join("\r\n", lines);
    }

    private static Html Page(
        string title, IEnumerable<string> words, string? link, MailTexts texts, IEnumerable<SheetTable> figures, IReadOnlyList<string> joined, IEnumerable<string> after)
    {
        var button = link is null
            ? Html.Empty
            : Html.Of($"""<p><a href="{link}" style="display:inline-block;padding:12px 20px;background:#0b57a4;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:bold">{texts.Act}</a></p>""");
        var list = joined.Count == 0 ? Html.Empty : Html.Of($"<p>{texts.Joined}</p><ul>{Joined(joined, j => Html.Of($"<li>{j}</li>"))}</ul>");
        var note = texts.QuoteInFrench.Length > 0 && link is not null ? Html.Of($"<p>{texts.QuoteInFrench}</p>") : Html.Empty;
        return Html.Of(
            $"""
            <!doctype html>
            <html lang="{texts.Tag}">
            <head><meta charset="utf-8"><title>{title}</title></head>
            <body style="font:16px/1.5 Arial,Helvetica,sans-serif;color:#1b2430;max-width:640px">
            {Joined(words, w => Html.Of($"<p>{w}</p>"))}
            {button}
            {Joined(figures, Table)}
            {note}
            {list}
            {Joined(after, w => Html.Of($"<p>{w}</p>"))}
            </body>
            </html>
            """);
    }

    private static Html Table(SheetTable table) => Html.Of(
        $"""
        <h2 style="font-size:17px">{table.Title}</h2>
        <table style="border-collapse:collapse">
        <tr>{Joined(table.Columns, c => Html.Of($"""<th scope="col" style="padding:4px 8px;text-align:right;border-bottom:1px solid #6b7787">{c}</th>"""))}</tr>
        {Joined(table.Rows, row => Html.Of($"""<tr>{Joined(row.Index(), c => Html.Of($"""<td style="padding:4px 8px;text-align:right;border-bottom:1px solid #d0d6de">{c.Item}</td>"""))}</tr>"""))}
        </table>
        """);

    private static Html Joined<T>(IEnumerable<T> parts, Func<T, Html> drawn) => new(string.Join('\n', parts.Select(p => drawn(p).Text)));
}
