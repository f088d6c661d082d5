using System.Text.Json;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using MyOpenIP.Server.Tests.Attachments;
using MyOpenIP.Server.Tests.Security.Persons;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Tests.Verification;
using MyOpenIP.V1;
using UglyToad.PdfPig;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>What is kept of an acceptance: what, who, how and when, with the digests of what was accepted.</summary>
public sealed class EvidenceTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signature_and_a_validation_leave_evidence_that_names_the_pdf_and_is_told_to_the_audit()
    {
        var asked = await Asked.OfAsync(fixture, 81);
        using var browser = new Browser(fixture.Server.Http);
        await asked.SignAsync(browser, await asked.LinkAsync());
        var signed = await ReadAsync(asked.Quoted.Quote.Name);
        Assert.Equal(("SIGNATURE", "Claire Dubois", "Gérante"), (Text(signed, "way"), Text(signed.GetProperty("signer"), "name"), Text(signed.GetProperty("signer"), "capacity")));
        Assert.Equal("SIGNED", Text(signed.GetProperty("events").EnumerateArray().Last(), "what"));
        Assert.Equal((await asked.ReadAsync()).Quote, Text(signed, "quote"));

        var validation = Steps.ValidationOf(await QuotedAsync(82));
        validation.Comment = "Bon de commande reçu par courrier";
        var validated = await fixture.Server.Operator.Amendments.ValidateAsync(validation, cancellationToken: Cancellation);
        var attested = await ReadAsync($"{validated.Amendment.Name}/quotes/1");
        Assert.Equal(("ATTESTATION", "Valider le devis pour le compte du client", validation.Comment), (Text(attested, "way"), Text(attested, "attestation"), Text(attested, "reason")));
        Assert.Equal(64, Text(attested, "quoteSha256").Length);

        var (holds, told) = await WorkedDatabase.VerifyAsync(fixture.Database);
        Assert.True(holds, told);
        Assert.Contains(" files hold", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_parties_get_the_signed_pdf_the_evidence_and_a_certificate_with_the_digests_before_and_after()
    {
        var asked = await Asked.OfAsync(fixture, 83, request => request.RequesterEmail = "achats@revendeur.example");
        var quote = asked.Quoted.Quote;
        using var browser = new Browser(fixture.Server.Http);
        await asked.SignAsync(browser, await asked.LinkAsync());
        var certificate = await fixture.Server.Reseller.EvidenceAsync(quote.Name, EvidenceFormat.Certificate);
        var text = TextOf(certificate);
        var pdf = Sha256Hex.Of(await fixture.Server.Reseller.QuotePdfAsync(quote.Name));
        var (json, paper) = (await fixture.Server.Reseller.EvidenceAsync(quote.Name, EvidenceFormat.Json), await fixture.Server.Reseller.EvidenceAsync(quote.Name, EvidenceFormat.Pdf));
        foreach (var part in (string[])["Certificat de signature", "Claire Dubois", "Page de signature ouverte, depuis", "Devis signé, depuis", $"avant : {pdf}", $"après : {pdf} (inchangé)", Sha256Hex.Of(json), Sha256Hex.Of(paper), "/verify"])
            Assert.Contains(part.Replace(" ", "", StringComparison.Ordinal), text, StringComparison.Ordinal);

        foreach (var (about, to) in new[] { ("signed", "claire.dubois@client.example"), ("completed", "achats@revendeur.example") })
        {
            using var mail = await fixture.Mailbox.WaitAsync($"{asked.Id}.{about}.1.1");
            Assert.Equal(to, mail.To.Mailboxes.Single().Address);
            var joined = mail.Attachments.OfType<MimePart>().ToDictionary(a => a.FileName!, Content);
            Assert.Equal(pdf, Sha256Hex.Of(joined[$"{quote.Number}-1.pdf"]));
            Assert.Equal(certificate, joined[$"{quote.Number}-1-certificate.pdf"]);
            Assert.Equal(paper, joined[$"{quote.Number}-1-evidence.pdf"]);
            Assert.Equal(json, joined[$"{quote.Number}-1-evidence.json"]);
        }

        // Where no address was given it is the seller's on the quote.
        var other = await Asked.OfAsync(fixture, 84);
        await other.SignAsync(browser, await other.LinkAsync());
        using var toSeller = await fixture.Mailbox.WaitAsync($"{other.Id}.completed.1.1");
        using var asking = await other.MailAsync();
        Assert.Equal(asking.ReplyTo.Mailboxes.Single().Address, toSeller.To.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task An_operator_attaches_what_proves_an_acceptance_to_the_quote_as_it_is_and_the_evidence_names_it()
    {
        var (staff, reseller) = (fixture.Server.Operator, fixture.Server.Reseller);
        var quoted = await QuotedAsync(85);
        var name = quoted.Amendment.Name;
        var refused = await Assert.ThrowsAsync<RpcException>(() => ProofAsync(reseller, name));
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        var proof = await ProofAsync(staff, name);
        var before = await staff.ReadAsync(name);
        Assert.Equal((AmendmentState.Quoted, proof.Etag), (before.State, before.Etag));

        var validation = Steps.ValidationOf(quoted);
        (validation.Etag, validation.Comment, validation.ProofAttachment) = (before.Etag, "Signé sur papier", $"{name}/attachments/99");
        var unknown = await Assert.ThrowsAsync<RpcException>(async () => await staff.Amendments.ValidateAsync(validation, cancellationToken: Cancellation));
        Assert.Equal(StatusCode.InvalidArgument, unknown.StatusCode);
        validation.ProofAttachment = proof.Attachment.Name;
        await staff.Amendments.ValidateAsync(validation, cancellationToken: Cancellation);
        var kept = (await ReadAsync(quoted.Quote.Name)).GetProperty("proof");
        Assert.Equal((proof.Attachment.Name, "bon.pdf", proof.Attachment.Sha256), (Text(kept, "attachment"), Text(kept, "fileName"), Text(kept, "sha256")));
        Assert.Contains(proof.Attachment.Sha256, TextOf(await staff.EvidenceAsync(quoted.Quote.Name, EvidenceFormat.Pdf)), StringComparison.Ordinal);
        await using var storage = fixture.Server.OpenStorage();
        Assert.True(await storage.AuditPayloads.AnyAsync(p => p.Payload.Contains("proofSha256") && p.Payload.Contains(proof.Attachment.Sha256), Cancellation));
    }

    /// <summary>Quotes of release 0.2 that nobody had asked for as PDF.</summary>
    [Fact]
    public async Task A_quote_without_a_pdf_gets_it_with_its_acceptance_and_the_evidence_says_so()
    {
        var quoted = await QuotedAsync(86);
        await using (var storage = fixture.Server.OpenStorage())
            await storage.QuotePapers.Where(p => p.AmendmentNumber == quoted.Quote.Number).ExecuteDeleteAsync(Cancellation);
        fixture.Server.Time.Advance(TimeSpan.FromMinutes(5));
        await fixture.Server.Operator.ValidateAsync(quoted);
        var evidence = await ReadAsync(quoted.Quote.Name);
        Assert.Equal(Sha256Hex.Of(await fixture.Server.Reseller.QuotePdfAsync(quoted.Quote.Name)), Text(evidence, "quoteSha256"));
        Assert.Equal(fixture.Server.Time.GetUtcNow(), evidence.GetProperty("quoteDrawnAt").GetDateTimeOffset());
        Assert.Contains("Ce PDF a été établi avec l’acceptation".Replace(" ", "", StringComparison.Ordinal), TextOf(await fixture.Server.Reseller.EvidenceAsync(quoted.Quote.Name, EvidenceFormat.Pdf)), StringComparison.Ordinal);
    }

    private async Task<IssueQuoteResponse> QuotedAsync(int final) =>
        await fixture.Server.Operator.QuoteAsync(await fixture.Server.Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", final)));

    private static async Task<UploadAttachmentResponse> ProofAsync(Clients clients, string amendment)
    {
        using var call = clients.Amendments.UploadAttachment(cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(new() { Attachment = new() { Parent = amendment, FileName = "bon.pdf", RequestId = Steps.NewId(), IsProof = true } }, Cancellation);
        await call.RequestStream.WriteAsync(new() { Content = Google.Protobuf.ByteString.CopyFrom(SampleFiles.Pdf) }, Cancellation);
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    private async Task<JsonElement> ReadAsync(string quote)
    {
        var pdf = await fixture.Server.Reseller.EvidenceAsync(quote, EvidenceFormat.Unspecified);
        Assert.Equal("%PDF"u8, pdf.AsSpan(0, 4));
        return JsonDocument.Parse(await fixture.Server.Reseller.EvidenceAsync(quote, EvidenceFormat.Json)).RootElement;
    }

    private static byte[] Content(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content, Cancellation);
        return content.ToArray();
    }

    /// <summary>The letters of a PDF without blanks: lines break where there is no room.</summary>
    private static string TextOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Concat(document.GetPages().SelectMany(p => p.Letters).Select(l => l.Value)).Replace(" ", "", StringComparison.Ordinal);
    }

    private static string Text(JsonElement holder, string name) => holder.GetProperty(name).GetString()!;
}
