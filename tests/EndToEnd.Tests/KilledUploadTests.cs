using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MyOpenIP.ClientSamples;
using MyOpenIP.V1;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>A server that is killed while a file is uploaded: nothing of the file is left, and the same upload again is whole.</summary>
public sealed class KilledUploadTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Metadata Operator => new() { { "authorization", "Dev operator" } };

    [Fact]
    public async Task An_upload_whose_server_is_killed_leaves_nothing_and_is_done_by_a_repeat()
    {
        await using var server = ServerProcess.Start();
        await server.ServingAsync();
        using var portal = new Portal(server.Address);
        var draft = (await portal.Amendments.CreateAmendmentAsync(
            new CreateAmendmentRequest
            {
                Parent = "customers/44660",
                RequestId = Guid.NewGuid().ToString(),
                Amendment = new Amendment { ContractedOffer = "customers/44660/contractedOffers/OC151200" },
            },
            Portal.Waiting)).Amendment;
        var content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("Par la cour. ", 300_000)));
        var told = new NewAttachment { Parent = draft.Name, FileName = "a.txt", RequestId = Guid.NewGuid().ToString() };

        // At the beginning, in the middle, and when all came but the end.
        foreach (var sent in (int[])[0, content.Length / 2, content.Length])
        {
            // Without retries: what the library repeats by itself would wait for the next server.
            using (var channel = GrpcChannel.ForAddress(server.Address))
            using (var call = new Amendments.AmendmentsClient(channel).UploadAttachment(Operator, cancellationToken: Cancellation))
            {
                await call.RequestStream.WriteAsync(new UploadAttachmentRequest { Attachment = told }, Cancellation);
                foreach (var piece in content[..sent].Chunk(64 * 1024))
                    await call.RequestStream.WriteAsync(new UploadAttachmentRequest { Content = ByteString.CopyFrom(piece) }, Cancellation);
                await Task.Delay(200, Cancellation);
                await server.KillAsync();
                await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
            }
            Assert.DoesNotContain(server.FilesBesideTheDatabase, f => f.Contains("uploads", StringComparison.Ordinal));
            server.Restart();
            await server.ServingAsync();
            Assert.Empty((await portal.Amendments.ListAttachmentsAsync(new ListAttachmentsRequest { Parent = draft.Name }, Portal.Waiting)).Attachments);
        }

        var attached = (await Files.UploadAsync(portal, told, content)).Attachment;
        Assert.Equal(Files.Sha256(content), attached.Sha256);
        await server.KillAndRestartAsync();
        Assert.Equal(content, await Files.DownloadAsync(portal, attached));
        Assert.Equal(attached, (await Files.UploadAsync(portal, told, content)).Attachment);
        Assert.Single((await portal.Amendments.ListAttachmentsAsync(new ListAttachmentsRequest { Parent = draft.Name }, Portal.Waiting)).Attachments);
    }
}
