using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Time.Testing;
using MyOpenIP.Server.Security;

namespace MyOpenIP.Server.Tests.Security;

public sealed class ConnectionsOfAddressTests
{
    private static readonly IPAddress Caller = IPAddress.Parse("192.0.2.7");
    private static readonly IPAddress Proxy = IPAddress.Parse("10.0.0.7");

    private readonly FakeTimeProvider time = new();
    private readonly ConnectionsOfAddress addresses;

    public ConnectionsOfAddressTests() => addresses = new(2, [IPNetwork.Parse("10.0.0.0/24")], time);

    [Fact]
    public async Task An_address_that_was_shut_out_comes_again_after_a_second_and_others_are_not_touched()
    {
        Assert.True(await IsServedAsync(Caller));
        addresses.ShutOut(Caller);
        Assert.False(await IsServedAsync(Caller));
        Assert.True(await IsServedAsync(IPAddress.Parse("192.0.2.8")));
        time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(await IsServedAsync(Caller));
        time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.True(await IsServedAsync(Caller));
    }

    [Fact]
    public async Task An_address_that_goes_on_as_before_waits_twice_as_long_each_time_up_to_half_a_minute_and_is_forgiven_after_as_long()
    {
        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 32, 32])
        {
            addresses.ShutOut(Caller);

            // Others of its connections that are closed with the first are the same fault.
            addresses.ShutOut(Caller);
            time.Advance(TimeSpan.FromSeconds(seconds - 0.1));
            Assert.False(await IsServedAsync(Caller));
            time.Advance(TimeSpan.FromSeconds(0.1));
            Assert.True(await IsServedAsync(Caller));
        }
        time.Advance(TimeSpan.FromSeconds(32));
        Assert.True(await IsServedAsync(Caller));
        addresses.ShutOut(Caller);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await IsServedAsync(Caller));
    }

    [Fact]
    public async Task A_named_proxy_is_never_shut_out_for_one_of_those_behind_it()
    {
        addresses.ShutOut(Proxy);
        Assert.True(await IsServedAsync(Proxy));
    }

    [Fact]
    public async Task One_connection_too_many_is_closed_until_another_ends()
    {
        var open = new TaskCompletionSource();
        var both = Enumerable.Range(0, 2).Select(_ => addresses.Limit(_ => open.Task)(Of(Caller))).ToList();
        Assert.False(await IsServedAsync(Caller));
        open.SetResult();
        await Task.WhenAll(both);
        Assert.True(await IsServedAsync(Caller));
    }

    private async Task<bool> IsServedAsync(IPAddress address)
    {
        var isServed = false;
        await addresses.Limit(_ =>
        {
            isServed = true;
            return Task.CompletedTask;
        })(Of(address));
        return isServed;
    }

    private static DefaultConnectionContext Of(IPAddress address) => new() { RemoteEndPoint = new IPEndPoint(address, 40_000) };
}
