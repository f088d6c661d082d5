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
