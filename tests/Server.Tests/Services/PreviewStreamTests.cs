using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Security;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>Many previews on one stream.</summary>
public sealed class PreviewStreamTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_thousand_previews_on_one_stream_are_answered_in_order_as_PreviewAmendment_answers_each()
    {
        PreviewAmendmentRequest[] previews =
        [
            .. Enumerable.Range(1, 10).Select(i => Of(Steps.MetaCentrex, Steps.Want("SDA_SIMPLE", i), Steps.Want("SDA_FULL", i * 3))),
            .. Enumerable.Range(1, 5).Select(i => Of(Steps.SipTrunkAtFour, Steps.Want("APPEL_SIMULTANE", i))),
            .. Enumerable.Range(1, 5).Select(i => Of(fixture.NextOffer(), Steps.Want("SDA_FULL", i * 10))),
        ];
        var expected = new List<Recap>();
        foreach (var preview in previews)
            expected.Add((await Operator.Amendments.PreviewAmendmentAsync(preview)).Recap);

        using var call = Operator.Amendments.PreviewAmendments(cancellationToken: Cancellation);
        var sending = SendAsync(call, Enumerable.Range(0, 2000).Select(i => new PreviewAmendmentsRequest { Key = $"n{i}", Preview = previews[i % previews.Length] }));
        var count = 0;
        await foreach (var answer in call.ResponseStream.ReadAllAsync(Cancellation))
        {
            Assert.Equal($"n{count}", answer.Key);
            Assert.Equal(expected[count % previews.Length], answer.Recap);
            count++;
        }
        await sending;
        Assert.Equal(2000, count);
    }

    [Fact]
    public async Task A_faulty_message_is_told_what_PreviewAmendment_tells_and_does_not_end_the_stream()
    {
        PreviewAmendmentRequest[] faulty =
        [
            Of("customers/99999999/contractedOffers/OC138637"),
            Of(Steps.Customer + "/contractedOffers/OC999999999"),
            Of(""),
            Of("offers/metacentrex", Steps.Want("SDA_FULL", -1), Steps.Want("SDA_FULL", 2)),
            Of(Steps.MetaCentrex, Steps.Want("", 1)),
            Of(Steps.MetaCentrex, Steps.Want("UNHEARD_OF", 1)),
            new() { ContractedOffer = Steps.MetaCentrex, Discounts = { new RequestedDiscount { Product = "SDA_FULL", Scope = (DiscountScope)99 } } },
        ];
        var messages = faulty.Select((preview, i) => new PreviewAmendmentsRequest { Key = $"{i}", Preview = preview })
            .Append(new PreviewAmendmentsRequest { Key = "last", Preview = Of(Steps.MetaCentrex) });
        var answers = await AskAsync(messages);

        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "last"], answers.Select(a => a.Key));
        for (var i = 0; i < faulty.Length; i++)
        {
            var refusal = await Refusal.OfAsync(Operator.Amendments.PreviewAmendmentAsync(faulty[i]));
            Assert.NotEmpty(answers[i].Error.GetDetail<RequestInfo>().RequestId);
            Assert.Equal(WithoutRequest(refusal.Status), WithoutRequest(answers[i].Error));
        }
        Assert.Equal(40.70m, answers[^1].Recap.WholeTotals.Recurring.Net.Value());
    }

    [Fact]
    public async Task What_refusals_need_of_the_call_is_read_before_several_are_made_at_once()
    {
        // gRPC makes the headers when they are first asked for: whoever asks meanwhile finds some of them, and answers in French.
        var call = new CallOfOneThread();
        var answers = new KeptAnswers();
        await ActivatorUtilities.CreateInstance<AmendmentsService>(fixture.Server.Parts)
            .PreviewAmendments(new Messages(call, [new() { Key = "a" }, new() { Key = "b" }]), answers, call);
        Assert.All(answers, a => Assert.Equal("en", a.Error.GetDetail<LocalizedMessage>().Locale));
        Assert.Equal(2, answers.Count);
    }

    [Fact]
    public async Task A_message_without_a_preview_or_with_a_long_key_is_refused_alone()
    {
        var emoji = string.Concat(Enumerable.Repeat("😀", 64));
        var answers = await AskAsync(
        [
            new() { Key = "none" },
            new() { Key = new string('k', 65), Preview = Of(Steps.MetaCentrex) },
            new() { Key = emoji, Preview = Of(Steps.MetaCentrex) },
            new() { Preview = Of(Steps.MetaCentrex) },
        ]);

        Assert.Equal(["none", new string('k', 64), emoji, ""], answers.Select(a => a.Key));
        Assert.Equal(
            ["preview", "key"],
            answers.Take(2).Select(a => Assert.Single(a.Error.GetDetail<BadRequest>().FieldViolations).Field));
        Assert.All(answers.Skip(2), a => Assert.NotNull(a.Recap));
    }

    [Fact]
    public async Task A_server_that_stops_answers_what_it_has_read_and_ends_the_stream_with_when_to_try_again()
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
        File.Copy(fixture.Database, Path.Combine(folder, "copy.db"));
        await using (var server = await TestServer.StartAsync(Path.Combine(folder, "copy.db"), TestServer.Today))
        {
            using var call = server.Operator.Amendments.PreviewAmendments(cancellationToken: Cancellation);
            await call.RequestStream.WriteAsync(new() { Key = "a", Preview = Of(Steps.MetaCentrex) }, Cancellation);
            Assert.True(await call.ResponseStream.MoveNext(Cancellation));
            var ending = call.ResponseStream.MoveNext(Cancellation);
            server.Parts.GetRequiredService<IHostApplicationLifetime>().StopApplication();
            var refusal = await Assert.ThrowsAsync<RpcException>(() => ending.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
            Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
            Assert.NotNull(refusal.GetRpcStatus()!.GetDetail<RetryInfo>());
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_stream_given_up_midway_leaves_the_service_to_others()
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using (var call = Operator.Amendments.PreviewAmendments(cancellationToken: given.Token))
        {
            var sending = SendAsync(call, Enumerable.Repeat(new PreviewAmendmentsRequest { Preview = Of(Steps.MetaCentrex) }, 5000));
            for (var i = 0; i < 10; i++)
                Assert.True(await call.ResponseStream.MoveNext(Cancellation));
            await given.CancelAsync();
            var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            {
                while (await call.ResponseStream.MoveNext(Cancellation))
                {
                }
            });
            Assert.Equal(StatusCode.Cancelled, refusal.StatusCode);

            // All may have been sent by then, or not.
            await Record.ExceptionAsync(() => sending);
        }
        Assert.NotNull(Assert.Single(await AskAsync([new() { Preview = Of(Steps.MetaCentrex) }])).Recap);
    }

    [Fact]
    public async Task A_stream_has_ten_thousand_messages_at_most_all_of_them_answered()
    {
        using var call = Operator.Amendments.PreviewAmendments(cancellationToken: Cancellation);
        var sending = SendAsync(call, Enumerable.Repeat(new PreviewAmendmentsRequest(), 10_001));
        var count = 0;
        var thrown = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(Cancellation))
                count++;
        });
        await sending;
        Assert.Equal(10_000, count);
        AssertLimit("10000", thrown);
    }

    [Fact]
    public async Task A_stream_that_says_nothing_for_a_minute_is_ended()
    {
        using var call = Operator.Amendments.PreviewAmendments(cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(new PreviewAmendmentsRequest { Preview = Of(Steps.MetaCentrex) }, Cancellation);
        Assert.True(await call.ResponseStream.MoveNext(Cancellation));
        var end = call.ResponseStream.MoveNext(Cancellation);
        fixture.Server.Time.Advance(TimeSpan.FromSeconds(50));
        await Task.Delay(200, Cancellation);
        Assert.False(end.IsCompleted);
        for (var i = 0; i < 100 && !end.IsCompleted; i++)
        {
            fixture.Server.Time.Advance(TimeSpan.FromSeconds(11));
            await Task.Delay(50, Cancellation);
        }
        AssertLimit("60 s", await Assert.ThrowsAsync<RpcException>(() => end));
    }

    private static void AssertLimit(string limit, RpcException thrown)
    {
        var info = thrown.GetRpcStatus()!.GetDetail<ErrorInfo>();
        Assert.Equal((StatusCode.ResourceExhausted, "LIMIT_EXCEEDED", limit), (thrown.StatusCode, info.Reason, info.Metadata["limit"]));
    }

    private async Task<List<PreviewAmendmentsResponse>> AskAsync(IEnumerable<PreviewAmendmentsRequest> messages)
    {
        using var call = Operator.Amendments.PreviewAmendments(cancellationToken: Cancellation);
        var sending = SendAsync(call, messages);
        var answers = new List<PreviewAmendmentsResponse>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync(Cancellation))
            answers.Add(answer);
        await sending;
        return answers;
    }

    private static async Task SendAsync(
        AsyncDuplexStreamingCall<PreviewAmendmentsRequest, PreviewAmendmentsResponse> call, IEnumerable<PreviewAmendmentsRequest> messages)
    {
        foreach (var message in messages)
            await call.RequestStream.WriteAsync(message, Cancellation);
        await call.RequestStream.CompleteAsync();
    }

    private static PreviewAmendmentRequest Of(string offer, params WantedLine[] lines)
    {
        var request = new PreviewAmendmentRequest { ContractedOffer = offer };
        request.Lines.Add(lines);
        return request;
    }

    private static ByteString WithoutRequest(Google.Rpc.Status status)
    {
        var rest = status.Clone();
        rest.Details.Clear();
        rest.Details.Add(status.Details.Where(d => !d.Is(RequestInfo.Descriptor)));
        return rest.ToByteString();
    }

    private sealed class CallOfOneThread : ServerCallContext
    {
        private readonly Metadata headers = new() { { "accept-language", "en" } };

        public CallOfOneThread()
        {
            UserState["__HttpContext"] = new DefaultHttpContext { TraceIdentifier = "call" };
            UserState[typeof(Caller)] = new Caller("operator", ActorRole.Operator, null);
        }

        public bool IsWorkedOn { get; set; }

        protected override string MethodCore => "/myopenip.v1.Amendments/PreviewAmendments";

        protected override string HostCore => "";

        protected override string PeerCore => "";

        protected override DateTime DeadlineCore => DateTime.MaxValue;

        protected override Metadata RequestHeadersCore => IsWorkedOn ? throw new InvalidOperationException("Asked by several at once.") : headers;

        protected override CancellationToken CancellationTokenCore => Cancellation;

        protected override Metadata ResponseTrailersCore { get; } = [];

        protected override Grpc.Core.Status StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore => new("", []);

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
    }

    private sealed class Messages(CallOfOneThread call, PreviewAmendmentsRequest[] messages) : IAsyncStreamReader<PreviewAmendmentsRequest>
    {
        private int next = -1;

        public PreviewAmendmentsRequest Current => messages[next];

        public Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            call.IsWorkedOn = true;
            return Task.FromResult(++next < messages.Length);
        }
    }

    private sealed class KeptAnswers : List<PreviewAmendmentsResponse>, IServerStreamWriter<PreviewAmendmentsResponse>
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(PreviewAmendmentsResponse message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(PreviewAmendmentsResponse message, CancellationToken cancellationToken)
        {
            Add(message);
            return Task.CompletedTask;
        }
    }
}
