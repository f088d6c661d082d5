using Grpc.Core;
using Grpc.Core.Interceptors;
using MyOpenIP.V1;

namespace MyOpenIP.Client.Tests;

/// <summary>What the published service config makes of calls.</summary>
public sealed class ChannelTests
{
    [Fact]
    public void A_read_gets_its_deadline_and_a_write_its_own()
    {
        var calls = new Recorder();
        var bounded = calls.Intercept(new Deadlines());
        new Customers.CustomersClient(bounded).GetCustomerAsync(new GetCustomerRequest(), cancellationToken: TestContext.Current.CancellationToken);
        AssertIn(10, calls.Deadline);
        new Orders.OrdersClient(bounded).DeliverAsync(new DeliverRequest(), cancellationToken: TestContext.Current.CancellationToken);
        AssertIn(30, calls.Deadline);
    }

    [Fact]
    public void A_deadline_of_the_caller_stays()
    {
        var calls = new Recorder();
        var own = DateTime.UtcNow.AddHours(1);
        new Customers.CustomersClient(calls.Intercept(new Deadlines()))
            .GetCustomerAsync(new GetCustomerRequest(), deadline: own, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(own, calls.Deadline);
    }

    [Fact]
    public async Task A_read_and_a_write_are_sent_again_when_the_service_is_away_the_write_under_the_same_request_id()
    {
        await using var service = await AwayOnce.StartAsync();
        using var channel = MyOpenIPChannel.For(service.Address);
        var cancellation = TestContext.Current.CancellationToken;

        var answer = await new Customers.CustomersClient(channel).ListCustomersAsync(new ListCustomersRequest(), cancellationToken: cancellation);
        Assert.Empty(answer.Customers);
        Assert.Equal(2, service.Calls);

        var delivery = new DeliverRequest { RequestId = Guid.NewGuid().ToString() };
        await new Orders.OrdersClient(channel).DeliverAsync(delivery, cancellationToken: cancellation);
        Assert.Equal(4, service.Calls);
        Assert.Equal(service.Bodies[2], service.Bodies[3]);
        Assert.Contains(delivery.RequestId, System.Text.Encoding.UTF8.GetString(service.Bodies[3]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_is_not_sent_again()
    {
        await using var service = await AwayOnce.StartAsync();
        using var channel = MyOpenIPChannel.For(service.Address);
        using var import = new Customers.CustomersClient(channel).ImportCustomers(cancellationToken: TestContext.Current.CancellationToken);
        await import.RequestStream.CompleteAsync();
        var refused = await Assert.ThrowsAsync<RpcException>(() => import.ResponseAsync);
        Assert.Equal((StatusCode.Unavailable, 1), (refused.StatusCode, service.Calls));
    }

    [Fact]
    public async Task A_channel_sends_through_the_handler_that_it_is_given()
    {
        await using var service = await AwayOnce.StartAsync();
        var counted = new Counted();
        using (var channel = MyOpenIPChannel.For(service.Address, counted))
            await new Orders.OrdersClient(channel).DeliverAsync(new DeliverRequest(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((2, true), (counted.Sent, counted.IsDisposed));
    }

    private static void AssertIn(int seconds, DateTime? deadline) =>
        Assert.InRange((deadline!.Value - DateTime.UtcNow).TotalSeconds, seconds - 5, seconds);

    /// <summary>Counts what it sends.</summary>
    private sealed class Counted() : DelegatingHandler(new SocketsHttpHandler())
    {
        public int Sent { get; private set; }

        public bool IsDisposed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent++;
            return base.SendAsync(request, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    /// <summary>Keeps what reaches the channel.</summary>
    private sealed class Recorder : CallInvoker
    {
        public DateTime? Deadline { get; private set; }

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        {
            Deadline = options.Deadline;
            return new(Task.FromResult<TResponse>(null!), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
        }

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();
    }
}
