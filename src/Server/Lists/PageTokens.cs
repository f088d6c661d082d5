using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.DataProtection;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Lists;

/// <summary>
/// Opaque page tokens, fit for a URL as they are: the key of the last row of a page, authenticated, good only for the same query of the same caller.
/// </summary>
internal sealed class PageTokens(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("MyOpenIP.PageToken.1");

    /// <summary>Most rows of a page.</summary>
    public const int LargestPage = 200;

    /// <summary>Rows of a page when the request does not say.</summary>
    public const int DefaultPage = 50;

    /// <summary>The rows of a page that a request asks for.</summary>
    public static int Size(int asked) => asked == 0 ? DefaultPage : Math.Min(asked, LargestPage);

    /// <summary>The fields of a query that say where it goes on, and how far: they do not count.</summary>
    private static readonly string[] Paging = ["page_size", "page_token", "resume_token", "until_now"];

    /// <summary>A token that goes on after a row.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="query">The request, whose page size and token do not count.</param>
    /// <param name="lastKey">What <see cref="Read"/> gives back.</param>
    public string Write(Caller caller, IMessage query, string lastKey) =>
        Base64Url.EncodeToString(protector.Protect(Encoding.UTF8.GetBytes($"{Binding(caller, query)}{lastKey}")));

    /// <summary>The key in a token; the first page: null.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="query">The request.</param>
    /// <param name="token">The token.</param>
    /// <param name="field">The field of the request in which it is.</param>
    /// <exception cref="Fault">PAGE_TOKEN_INVALID: altered, or of another query or caller.</exception>
    public string? Read(Caller caller, IMessage query, string token, string field = "page_token")
    {
        if (token.Length == 0)
            return null;
        if (Open(token) is { } content && Binding(caller, query) is var binding
            && content.StartsWith(binding, StringComparison.Ordinal))
            return content[binding.Length..];
        throw Fault.InvalidField(ErrorReason.PageTokenInvalid, FieldFaults.NotOfQuery(field));
    }

    private string? Open(string token)
    {
        try
        {
            // The decoder lets padding and blanks stand around it: no token that was given has any.
            var bytes = Base64Url.DecodeFromChars(token);
            return Base64Url.EncodeToString(bytes) == token ? Encoding.UTF8.GetString(protector.Unprotect(bytes)) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Digest of the caller and of the query less its paging; of fixed length.</summary>
    private static string Binding(Caller caller, IMessage query)
    {
        var bare = query.Descriptor.Parser.ParseFrom(query.ToByteArray());
        foreach (var field in Paging)
            query.Descriptor.FindFieldByName(field)?.Accessor.Clear(bare);
        return Convert.ToHexString(SHA256.HashData(
            [.. Encoding.UTF8.GetBytes($"{query.Descriptor.FullName}\n{caller.Identifier}\n"), .. bare.ToByteArray()]));
    }
}
