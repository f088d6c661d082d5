using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Signing;
using MyOpenIP.Server.Tests.Security.Persons;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>Whoever holds a file learns whether it is ours and intact, and what became of its quote; of any other file nothing.</summary>
public sealed class VerifyFileTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Stranger => fixture.Server.As("Dev reseller:sud-connect");

    private Uri Page => new(fixture.Server.Http, "/verify?lang=fr");

    [Fact]
    public async Task Every_file_of_a_signature_is_known_by_its_bytes_and_its_digest_to_whoever_holds_it()
    {
        var asked = await Asked.OfAsync(fixture, 83);
        var quote = asked.Quoted.Quote.Name;
        var pdf = await fixture.Server.Reseller.QuotePdfAsync(quote);
        Assert.Equal(VerifiedQuoteState.Open, (await Stranger.VerifyAsync(pdf))!.State);
        using var browser = new Browser(fixture.Server.Http);
        await asked.SignAsync(browser, await asked.LinkAsync());
        foreach (var (format, kind) in new (EvidenceFormat?, VerifiedFileKind)[]
        {
            (null, VerifiedFileKind.Quote), (EvidenceFormat.Pdf, VerifiedFileKind.Evidence), (EvidenceFormat.Json, VerifiedFileKind.EvidenceRecord), (EvidenceFormat.Certificate, VerifiedFileKind.Certificate),
        })
        {
            var content = format is { } of ? await fixture.Server.Reseller.EvidenceAsync(quote, of) : pdf;
            var verified = await Stranger.VerifyAsync(content);
            Assert.Equal((kind, 0L, Sha256Hex.Of(content), VerifiedQuoteState.Signed), (verified!.Kind, verified.AppendedBytes, verified.Sha256, verified.State));
            Assert.Equal((await asked.ReadAsync()).AnswerTime, verified.AnswerTime);
            Assert.Equal(ResourceNames.PrintedQuote(asked.Quoted.Quote.Number, asked.Quoted.Quote.Revision), verified.PrintedQuote);
            var digest = new VerifySignatureRequest { Sha256 = Sha256Hex.Of(content) };
            Assert.Equal(verified, (await Stranger.Amendments.VerifySignatureAsync(digest, cancellationToken: TestContext.Current.CancellationToken)).File);
            using var http = new HttpClient();
            var (status, page) = await Held.PostAsync(http, Page, content);
            Assert.Equal(200, status);
            Assert.Contains("authentique et inchangé.", page, StringComparison.Ordinal);
            Assert.Contains("Signé par le client", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Claire", page, StringComparison.Ordinal);
            Assert.DoesNotContain("customers/", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_appended_is_told_and_what_was_changed_foreign_or_guessed_is_told_alike()
    {
        var quoted = await fixture.Server.Reseller.QuoteAsync(await fixture.Server.Reseller.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 84)));
        var pdf = await fixture.Server.Reseller.QuotePdfAsync(quoted.Quote.Name);
        byte[] appended = [.. pdf, .. "1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"u8];
        var told = await Stranger.VerifyAsync(appended);
        Assert.Equal((VerifiedFileKind.Quote, (long)appended.Length - pdf.Length, Sha256Hex.Of(pdf)), (told!.Kind, told.AppendedBytes, told.Sha256));
        using var http = new HttpClient();
        Assert.Contains($"{appended.Length - pdf.Length} octets y ont été ajoutés", (await Held.PostAsync(http, Page, appended)).Page, StringComparison.Ordinal);

        byte[] changed = [.. pdf];
        changed[pdf.Length / 2] ^= 1;
        var unknown = await Held.PostAsync(http, Page, changed);
        Assert.Contains("n’est pas de nous", unknown.Page, StringComparison.Ordinal);
        foreach (var other in (byte[][])[pdf[..^1], pdf[1..], "%PDF-1.7\n%%EOF\n"u8.ToArray(), RandomNumberGenerator.GetBytes(5000)])
        {
            Assert.Null(await Stranger.VerifyAsync(other));
            Assert.Equal(unknown, await Held.PostAsync(http, Page, other));
        }
        Assert.Null((await Stranger.Amendments.VerifySignatureAsync(new VerifySignatureRequest { Sha256 = new string('0', 64) }, cancellationToken: TestContext.Current.CancellationToken)).File);
    }

    [Fact]
    public async Task What_became_of_a_quote_is_told_to_who_holds_it()
    {
        var (reseller, staff) = (fixture.Server.Reseller, fixture.Server.Operator);
        async Task<(IssueQuoteResponse Quoted, byte[] Pdf)> NewAsync(int final)
        {
            var quoted = await reseller.QuoteAsync(await reseller.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", final)));
            return (quoted, await reseller.QuotePdfAsync(quoted.Quote.Name));
        }

        var validated = await NewAsync(71);
        await staff.ValidateAsync(validated.Quoted);
        Assert.Equal(VerifiedQuoteState.Validated, (await Stranger.VerifyAsync(validated.Pdf))!.State);
        var revised = await NewAsync(72);
        var draft = (await reseller.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(revised.Quoted.Amendment, new Amendment { Comment = "x" }, "comment"), cancellationToken: TestContext.Current.CancellationToken)).Amendment;
        Assert.Equal(VerifiedQuoteState.Superseded, (await Stranger.VerifyAsync(revised.Pdf))!.State);
        await reseller.CancelAsync(draft);
        Assert.Equal(VerifiedQuoteState.Cancelled, (await Stranger.VerifyAsync(revised.Pdf))!.State);
        var expired = await NewAsync(73);
        await using (var storage = fixture.Server.OpenStorage())
            await storage.Amendments.Where(a => a.Number == expired.Quoted.Amendment.Name.Substring(expired.Quoted.Amendment.Name.LastIndexOf('/') + 1))
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.ExpiresAt, fixture.Server.Time.GetUtcNow().AddSeconds(-1)), TestContext.Current.CancellationToken);
        Assert.Equal(VerifiedQuoteState.Expired, (await Stranger.VerifyAsync(expired.Pdf))!.State);
        var asked = await Asked.OfAsync(fixture, 74);
        var refused = await reseller.QuotePdfAsync(asked.Quoted.Quote.Name);
        using var browser = new Browser(fixture.Server.Http);
        await browser.SendAsync(await browser.OpenAsync(await asked.LinkAsync()), ("do", "decline"), ("reason", "Trop cher"));
        Assert.Equal(VerifiedQuoteState.Declined, (await Stranger.VerifyAsync(refused))!.State);
    }

    [Fact]
    public async Task The_call_wants_a_token_and_one_file_or_digest()
    {
        var nothing = await Assert.ThrowsAsync<RpcException>(async () => await Stranger.Amendments.VerifySignatureAsync(new VerifySignatureRequest(), cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(StatusCode.InvalidArgument, nothing.StatusCode);
        var bad = await Assert.ThrowsAsync<RpcException>(async () => await Stranger.Amendments.VerifySignatureAsync(new VerifySignatureRequest { Sha256 = "abc" }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(StatusCode.InvalidArgument, bad.StatusCode);
        var large = await Assert.ThrowsAsync<RpcException>(async () => await Stranger.VerifyAsync(new byte[(3 * 1024 * 1024) + 1]));
        Assert.Equal(StatusCode.InvalidArgument, large.StatusCode);
    }

    [Fact]
    public async Task The_page_bounds_what_is_sent_and_says_what_is_wrong_with_it()
    {
        using var http = new HttpClient();
        Assert.Equal((400, true), Told(await Held.PostAsync(http, Page, null), "Choisissez un fichier"));
        Assert.Equal((400, true), Told(await Held.PostAsync(http, Page, null, "abc"), "64 chiffres hexadécimaux."));
        Assert.Equal((200, true), Told(await Held.PostAsync(http, Page, null, new string('A', 64)), "n’est pas de nous"));
        Assert.Equal((200, true), Told(await Held.PostAsync(http, Page, new byte[10 * 1024 * 1024]), "n’est pas de nous"));
        Assert.Equal((413, true), Told(await Held.PostAsync(http, Page, new byte[(10 * 1024 * 1024) + 1]), "dépasse 10 Mo"));
        using var other = new StringContent("sha256=0", Encoding.ASCII, "application/x-www-form-urlencoded");
        Assert.Equal(400, (int)(await http.PostAsync(Page, other, TestContext.Current.CancellationToken)).StatusCode);
        using var shown = await http.GetAsync(Page, TestContext.Current.CancellationToken);
        Assert.Contains("default-src 'none'", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var status = 200;
        for (var i = 0; i < 80 && status != 429; i++)
            status = (await Held.PostAsync(http, Page, [1])).Status;
        Assert.Equal(429, status);
        fixture.Server.Time.Advance(TimeSpan.FromMinutes(15));

        static (int, bool) Told((int Status, string Page) answer, string text) => (answer.Status, answer.Page.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>A beginning is found however its bytes come in, and the more of them there are the less is looked at.</summary>
    [Fact]
    public void Beginnings_of_a_file_are_hashed_at_its_first_markers_whatever_the_pieces()
    {
        byte[] content = [.. "a%%%EOF\nb%%EO%%EOF\nc"u8];
        foreach (var size in (int[])[1, 2, 3, 7, content.Length])
        {
            using var reading = new HeldFile.Reading();
            foreach (var piece in content.Chunk(size))
                reading.Add(piece);
            Assert.Equal(
                [(Sha256Hex.Of(content), 20L), (Sha256Hex.Of(content.AsSpan(..8)), 8L), (Sha256Hex.Of(content.AsSpan(..19)), 19L)],
                reading.End().Digests.Select(d => (d.Sha256, d.Length)));
        }
        Assert.Equal(17, HeldFile.Of([.. Enumerable.Repeat("%%EOF\n"u8.ToArray(), 1000).SelectMany(m => m), 0]).Digests.Count);
    }
}
