using System.Net;
using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Tests.Json;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Attachments;

/// <summary>The way of a file from its upload to the order.</summary>
public sealed class AttachmentTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Reseller => fixture.Server.Reseller;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_file_is_attached_listed_and_read_as_it_came()
    {
        var draft = await Reseller.CreateAsync(fixture.NextOffer());
        foreach (var (file, number) in SampleFiles.All.Select((f, i) => (f, i + 1)))
        {
            var attached = (await Reseller.UploadAsync(draft.Name, file.Name, file.Content)).Attachment;
            Assert.Equal($"{draft.Name}/attachments/{number}", attached.Name);
            Assert.Equal((file.Name, file.MediaType, file.Content.Length), (attached.FileName, attached.MediaType, attached.SizeBytes));
            Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(file.Content)), "reseller:destiny"), (attached.Sha256, attached.Creator));
            var (read, content) = await Reseller.DownloadAsync(attached.Name);
            Assert.Equal(attached, read);
            Assert.Equal(file.Content, content);
        }
        var listed = await Reseller.AttachmentsAsync(draft.Name);
        Assert.Equal(SampleFiles.All.Select(f => f.Name), listed.Select(a => a.FileName));
        Assert.Equal(listed, (await Reseller.ReadAsync(draft.Name)).Attachments);
    }

    [Fact]
    public async Task What_a_quote_was_issued_with_stays_with_it_and_goes_to_the_order()
    {
        var draft = await Reseller.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 70));
        var first = await Reseller.UploadAsync(draft.Name, "a.txt", SampleFiles.Text);
        var quoted = await Reseller.QuoteAsync(await Reseller.ReadAsync(draft.Name));
        Assert.Equal([first.Attachment], quoted.Quote.Attachments);

        // A quoted amendment whose attachments change is a draft again; the quote keeps its own.
        var second = await Reseller.UploadAsync(draft.Name, "b.pdf", SampleFiles.Pdf);
        var again = await Reseller.ReadAsync(draft.Name);
        Assert.Equal((AmendmentState.Draft, second.Etag), (again.State, again.Etag));
        var deleted = await Reseller.DeleteAsync(first.Attachment, second.Etag);
        Assert.Equal([second.Attachment], await Reseller.AttachmentsAsync(draft.Name));
        Assert.Equal(SampleFiles.Text, (await Reseller.DownloadAsync(first.Attachment.Name)).Content);
        Assert.Equal([first.Attachment], await OfQuoteAsync(1));

        again = await Reseller.ReadAsync(draft.Name);
        Assert.Equal(deleted.Etag, again.Etag);
        quoted = await Reseller.QuoteAsync(again);
        Assert.Equal([second.Attachment], quoted.Quote.Attachments);
        var accepted = await fixture.Server.Operator.ValidateAsync(quoted);
        Assert.Equal([second.Attachment], accepted.Order.Attachments);
        Assert.Equal([second.Attachment], accepted.Amendment.Attachments);
        Assert.Equal([first.Attachment], await OfQuoteAsync(1));
        Assert.Equal([second.Attachment], await OfQuoteAsync(2));
        Assert.Equal([second.Attachment], (await Reseller.Orders.GetOrderAsync(new GetOrderRequest { Name = accepted.Order.Name }, cancellationToken: TestContext.Current.CancellationToken)).Order.Attachments);

        // Accepted, it is as it is; what was attached is still read, after the delivery too.
        await Refusal.OfAsync(Reseller.UploadAsync(draft.Name, "c.txt", SampleFiles.Text), StatusCode.FailedPrecondition, "STATE_NOT_ALLOWED");
        await Refusal.OfAsync(Reseller.DeleteAsync(second.Attachment, accepted.Amendment.Etag), StatusCode.FailedPrecondition, "STATE_NOT_ALLOWED");
        Assert.Equal([second.Attachment], (await fixture.Server.Operator.DeliverAsync(accepted.Order)).Order.Attachments);
        Assert.Equal(SampleFiles.Pdf, (await Reseller.DownloadAsync(second.Attachment.Name)).Content);

        async Task<IEnumerable<Attachment>> OfQuoteAsync(int revision) =>
            (await Reseller.Amendments.GetQuoteAsync(new GetQuoteRequest { Name = $"{draft.Name}/quotes/{revision}" })).Quote.Attachments;
    }

    [Fact]
    public async Task The_same_content_is_kept_once_for_a_reseller_and_goes_with_the_last_that_has_it()
    {
        byte[] content = [.. SampleFiles.Text, .. Guid.NewGuid().ToByteArray().SelectMany(b => $"{b:x2}".Select(c => (byte)c))];
        var digest = Convert.ToHexStringLower(SHA256.HashData(content));
        var (one, other) = (await Reseller.CreateAsync(fixture.NextOffer()), await Reseller.CreateAsync(fixture.NextOffer()));
        var first = await Reseller.UploadAsync(one.Name, "a.txt", content);
        var second = await Reseller.UploadAsync(other.Name, "b.txt", content);
        Assert.Equal((1, 1), await KeptAsync());
        await Reseller.DeleteAsync(first.Attachment, first.Etag);
        Assert.Equal((1, 1), await KeptAsync());
        await Refusal.OfAsync(Reseller.DownloadAsync(first.Attachment.Name), StatusCode.NotFound, "NOT_FOUND");
        Assert.Equal(content, (await Reseller.DownloadAsync(second.Attachment.Name)).Content);
        var deleted = await Reseller.DeleteAsync(second.Attachment, second.Etag);
        Assert.Equal((0, 0), await KeptAsync());

        // A number is never used again: whoever wrote the name down gets nothing else under it.
        Assert.Equal($"{other.Name}/attachments/2", (await Reseller.UploadAsync(other.Name, "b.txt", content, etag: deleted.Etag)).Attachment.Name);

        async Task<(int, int)> KeptAsync()
        {
            await using var storage = fixture.Server.OpenStorage();
            return (await storage.StoredContents.CountAsync(c => c.Sha256 == digest, Cancellation), await storage.StoredChunks.CountAsync(c => c.Sha256 == digest, Cancellation));
        }
    }

    [Fact]
    public async Task A_repeated_upload_or_deletion_is_answered_the_same_and_done_once()
    {
        var draft = await Reseller.CreateAsync(fixture.NextOffer());
        var id = Steps.NewId();
        var first = await Reseller.UploadAsync(draft.Name, "a.txt", SampleFiles.Text, id);
        Assert.Equal(first, await Reseller.UploadAsync(draft.Name, "a.txt", SampleFiles.Text, id.ToUpperInvariant()));
        Assert.Single(await Reseller.AttachmentsAsync(draft.Name));
        foreach (var other in (Task[])[Reseller.UploadAsync(draft.Name, "b.txt", SampleFiles.Text, id), Reseller.UploadAsync(draft.Name, "a.txt", [.. SampleFiles.Text, (byte)'x'], id)])
            await Refusal.OfAsync(other, StatusCode.InvalidArgument, "REQUEST_ID_REUSED");

        var deletion = new DeleteAttachmentRequest { Name = first.Attachment.Name, Etag = first.Etag, RequestId = Steps.NewId() };
        var deleted = await Reseller.Amendments.DeleteAttachmentAsync(deletion, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(deleted, await Reseller.Amendments.DeleteAttachmentAsync(deletion, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(first, await Reseller.UploadAsync(draft.Name, "a.txt", SampleFiles.Text, id));
        Assert.Empty(await Reseller.AttachmentsAsync(draft.Name));
        deletion.RequestId = Steps.NewId();
        deletion.Etag = deleted.Etag;
        await Refusal.OfAsync(Reseller.Amendments.DeleteAttachmentAsync(deletion, cancellationToken: TestContext.Current.CancellationToken), StatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task An_etag_that_is_told_is_looked_at()
    {
        var draft = await Reseller.CreateAsync(fixture.NextOffer());
        await Refusal.OfAsync(Reseller.UploadAsync(draft.Name, "a.txt", SampleFiles.Text, etag: "0"), StatusCode.Aborted, "ETAG_MISMATCH");
        var attached = await Reseller.UploadAsync(draft.Name, "a.txt", SampleFiles.Text, etag: draft.Etag);
        Assert.NotEqual(draft.Etag, attached.Etag);
        await Refusal.OfAsync(Reseller.DeleteAsync(attached.Attachment, draft.Etag), StatusCode.Aborted, "ETAG_MISMATCH");
    }

    [Fact]
    public async Task Several_uploads_at_once_are_all_attached()
    {
        var draft = await Reseller.CreateAsync(fixture.NextOffer());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Reseller.UploadAsync(draft.Name, $"{i}.txt", [.. SampleFiles.Text, (byte)('0' + i)])));
        Assert.Equal(Enumerable.Range(1, 8).Select(i => $"{draft.Name}/attachments/{i}"), (await Reseller.AttachmentsAsync(draft.Name)).Select(a => a.Name));
    }

    [Fact]
    public async Task Attachments_are_listed_and_deleted_as_JSON()
    {
        var draft = await Reseller.CreateAsync(fixture.NextOffer());
        var attached = await Reseller.UploadAsync(draft.Name, "a.txt", SampleFiles.Text);
        using var json = new JsonClient(fixture.Server.Http, "Dev reseller:destiny");
        Assert.Equal("a.txt", (string)(await json.GetAsync($"/v1/{draft.Name}/attachments"))["attachments"]![0]!["fileName"]!);
        var deletion = $"/v1/{attached.Attachment.Name}?etag={attached.Etag}&requestId={Steps.NewId()}";
        var answer = await json.SendAsync(HttpMethod.Delete, deletion, (string?)null, HttpStatusCode.OK);
        Assert.Equal((await Reseller.ReadAsync(draft.Name)).Etag, (string)answer["etag"]!);
        Assert.Equal($"{answer}", $"{await json.SendAsync(HttpMethod.Delete, deletion, (string?)null, HttpStatusCode.OK)}");
        await json.SendAsync(HttpMethod.Delete, $"{deletion}&colour=red", (string?)null, HttpStatusCode.BadRequest);
        Assert.Empty(await Reseller.AttachmentsAsync(draft.Name));
    }

    [Fact]
    public async Task Another_reseller_sees_nothing_of_it()
    {
        var draft = await Reseller.CreateAsync(fixture.NextOffer());
        var attached = (await Reseller.UploadAsync(draft.Name, "a.txt", SampleFiles.Text)).Attachment;
        var other = fixture.Server.As("Dev reseller:sud-connect");
        await Refusal.OfAsync(other.DownloadAsync(attached.Name), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        await Refusal.OfAsync(other.DownloadAsync(attached.Name.Replace(draft.Name.Split('/')[1], "-", StringComparison.Ordinal)), StatusCode.NotFound, "NOT_FOUND");
        await Refusal.OfAsync(other.UploadAsync(draft.Name, "b.txt", SampleFiles.Text), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        Assert.Equal(SampleFiles.Text, (await fixture.Server.Operator.DownloadAsync(attached.Name.Replace(draft.Name.Split('/')[1], "-", StringComparison.Ordinal))).Content);
    }
}
