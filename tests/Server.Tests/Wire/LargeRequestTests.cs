using System.Data.Common;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Wire;

/// <summary>Requests of four megabytes, through the wire.</summary>
public sealed class LargeRequestTests(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private const int MostBytes = 4 * 1024 * 1024;

    private static readonly Marshaller<byte[]> Raw = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private readonly Commands commands = new();
    private TestServer server = null!;

    public async ValueTask InitializeAsync()
    {
        File.Copy(demonstration.File, Path.Combine(folder, "myopenip.db"));
        server = await TestServer.StartAsync(Path.Combine(folder, "myopenip.db"), TestServer.Today, services => services
            .AddSingleton(new LargeRequests(TimeProvider.System) { LongestWait = TimeSpan.FromMilliseconds(200) })
            .ConfigureDbContext<StorageContext>(options => options.AddInterceptors(commands)));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Two_million_empty_contacts_are_one_fault()
    {
        byte[] contacts = [.. Enumerable.Repeat((byte[])[0x3A, 0], (MostBytes / 2) - 100).SelectMany(e => e)];
        var refusal = await Refusal.OfAsync(CallAsync("Amendments/PreviewAmendment", contacts), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(["contacts"], refusal.Fields);
        Assert.Equal("1", refusal.Info.Metadata["fault_count"]);

        using var call = server.Operator.Calls.AsyncDuplexStreamingCall(Method("Amendments/PreviewAmendments", MethodType.DuplexStreaming), null, default);
        byte[] preview = new PreviewAmendmentsRequest { Key = "after", Preview = new() { ContractedOffer = Steps.MetaCentrex } }.ToByteArray();
        await call.RequestStream.WriteAsync([0x12, .. Length(contacts.Length), .. contacts], TestContext.Current.CancellationToken);
        await call.RequestStream.WriteAsync(preview, TestContext.Current.CancellationToken);
        await call.RequestStream.CompleteAsync();
        var answers = new List<PreviewAmendmentsResponse>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
            answers.Add(PreviewAmendmentsResponse.Parser.ParseFrom(answer));
        Assert.Equal(["preview.contacts"], answers[0].Error.GetDetail<Google.Rpc.BadRequest>().FieldViolations.Select(v => v.Field));
        Assert.Equal(("after", PreviewAmendmentsResponse.OutcomeOneofCase.Recap), (answers[1].Key, answers[1].OutcomeCase));
    }

    [Fact]
    public async Task Fields_that_no_message_has_are_left_out_and_their_number_is_bounded()
    {
        var request = new PreviewAmendmentRequest { ContractedOffer = Steps.MetaCentrex }.ToByteArray();
        await CallAsync("Amendments/PreviewAmendment", [.. request, .. Strange(ListBounds.MostParts)]);
        var refusal = await Refusal.OfAsync(
            CallAsync("Amendments/PreviewAmendment", [.. request, .. Strange(ListBounds.MostParts + 1)]), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(["message"], refusal.Fields);

        static byte[] Strange(int count) => [.. Enumerable.Range(1000, count).SelectMany(i => (byte[])[.. Length(i << 3), 1])];
    }

    [Fact]
    public async Task Five_thousand_unknown_products_are_one_query()
    {
        var request = new PreviewAmendmentRequest { ContractedOffer = Steps.MetaCentrex };
        await server.Operator.Amendments.PreviewAmendmentAsync(request, cancellationToken: TestContext.Current.CancellationToken);
        commands.Count = 0;
        await server.Operator.Amendments.PreviewAmendmentAsync(request, cancellationToken: TestContext.Current.CancellationToken);
        var usual = commands.Count;

        request.Lines.Add(Enumerable.Range(0, ListBounds.MostOf(PreviewAmendmentRequest.Descriptor.FindFieldByName("lines"))).Select(i => Steps.Want($"NOBODY_{i}", 1)));
        commands.Count = 0;
        var refusal = await Refusal.OfAsync(server.Operator.Amendments.PreviewAmendmentAsync(request, cancellationToken: TestContext.Current.CancellationToken), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal("5000", refusal.Info.Metadata["fault_count"]);
        Assert.InRange(commands.Count, 1, usual + 1);
    }

    [Fact]
    public async Task Large_requests_take_turns_and_small_ones_do_not_wait_for_them()
    {
        var large = new PreviewAmendmentRequest { ContractedOffer = Steps.MetaCentrex, Lines = { Steps.Want("SDA_FULL", 2) } };
        large.Lines.Add(Enumerable.Range(0, 1500).Select(i => Steps.Want($"NOBODY_AT_ALL_{i}", 1)));
        using var json = new Json.JsonClient(server.Http);
        var (path, body) = ($"/v1/{Steps.MetaCentrex}:previewAmendment", "{" + new string(' ', LargeRequests.Bytes) + "}");
        var turns = new List<IDisposable>();
        for (var i = 0; i < LargeRequests.Turns; i++)
            turns.Add(await server.Parts.GetRequiredService<LargeRequests>().EnterAsync(TestContext.Current.CancellationToken));

        await server.Operator.Amendments.PreviewAmendmentAsync(new() { ContractedOffer = Steps.MetaCentrex }, cancellationToken: TestContext.Current.CancellationToken);
        var refusal = await Refusal.OfAsync(server.Operator.Amendments.PreviewAmendmentAsync(large, cancellationToken: TestContext.Current.CancellationToken), StatusCode.ResourceExhausted, "LIMIT_EXCEEDED");
        Assert.Equal(1, refusal.Status.GetDetail<Google.Rpc.RetryInfo>().RetryDelay.Seconds);
        var status = await json.SendAsync(HttpMethod.Post, path, body, System.Net.HttpStatusCode.TooManyRequests);
        Assert.Equal("1s", (string)Json.JsonRefusal.Detail(status, "RetryInfo")["retryDelay"]!);

        var answers = await StreamAsync(new() { Key = "large", Preview = large }, new() { Key = "small", Preview = new() { ContractedOffer = Steps.MetaCentrex } });
        Assert.Equal((int)StatusCode.ResourceExhausted, answers[0].Error.Code);
        Assert.Equal(1, answers[0].Error.GetDetail<Google.Rpc.RetryInfo>().RetryDelay.Seconds);
        Assert.Equal(("small", PreviewAmendmentsResponse.OutcomeOneofCase.Recap), (answers[1].Key, answers[1].OutcomeCase));

        turns.ForEach(turn => turn.Dispose());
        await Refusal.OfAsync(server.Operator.Amendments.PreviewAmendmentAsync(large, cancellationToken: TestContext.Current.CancellationToken), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        await json.SendAsync(HttpMethod.Post, path, body, System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task Lists_with_long_filters_and_searches_take_turns_and_others_do_not()
    {
        var (filter, query) = (string.Join(" OR ", Enumerable.Repeat("offer_name = \"x\"", 45)), new string('é', 600));
        var turns = new List<IDisposable>();
        for (var i = 0; i < LargeRequests.Turns; i++)
            turns.Add(await server.Parts.GetRequiredService<LargeRequests>().EnterAsync(TestContext.Current.CancellationToken));
        using var json = new Json.JsonClient(server.Http);

        await OffersAsync("offer_name = \"x\"");
        await CustomersAsync("DEST");
        await Refusal.OfAsync(OffersAsync(filter), StatusCode.ResourceExhausted, "LIMIT_EXCEEDED");
        await Refusal.OfAsync(CustomersAsync(query), StatusCode.ResourceExhausted, "LIMIT_EXCEEDED");
        using var raw = new RawCalls(server.Grpc);
        var compressed = RawCalls.Frame(RawCalls.Gzip(new ListCustomersRequest { Query = "DEST" }.ToByteArray()), compressed: 1);
        Assert.Equal(StatusCode.ResourceExhausted, (await raw.SendAsync("Customers/ListCustomers", compressed, "gzip")).Code);
        await json.SendAsync(HttpMethod.Get, $"/v1/customers?query={Uri.EscapeDataString(query)}", "", System.Net.HttpStatusCode.TooManyRequests);
        await json.SendAsync(HttpMethod.Get, "/v1/customers?query=DEST", "", System.Net.HttpStatusCode.OK);

        turns.ForEach(turn => turn.Dispose());
        await OffersAsync(filter);
        await Refusal.OfAsync(CustomersAsync(query), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(StatusCode.OK, (await raw.SendAsync("Customers/ListCustomers", compressed, "gzip")).Code);

        Task OffersAsync(string given) => server.Operator.ContractedOffers.ListContractedOffersAsync(
            new() { Parent = "customers/-", Filter = given }, cancellationToken: TestContext.Current.CancellationToken).ResponseAsync;
        Task CustomersAsync(string given) => server.Operator.Customers.ListCustomersAsync(
            new() { Query = given }, cancellationToken: TestContext.Current.CancellationToken).ResponseAsync;
    }

    private async Task<List<PreviewAmendmentsResponse>> StreamAsync(params PreviewAmendmentsRequest[] messages)
    {
        using var call = server.Operator.Amendments.PreviewAmendments(cancellationToken: TestContext.Current.CancellationToken);
        foreach (var message in messages)
            await call.RequestStream.WriteAsync(message, TestContext.Current.CancellationToken);
        await call.RequestStream.CompleteAsync();
        var answers = new List<PreviewAmendmentsResponse>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
            answers.Add(answer);
        return answers;
    }

    private Task<byte[]> CallAsync(string method, byte[] request) =>
        server.Operator.Calls.AsyncUnaryCall(Method(method, MethodType.Unary), null, default, request).ResponseAsync;

    private static Method<byte[], byte[]> Method(string name, MethodType type) =>
        new(type, $"myopenip.v1.{name.Split('/')[0]}", name.Split('/')[1], Raw, Raw);

    private static byte[] Length(int value)
    {
        var bytes = new List<byte>();
        for (; value > 0x7F; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }

    [Fact]
    public async Task A_request_that_comes_slowly_holds_no_turn()
    {
        using var large = new LargeRequests(TimeProvider.System) { LongestReceipt = TimeSpan.FromMilliseconds(50) };
        var others = new List<IDisposable>();
        for (var i = 1; i < LargeRequests.Turns; i++)
            others.Add(await large.EnterAsync(TestContext.Current.CancellationToken));
        var slow = new TaskCompletionSource();
        var receiving = large.ReceiveAsync(() => slow.Task, TestContext.Current.CancellationToken);
        var quick = await large.ReceiveAsync(() => Task.CompletedTask, TestContext.Current.CancellationToken);
        slow.SetResult();
        Assert.False(receiving.IsCompleted);
        quick.Dispose();
        (await receiving).Dispose();

        await Assert.ThrowsAsync<IOException>(() => large.ReceiveAsync(() => Task.FromException(new IOException()), TestContext.Current.CancellationToken));
        (await large.EnterAsync(TestContext.Current.CancellationToken)).Dispose();
        others.ForEach(turn => turn.Dispose());
    }

    /// <summary>Counts what is asked of the database.</summary>
    private sealed class Commands : DbCommandInterceptor
    {
        public int Count;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref Count);
            return ValueTask.FromResult(result);
        }
    }
}
