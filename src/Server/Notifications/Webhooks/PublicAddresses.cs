using System.Net;
using System.Net.Sockets;

namespace MyOpenIP.Server.Notifications.Webhooks;

/// <summary>
/// Which addresses are of the public internet. All others are refused where somebody else says where to connect: this machine,
/// private and shared networks, links, groups, documentation, and IPv6 addresses that stand for IPv4 ones.
/// </summary>
internal static class PublicAddresses
{
    /// <summary>Special-purpose networks of IPv4 (IANA registry, RFC 6890 and those after it).</summary>
    private static readonly IPNetwork[] NotPublic4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    /// <summary>The global unicast addresses of IPv6.</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    /// <summary>Special-purpose networks among them: protocols and tunnels, documentation, 6to4.</summary>
    private static readonly IPNetwork[] NotPublic6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(n => IPNetwork.Parse(n))];

    /// <summary>Whether an address is of the public internet.</summary>
    public static bool IsPublic(IPAddress address) => address.AddressFamily switch
    {
        // A network may well say that it contains one of these.
        _ when address.IsIPv4MappedToIPv6 => false,
        AddressFamily.InterNetwork => !NotPublic4.Any(n => n.Contains(address)),
        AddressFamily.InterNetworkV6 => Global6.Contains(address) && !NotPublic6.Any(n => n.Contains(address)),
        _ => false,
    };
}
