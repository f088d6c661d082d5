using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Events;

/// <summary>Watchers are told of everything that happens to what they may see, once and in order.</summary>
public sealed class WatchTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string All = "customers/-";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Clients Operator => fixture.Server.Operator;

    private Clients Reseller => fixture.Server.Reseller;

    [Fact]
    public async Task Every_step_of_an_amendment_and_of_its_order_is_told()
    {
        using var amendments = Watch(Reseller);
        using var orders = Reseller.Orders.WatchOrders(new WatchOrdersRequest { Parent = All }, cancellationToken: Cancellation);
        Assert.Null((await NextAsync(amendments.ResponseStream)).Event);
        Assert.Null((await NextAsync(orders.ResponseStream)).Event);

        var draft = await Reseller.CreateAsync(fixture.NextOffer());
        var given = await Reseller.Amendments.CancelAmendmentAsync(
            new() { Name = draft.Name, Etag = draft.Etag, RequestId = Steps.NewId(), Reason = "Le client renonce." }, cancellationToken: Cancellation);
        var quotable = await Reseller.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 70));
        await SayAsync(Reseller, quotable.Name);
        var accepted = await Operator.ValidateAsync(await Reseller.QuoteAsync(await Reseller.ReadAsync(quotable.Name)));
        var delivered = await Operator.DeliverAsync(accepted.Order);

        var told = await EventsAsync(amendments.ResponseStream, "DELIVER");
        Assert.Equal(
            [
                (draft.Name, "CREATE", "DRAFT", "reseller:destiny", ""),
                (draft.Name, "CANCEL", "CANCELLED", "reseller:destiny", "Le client renonce."),
                (quotable.Name, "CREATE", "DRAFT", "reseller:destiny", ""),
                (quotable.Name, "ADD_COMMENT", "", "reseller:destiny", ""),
                (quotable.Name, "ISSUE_QUOTE", "QUOTED", "reseller:destiny", ""),
                (quotable.Name, "VALIDATE", "ACCEPTED", "operator", ""),
                ($"{quotable.Name}/quotes/1/evidence", "KEEP_EVIDENCE", "", "operator", ""),
                (quotable.Name, "DELIVER", "COMPLETED", "operator", ""),
            ],
            told.Select(e => (e.Resource, e.Kind, e.State, e.Actor, e.Reason)));
        Assert.Equal(given.Amendment.UpdateTime, told[1].EventTime);
        var ofOrders = new List<Event>();
        while (ofOrders.Count < 2)
            if ((await NextAsync(orders.ResponseStream)).Event is { } one)
                ofOrders.Add(one);
        Assert.Equal([(delivered.Order.Name, "CREATE", "CREATED"), (delivered.Order.Name, "DELIVER", "DELIVERED")], ofOrders.Select(e => (e.Resource, e.Kind, e.State)));
    }

    [Fact]
    public async Task A_watcher_that_is_cut_a_hundred_times_goes_on_without_a_gap_or_a_repeat()
    {
        const int Cuts = 100;
        var threads = new List<string>();
        for (var i = 0; i < 4; i++)
            threads.Add((await Reseller.CreateAsync(fixture.NextOffer())).Name);
        var resume = await NowAsync(Reseller);
        var read = new List<string>();

        // Everybody writes while the watcher is cut: here a stream is given up, there the connection breaks.
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var writers = threads.Select(thread => WriteUntilAsync(thread, done.Token)).ToArray();
        var chance = new Random(17);
        for (var cut = 0; cut < Cuts; cut++)
        {
            using var channel = GrpcChannel.ForAddress(fixture.Server.Grpc);
            using var call = new V1.Amendments.AmendmentsClient(channel).WatchAmendments(
                new WatchAmendmentsRequest { Parent = All, ResumeToken = resume },
                new Metadata { { "authorization", "Dev reseller:destiny" } }, cancellationToken: Cancellation);
            for (var left = chance.Next(1, 6); left > 0; left--)
                resume = Kept(await NextAsync(call.ResponseStream));
            if (cut % 2 == 0)
                channel.Dispose();
        }
        await done.CancelAsync();
        var written = (await Task.WhenAll(writers)).Sum();

        // What was written is read to its end.
        using var rest = Reseller.Amendments.WatchAmendments(new WatchAmendmentsRequest { Parent = All, ResumeToken = resume, UntilNow = true }, cancellationToken: Cancellation);
        await foreach (var message in rest.ResponseStream.ReadAllAsync(Cancellation))
            Kept(message);
        await using var storage = fixture.Server.OpenStorage();
        var numbers = threads.Select(t => t.Split('/')[3]).ToArray();
        var happened = await storage.Events.Where(e => numbers.Contains(e.Number) && e.Kind == "AddComment").OrderBy(e => e.Position).Select(e => e.Id).ToListAsync(Cancellation);
        Assert.True(written >= Cuts, $"Only {written} comments were written meanwhile.");
        Assert.Equal(written, happened.Count);
        Assert.Equal(happened.Select(id => $"{id}"), read);

        string Kept(WatchAmendmentsResponse message)
        {
            if (message.Event is not null)
                read.Add(message.EventId);
            return message.ResumeToken;
        }
    }

    [Fact]
    public async Task A_watcher_is_told_of_its_customer_and_its_reseller_alone()
    {
        var (first, second) = (await Reseller.CreateAsync(fixture.NextOffer()), await Reseller.CreateAsync(fixture.NextOffer()));
        var customer = string.Join('/', first.Name.Split('/').Take(2));
        Assert.NotEqual(customer, string.Join('/', second.Name.Split('/').Take(2)));
        var other = fixture.Server.As("Dev reseller:sud-connect");
        var (ofCustomer, ofReseller, ofOther, ofOperator) =
            (await NowAsync(Reseller, customer), await NowAsync(Reseller), await NowAsync(other), await NowAsync(Operator));
        await SayAsync(Reseller, first.Name);
        await SayAsync(Operator, second.Name);

        Assert.Equal([first.Name], await ToldAsync(Reseller, ofCustomer, customer));
        Assert.Equal([first.Name, second.Name], await ToldAsync(Reseller, ofReseller, All));
        Assert.Equal([first.Name, second.Name], await ToldAsync(Operator, ofOperator, All));
        Assert.Equal([], await ToldAsync(other, ofOther, All));
        var refused = await Refusal.OfAsync(ToldAsync(other, "", customer));
        Assert.Equal(StatusCode.PermissionDenied, refused.Code);
    }

    [Fact]
    public async Task A_resume_token_of_another_caller_or_query_is_refused()
    {
        var token = await NowAsync(Reseller);
        foreach (var watch in (Func<Task>[])[
            () => ToldAsync(Operator, token, All),
            () => ToldAsync(Reseller, token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), All),
            () => ToldAsync(Reseller, token, string.Join('/', fixture.NextOffer().Split('/').Take(2))),
            () => DrainAsync(Reseller.Orders.WatchOrders(new WatchOrdersRequest { Parent = All, ResumeToken = token, UntilNow = true }))])
            Assert.Equal("PAGE_TOKEN_INVALID", (await Refusal.OfAsync(watch())).Reason);
    }

    [Fact]
    public async Task Who_is_told_nothing_for_a_while_hears_that_the_server_is_there()
    {
        using var call = Watch(fixture.Server.As("Dev reseller:sud-connect"));
        var first = await NextAsync(call.ResponseStream);
        for (var i = 0; i < 2; i++)
        {
            var next = NextAsync(call.ResponseStream);
            await AdvanceUntilAsync(next);
            Assert.Null((await next).Event);
        }
        Assert.NotEqual("", first.ResumeToken);
    }

    [Fact]
    public async Task A_caller_has_a_bounded_number_of_streams_at_once()
    {
        var caller = fixture.Server.As("Dev diagnostics:watcher");
        var calls = new List<AsyncServerStreamingCall<WatchAmendmentsResponse>>();
        for (var i = 0; i < 20; i++)
        {
            calls.Add(Watch(caller));
            await NextAsync(calls[^1].ResponseStream);
        }
        var refused = await Refusal.OfAsync(ToldAsync(caller, "", All));
        Assert.Equal((StatusCode.ResourceExhausted, "20"), (refused.Code, refused.Info.Metadata["limit"]));
        Assert.Empty(await ToldAsync(fixture.Server.As("Dev diagnostics:other"), "", All));
        calls.ForEach(c => c.Dispose());
        for (var i = 0; i < 100; i++)
            try
            {
                await ToldAsync(caller, "", All);
                return;
            }
            catch (RpcException)
            {
                await Task.Delay(50, Cancellation);
            }
        Assert.Fail("The places were not given back.");
    }

    private static AsyncServerStreamingCall<WatchAmendmentsResponse> Watch(Clients clients, string parent = All) =>
        clients.Amendments.WatchAmendments(new WatchAmendmentsRequest { Parent = parent });

    private static async Task<T> NextAsync<T>(IAsyncStreamReader<T> stream)
    {
        Assert.True(await stream.MoveNext(Cancellation));
        return stream.Current;
    }

    private static async Task<List<Event>> EventsAsync(IAsyncStreamReader<WatchAmendmentsResponse> stream, string last)
    {
        var events = new List<Event>();
        while (events.LastOrDefault()?.Kind != last)
            if ((await NextAsync(stream)).Event is { } one)
                events.Add(one);
        return events;
    }

    /// <summary>A token from which what happens now is told.</summary>
    private static async Task<string> NowAsync(Clients clients, string parent = All)
    {
        using var call = clients.Amendments.WatchAmendments(new WatchAmendmentsRequest { Parent = parent, UntilNow = true });
        return (await NextAsync(call.ResponseStream)).ResumeToken;
    }

    /// <summary>Names of the amendments of which anything is told, until now.</summary>
    private static async Task<List<string>> ToldAsync(Clients clients, string resume, string parent)
    {
        using var call = clients.Amendments.WatchAmendments(new WatchAmendmentsRequest { Parent = parent, ResumeToken = resume, UntilNow = true });
        return await call.ResponseStream.ReadAllAsync(Cancellation).Where(m => m.Event is not null).Select(m => m.Event.Resource).ToListAsync(Cancellation);
    }

    private static async Task DrainAsync<T>(AsyncServerStreamingCall<T> call)
    {
        using (call)
            await foreach (var _ in call.ResponseStream.ReadAllAsync(Cancellation))
            {
            }
    }

    private static Task<CreateCommentResponse> SayAsync(Clients clients, string amendment) =>
        clients.Amendments.CreateCommentAsync(new CreateCommentRequest { Parent = amendment, Text = "Vu.", RequestId = Steps.NewId() }).ResponseAsync;

    private async Task<int> WriteUntilAsync(string thread, CancellationToken done)
    {
        var count = 0;
        for (; !done.IsCancellationRequested && count < 490; count++)
        {
            await SayAsync(Reseller, thread);
            await Task.Delay(5, CancellationToken.None);
        }
        return count;
    }

    /// <summary>Lets time pass until something is there: the watcher looks at its clock in its own time.</summary>
    private async Task AdvanceUntilAsync(Task there)
    {
        for (var i = 0; i < 200 && !there.IsCompleted; i++)
        {
            fixture.Server.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(there, Task.Delay(20, Cancellation));
        }
    }
}
