using System.Security.Cryptography;
using System.Text;

namespace MyOpenIP.Server;

/// <summary>SHA-256 as it is kept and told: 64 lower-case hexadecimal digits.</summary>
internal static class Sha256Hex
{
    /// <summary>Of bytes.</summary>
    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Of a text, as UTF-8.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}
