using System.Net;
using System.Net.Sockets;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>
/// A bound on guesses: so many at once, then one more each so often. What is counted is one instant, at which as many
/// guesses as were made have been forgotten again.
/// </summary>
/// <param name="Whose">Digest of the name whose password is guessed; empty: any name.</param>
/// <param name="Where">Digest of where the guesses come from; empty: anywhere.</param>
/// <param name="AtOnce">Guesses that may be wrong at once.</param>
/// <param name="Each">After how long one is forgotten.</param>
/// <param name="EndsWithLogIn">Whether a login forgets all of them: they were its own.</param>
internal sealed record GuessBound(string Whose, string Where, int AtOnce, TimeSpan Each, bool EndsWithLogIn)
{
    private static readonly TimeSpan OfOnePlace = TimeSpan.FromMinutes(20);

    /// <summary>From one device that has logged in as this account before: nobody else's guesses count here.</summary>
    public static GuessBound OfDevice(string name, string device) => new(Digest(name), Digest("device " + device), 3, OfOnePlace, EndsWithLogIn: true);

    /// <summary>From one address, at one account: fewer in a day than all strangers together have, so that one address alone never uses those up.</summary>
    public static GuessBound OfAddress(string name, IPAddress address) => new(Digest(name), Digest("address " + NetworkOf(address)), 3, OfOnePlace, EndsWithLogIn: true);

    /// <summary>From one address, at all accounts: an office shares one.</summary>
    public static GuessBound OfAddress(IPAddress address) => new("", Digest("address " + NetworkOf(address)), 30, TimeSpan.FromMinutes(1), EndsWithLogIn: false);

    /// <summary>From all devices that are not known, at one account: the slower bound of those who guess from many addresses.</summary>
    public static GuessBound OfStrangers(string name) => new(Digest(name), "", 100, TimeSpan.FromMinutes(15), EndsWithLogIn: false);

    /// <summary>From one address, at links to sign: an office shares one, and a link that was copied badly is opened a few times.</summary>
    public static GuessBound OfLinks(IPAddress address) => new("", Digest("links " + NetworkOf(address)), 30, TimeSpan.FromMinutes(1), EndsWithLogIn: false);

    /// <summary>From one address, at files that are verified: each costs a hash and a look.</summary>
    public static GuessBound OfVerifications(IPAddress address) => new("", Digest("verifications " + NetworkOf(address)), 60, TimeSpan.FromSeconds(10), EndsWithLogIn: false);

    /// <summary>At one link to sign: forms that are sent to its page.</summary>
    public static GuessBound OfLink(string digest) => new(Digest("link " + digest), "", 60, TimeSpan.FromSeconds(30), EndsWithLogIn: false);

    /// <summary>What is kept of a name or a place.</summary>
    public static string Digest(string text) => Sha256Hex.Of(text);

    /// <summary>The instant from which on one more may be made; null: now.</summary>
    /// <param name="emptyAt">What is counted.</param>
    /// <param name="now">Now.</param>
    public DateTimeOffset? OpensAt(DateTimeOffset emptyAt, DateTimeOffset now) =>
        emptyAt - ((AtOnce - 1) * Each) is var opens && opens > now ? opens : null;

    /// <summary>What is counted after one more.</summary>
    public DateTimeOffset OneMore(DateTimeOffset emptyAt, DateTimeOffset now) => (emptyAt > now ? emptyAt : now) + Each;

    /// <summary>Who has one IPv6 address has the 2^64 of its network.</summary>
    private static string NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}

/// <summary>What was guessed so far, under one bound. Names and places stand as digests, and go when all is forgotten.</summary>
internal sealed class GuessCount
{
    /// <summary>Digest of the name; empty: any.</summary>
    public required string Whose { get; set; }

    /// <summary>Digest of the place; empty: any that is not known.</summary>
    public required string Where { get; set; }

    /// <summary>The instant at which all guesses are forgotten.</summary>
    public required DateTimeOffset EmptyAt { get; set; }
}
