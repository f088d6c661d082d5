using System.IO.Compression;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Formats;

/// <summary>
/// A database of each release is opened, upgraded where it must be, read and worked on by this build. It holds the demonstration and
/// an amendment at each stage of its way. RENEW_CORPUS=1 writes that of the version under way anew, until it is released.
/// </summary>
public sealed class ReleasedDatabaseTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    public static TheoryData<string> Releases => [.. Directory.EnumerateFiles(Corpus.Folder(), "*.db.gz").Select(f => Path.GetFileName(f)!)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder, "myopenip.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_version_under_way_has_a_database()
    {
        if (Environment.GetEnvironmentVariable("RENEW_CORPUS") == "1")
            await WriteAsync();
        Assert.Contains(Corpus.CurrentDatabase, Releases.Select(r => r.Data));
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task A_database_of_a_release_is_opened_read_and_worked_on(string release)
    {
        await using (var packed = new GZipStream(File.OpenRead(Path.Combine(Corpus.Folder(), release)), CompressionMode.Decompress))
        await using (var file = File.Create(Database))
            await packed.CopyToAsync(file, Cancellation);
        await using var server = await TestServer.StartAsync(Database, TestServer.Today.AddDays(1));
        var caller = server.Operator;

        var found = (await caller.Amendments.ListAmendmentsAsync(new ListAmendmentsRequest { Parent = "customers/-", PageSize = 50 }, cancellationToken: Cancellation)).Amendments;
        Assert.Equal(
            [AmendmentState.Draft, AmendmentState.Quoted, AmendmentState.Accepted, AmendmentState.Completed],
            found.Select(a => a.State).Order());
        var (draft, quoted, accepted, completed) = (In(AmendmentState.Draft), In(AmendmentState.Quoted), In(AmendmentState.Accepted), In(AmendmentState.Completed));

        // What was quoted is read as it was, and ordered as it was quoted.
        var quote = await QuoteAsync(quoted);
        Assert.Equal(quote.Recap.Fingerprint, quote.Fingerprint);
        var ordered = await caller.ValidateAsync(new IssueQuoteResponse { Amendment = await caller.ReadAsync(quoted.Name), Quote = quote });
        Assert.Equal(quote.Recap.WholeTotals.Recurring, (await QuoteAsync(quoted)).Recap.WholeTotals.Recurring);
        Assert.Equal(OrderState.Created, ordered.Order.State);

        // It gets the PDF that it did not have, and keeps it.
        var pdf = await DownloadAsync(quote);
        Assert.Equal("%PDF-1.7"u8, pdf.AsSpan(0, 8));
        Assert.Equal(pdf, await DownloadAsync(quote));

        // What was ordered is delivered; what was delivered is the second version.
        var order = (await caller.Orders.ListOrdersAsync(new ListOrdersRequest { Parent = "customers/-", PageSize = 50 }, cancellationToken: Cancellation)).Orders.Single(o => o.Amendment == accepted.Name);
        Assert.Equal(2, (await caller.DeliverAsync(order)).ContractedOffer.Version);
        Assert.Equal(2, (await caller.ReadOfferAsync(completed.ContractedOffer)).Version);

        // A draft is priced as of today, and quoted.
        Assert.Equal(AmendmentState.Quoted, (await caller.QuoteAsync(await caller.ReadAsync(draft.Name))).Amendment.State);

        // Every contract of a page is read.
        var offers = await caller.ContractedOffers.ListContractedOffersAsync(new ListContractedOffersRequest { Parent = "customers/-", PageSize = 50 }, cancellationToken: Cancellation);
        foreach (var offer in offers.ContractedOffers)
            Assert.NotNull((await caller.ReadOfferAsync(offer.Name)).MonthlyAmount);

        // Its audit, which knew no chain, has one now, and all of it holds.
        var (holds, told) = await Verification.WorkedDatabase.VerifyAsync(Database);
        Assert.True(holds, told);

        Amendment In(AmendmentState state) => found.Single(a => a.State == state);

        async Task<byte[]> DownloadAsync(Quote quote)
        {
            using var call = caller.Amendments.DownloadQuote(new DownloadQuoteRequest { Name = quote.Name }, cancellationToken: Cancellation);
            var content = new MemoryStream();
            await foreach (var part in call.ResponseStream.ReadAllAsync(Cancellation))
                part.Content.WriteTo(content);
            return content.ToArray();
        }

        async Task<Quote> QuoteAsync(Amendment amendment) =>
            (await caller.Amendments.GetQuoteAsync(new GetQuoteRequest { Name = $"{amendment.Name}/quotes/1" }, cancellationToken: Cancellation)).Quote;
    }

    private const string Trunk = "APPEL_SIMULTANE";

    private async Task WriteAsync()
    {
        await using (var server = await TestServer.StartAsync(Database, TestServer.Today))
        {
            var caller = server.Operator;
            _ = await caller.CreateQuotableAsync(Steps.Numbers, Steps.Want("NUMERO_GEOGRAPHIQUE", 9));
            _ = await caller.QuoteAsync(await caller.CreateQuotableAsync(Steps.SipTrunkAtFour, Steps.Want(Trunk, 3)));
            _ = await OrderAsync(caller, Steps.SipTrunkAtSix, Steps.Want(Trunk, 3));
            await caller.DeliverAsync(await OrderAsync(caller, Steps.MetaCentrex, Steps.Want("SDA_SIMPLE", 2)));
        }
        SqliteConnection.ClearAllPools();
        var whole = Path.Combine(folder, "whole.db");
        await using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            await connection.OpenAsync(Cancellation);
            await using var vacuum = connection.CreateCommand();
            vacuum.CommandText = "VACUUM INTO $target";
            vacuum.Parameters.AddWithValue("$target", whole);
            await vacuum.ExecuteNonQueryAsync(Cancellation);
        }
        await using var packed = new GZipStream(File.Create(Path.Combine(Corpus.Folder(), Corpus.CurrentDatabase)), CompressionLevel.SmallestSize);
        await using var bytes = File.OpenRead(whole);
        await bytes.CopyToAsync(packed, Cancellation);
    }

    private static async Task<Order> OrderAsync(Clients caller, string offer, WantedLine line) =>
        (await caller.ValidateAsync(await caller.QuoteAsync(await caller.CreateQuotableAsync(offer, line)))).Order;
}
