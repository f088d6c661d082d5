using Google.Protobuf;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Attachments;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Tests.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Attachments;

/// <summary>What an upload may take, and what is left of one that does not come to its end.</summary>
public sealed class UploadLimitTests(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private static readonly AttachmentLimits Near = new() { Count = 3, Kept = 5, Uploads = 100, UploadsOfCaller = 50 };

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private TestServer? server;
    private Amendment draft = new();

    private Clients Operator => server!.Operator;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = Path.Combine(folder, "myopenip.db");
        File.Copy(demonstration.File, database);
        server = await TestServer.StartAsync(database, TestServer.Today, services => services.AddSingleton(Near));
        draft = await Operator.CreateQuotableAsync(Steps.Numbers, Steps.Want("NUMERO_GEOGRAPHIQUE", 9));
    }

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_file_has_ten_mebibytes_and_not_a_byte_more()
    {
        var most = new byte[10 * 1024 * 1024];
        most.AsSpan().Fill((byte)'a');
        var attached = await Operator.UploadAsync(draft.Name, "a.txt", most);
        Assert.Equal(most, (await Operator.DownloadAsync(attached.Attachment.Name)).Content);
        Assert.Equal("10 MiB", await LimitAsync(Operator.UploadAsync(draft.Name, "b.txt", [.. most, (byte)'a'])));
        Assert.Single(await Operator.AttachmentsAsync(draft.Name));
        await AssertNothingIsLeftAsync(contents: 1);
    }

    [Fact]
    public async Task An_amendment_has_as_many_as_allowed_and_deleted_ones_that_a_quote_keeps_count_apart()
    {
        var attached = new List<UploadAttachmentResponse>();
        for (var i = 0; i < Near.Count; i++)
            attached.Add(await Operator.UploadAsync(draft.Name, $"{i}.txt", SampleFiles.Text));
        Assert.Equal("3", await LimitAsync(Operator.UploadAsync(draft.Name, "more.txt", SampleFiles.Text)));
        await Operator.QuoteAsync(await Operator.ReadAsync(draft.Name));
        var etag = (await Operator.ReadAsync(draft.Name)).Etag;
        foreach (var one in attached)
            etag = (await Operator.DeleteAsync(one.Attachment, etag)).Etag;
        await Operator.UploadAsync(draft.Name, "more.txt", SampleFiles.Text);
        await Operator.UploadAsync(draft.Name, "more.txt", SampleFiles.Text);
        Assert.Equal("5", await LimitAsync(Operator.UploadAsync(draft.Name, "more.txt", SampleFiles.Text)));
    }

    [Fact]
    public async Task One_caller_has_as_many_uploads_under_way_as_allowed_and_others_go_on()
    {
        var underWay = new List<AsyncClientStreamingCall<UploadAttachmentRequest, UploadAttachmentResponse>>();
        for (var i = 0; i < Near.UploadsOfCaller; i++)
            underWay.Add(await BeginAsync(Operator));
        await Task.Delay(500, Cancellation);
        var refusal = await Refusal.OfAsync(Operator.UploadAsync(draft.Name, "a.txt", SampleFiles.Text), StatusCode.ResourceExhausted, "LIMIT_EXCEEDED");
        Assert.Equal("50", refusal.Info.Metadata["limit"]);
        Assert.Equal(5, refusal.Status.GetDetail<Google.Rpc.RetryInfo>().RetryDelay.Seconds);
        await server!.Reseller.UploadAsync(draft.Name, "a.txt", SampleFiles.Text);
        await underWay[0].RequestStream.CompleteAsync();
        await underWay[0].ResponseAsync;
        foreach (var call in underWay)
            call.Dispose();
        Assert.Equal(2, (await Operator.AttachmentsAsync(draft.Name)).Count);
        await UploadAtLastAsync("b.txt");
        await AssertNothingIsLeftAsync(contents: 1);
    }

    [Fact]
    public async Task An_upload_whose_bytes_end_anywhere_leaves_nothing()
    {
        using var raw = new RawCalls(server!.Grpc);
        byte[] body =
        [
            .. RawCalls.Frame(AttachmentCalls.Messages(draft.Name, "a.pdf", []).First().ToByteArray()),
            .. SampleFiles.Pdf.Chunk(50).SelectMany(c => RawCalls.Frame(new UploadAttachmentRequest { Content = ByteString.CopyFrom(c) }.ToByteArray())),
        ];
        for (var cut = 0; cut < body.Length; cut++)
            Assert.Equal(StatusCode.InvalidArgument, (await raw.SendAsync("Amendments/UploadAttachment", body[..cut])).Code);
        Assert.Empty(await Operator.AttachmentsAsync(draft.Name));
        await AssertNothingIsLeftAsync(contents: 0);
        Assert.Equal(StatusCode.OK, (await raw.SendAsync("Amendments/UploadAttachment", body)).Code);
        await AssertNothingIsLeftAsync(contents: 1);
    }

    [Fact]
    public async Task An_upload_whose_caller_goes_away_leaves_nothing_though_all_of_it_came()
    {
        for (var cut = 0; cut <= SampleFiles.Text.Length; cut++)
        {
            using var call = Operator.Amendments.UploadAttachment(cancellationToken: Cancellation);
            await call.RequestStream.WriteAsync(AttachmentCalls.Messages(draft.Name, "a.txt", []).First(), Cancellation);
            foreach (var part in SampleFiles.Text[..cut].Chunk(7))
                await call.RequestStream.WriteAsync(new() { Content = ByteString.CopyFrom(part) }, Cancellation);
        }
        await UploadAtLastAsync("b.txt");
        Assert.Equal("b.txt", Assert.Single(await Operator.AttachmentsAsync(draft.Name)).FileName);
        await AssertNothingIsLeftAsync(contents: 1);
    }

    [Fact]
    public async Task A_content_that_ends_too_early_for_its_kind_or_its_digest_leaves_nothing()
    {
        for (var cut = 1; cut < SampleFiles.Png.Length; cut++)
            await Refusal.OfAsync(Operator.UploadAsync(draft.Name, "a.png", SampleFiles.Png[..cut]), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        var digest = new string('0', 64);
        var refusal = await Refusal.OfAsync(Operator.UploadAsync(draft.Name, "a.txt", SampleFiles.Text, sha256: digest), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(("sha256", "OTHER_DIGEST"), refusal.Rule);
        Assert.Empty(await Operator.AttachmentsAsync(draft.Name));
        await AssertNothingIsLeftAsync(contents: 0);
    }

    [Fact]
    public async Task An_upload_that_falls_silent_is_ended()
    {
        using var call = await BeginAsync(Operator);
        await AdvanceUntilEndedAsync(call.ResponseAsync, Near.Idle + TimeSpan.FromSeconds(1));
        Assert.Equal("30 s", await LimitAsync(call.ResponseAsync));
        await AssertNothingIsLeftAsync(contents: 0);
    }

    [Fact]
    public async Task Messages_in_the_wrong_order_are_refused()
    {
        var (told, content) = (AttachmentCalls.Messages(draft.Name, "a.txt", []).First(), new UploadAttachmentRequest { Content = ByteString.CopyFromUtf8("a") });
        Assert.Equal(("attachment", "REQUIRED"), await RuleAsync());
        Assert.Equal(("attachment", "REQUIRED"), await RuleAsync(new UploadAttachmentRequest()));
        Assert.Equal(("attachment", "REQUIRED"), await RuleAsync(content, told));
        Assert.Equal(("attachment", "REPEATED"), await RuleAsync(told, content, told));
        Assert.Equal(("content", "NO_KNOWN_FILE"), await RuleAsync(told));
        Assert.Equal(("content", "TOO_LARGE"), await RuleAsync(told, new() { Content = ByteString.CopyFrom(new byte[(1024 * 1024) + 1]) }));

        async Task<(string, string)> RuleAsync(params UploadAttachmentRequest[] messages)
        {
            using var call = Operator.Amendments.UploadAttachment(cancellationToken: Cancellation);
            return (await Refusal.OfAsync(Streams.SendAsync(call, messages), StatusCode.InvalidArgument, "INVALID_ARGUMENT")).Rule;
        }
    }

    private async Task<AsyncClientStreamingCall<UploadAttachmentRequest, UploadAttachmentResponse>> BeginAsync(Clients clients)
    {
        var call = clients.Amendments.UploadAttachment(cancellationToken: Cancellation);
        foreach (var message in AttachmentCalls.Messages(draft.Name, "a.txt", SampleFiles.Text))
            await call.RequestStream.WriteAsync(message, Cancellation);
        return call;
    }

    /// <summary>Uploads when there is a turn again: callers that go away are noticed a little later.</summary>
    private async Task UploadAtLastAsync(string name)
    {
        for (var left = 100; ; left--)
        {
            try
            {
                await Operator.UploadAsync(draft.Name, name, SampleFiles.Text);
                return;
            }
            catch (RpcException full) when (full.StatusCode is StatusCode.ResourceExhausted && left > 0)
            {
                await Task.Delay(50, Cancellation);
            }
        }
    }

    private async Task AssertNothingIsLeftAsync(int contents)
    {
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder, "uploads")));
        await using var storage = server!.OpenStorage();
        Assert.Equal(contents, await storage.StoredContents.CountAsync(c => c.Reseller != "", Cancellation));
        Assert.Equal(contents, await storage.StoredChunks.Where(c => c.Reseller != "").Select(c => c.Sha256).Distinct().CountAsync(Cancellation));
    }

    private static async Task<string> LimitAsync(Task call) =>
        (await Refusal.OfAsync(call, StatusCode.ResourceExhausted, "LIMIT_EXCEEDED")).Info.Metadata["limit"];

    /// <summary>Lets the server's time pass; again, as long as the server may not have begun to wait.</summary>
    private async Task AdvanceUntilEndedAsync(Task call, TimeSpan time)
    {
        for (var i = 0; i < 50 && !call.IsCompleted; i++)
        {
            await Task.Delay(100, Cancellation);
            server!.Time.Advance(time);
        }
    }
}
