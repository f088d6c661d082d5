using System.Net;
using CsCheck;
using MyOpenIP.Server.Security.Persons;
using MyOpenIP.Server.Tests.Services;

namespace MyOpenIP.Server.Tests.Security.Persons;

/// <summary>The arithmetic of the bounds on guesses.</summary>
public sealed class GuessBoundTests
{
    private static readonly DateTimeOffset Start = TestServer.Today;

    private static readonly IPAddress Somewhere = IPAddress.Parse("192.0.2.1");

    [Fact]
    public void In_any_time_there_are_never_more_guesses_than_at_once_and_one_for_each_interval() => Gen.Int[0, 3600].Array[1, 200].Sample(waits =>
    {
        foreach (var bound in (GuessBound[])[GuessBound.OfAddress("a", Somewhere), GuessBound.OfAddress(Somewhere), GuessBound.OfStrangers("a"), GuessBound.OfDevice("a", "d")])
        {
            var (now, emptyAt) = (Start, Start);
            var taken = new List<DateTimeOffset>();
            foreach (var wait in waits)
            {
                now += TimeSpan.FromSeconds(wait);
                if (bound.OpensAt(emptyAt, now) is not null)
                    continue;
                emptyAt = bound.OneMore(emptyAt, now);
                taken.Add(now);
            }
            foreach (var (index, first) in taken.Index())
                foreach (var (further, last) in taken.Skip(index).Index())
                    if (further + 1 > bound.AtOnce + ((last - first) / bound.Each))
                        return false;
        }
        return true;
    });

    [Fact]
    public void One_that_is_refused_is_told_when_it_opens_and_it_opens_then()
    {
        var bound = GuessBound.OfAddress("a", Somewhere);
        var emptyAt = Start;
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(bound.OpensAt(emptyAt, Start));
            emptyAt = bound.OneMore(emptyAt, Start);
        }
        Assert.Equal(Start + TimeSpan.FromMinutes(20), bound.OpensAt(emptyAt, Start));
        Assert.Null(bound.OpensAt(emptyAt, Start + TimeSpan.FromMinutes(20)));
    }

    /// <summary>Else one attacker could lock the true person out of all devices that it has not used yet.</summary>
    [Fact]
    public void One_address_alone_never_uses_up_what_all_strangers_have()
    {
        var (place, all) = (GuessBound.OfAddress("a", Somewhere), GuessBound.OfStrangers("a"));
        var (now, ofPlace, ofAll) = (Start, Start, Start);
        for (; now < Start + TimeSpan.FromDays(30); now += TimeSpan.FromMinutes(1))
        {
            Assert.Null(all.OpensAt(ofAll, now));
            while (place.OpensAt(ofPlace, now) is null)
                (ofPlace, ofAll) = (place.OneMore(ofPlace, now), all.OneMore(ofAll, now));
        }
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void Addresses_of_one_network_of_IPv6_are_one_place(string one, string other, bool areOne) =>
        Assert.Equal(areOne, GuessBound.OfAddress(IPAddress.Parse(one)) == GuessBound.OfAddress(IPAddress.Parse(other)));
}
