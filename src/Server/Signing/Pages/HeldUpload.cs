using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace MyOpenIP.Server.Signing.Pages;

/// <summary>Reads what is sent from the page: a digest, or a file that goes through a hash piece by piece and lies nowhere.</summary>
internal static class HeldUpload
{
    /// <summary>Most bytes of a file.</summary>
    public const int LargestFile = 10 * 1024 * 1024;

    /// <summary>Most bytes of what is sent: a file, and what stands around it.</summary>
    public const int LargestForm = LargestFile + (16 * 1024);

    private const int LengthOfDigest = 64;
    private const int Piece = 64 * 1024;
    private const int MostSections = 4;
    private const int LongestBoundary = 100;

    /// <summary>Reads it.</summary>
    /// <returns>What is held; or what of it is wrong.</returns>
    /// <exception cref="InvalidDataException">It is no form, or too many fields.</exception>
    /// <exception cref="BadHttpRequestException">It is too large, or comes too slowly.</exception>
    public static async Task<(HeldFile? File, UploadFault Fault)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType == "multipart/form-data" ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        if (boundary is not { Length: > 0 and <= LongestBoundary })
            throw new InvalidDataException("It is no form.");
        var reader = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 8, HeadersLengthLimit = 4 * 1024 };
        var digest = "";
        for (var i = 0; i < MostSections && await reader.ReadNextSectionAsync(cancellation) is { } section; i++)
        {
            var name = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var told) ? HeaderUtilities.RemoveQuotes(told.Name).Value : null;
            if (name == "sha256")
                digest = await DigestAsync(section.Body, cancellation);
            else if (name == "file" && await FileAsync(section.Body, cancellation) is { } found && (found.File is not null || found.Fault is not UploadFault.Nothing))
                return found;
        }
        if (digest.Length == 0)
            return (null, UploadFault.Nothing);
        return digest.Length == LengthOfDigest && digest.All(char.IsAsciiHexDigitLower) ? (HeldFile.Of(digest), UploadFault.None) : (null, UploadFault.BadDigest);
    }

    private static async Task<string> DigestAsync(Stream body, CancellationToken cancellation)
    {
        var bytes = new byte[4 * LengthOfDigest];
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return Encoding.ASCII.GetString(bytes, 0, read).Trim().ToLowerInvariant();
    }

    private static async Task<(HeldFile? File, UploadFault Fault)> FileAsync(Stream body, CancellationToken cancellation)
    {
        using var reading = new HeldFile.Reading();
        var buffer = new byte[Piece];
        var length = 0L;
        while (await body.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if ((length += read) > LargestFile)
                return (null, UploadFault.TooLarge);
            reading.Add(buffer.AsSpan(0, read));
        }
        return length == 0 ? (null, UploadFault.Nothing) : (reading.End(), UploadFault.None);
    }
}

/// <summary>What is wrong with what was sent.</summary>
internal enum UploadFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Neither a file nor a digest.</summary>
    Nothing,

    /// <summary>What should be a digest is none.</summary>
    BadDigest,

    /// <summary>The file is too large.</summary>
    TooLarge,
}
