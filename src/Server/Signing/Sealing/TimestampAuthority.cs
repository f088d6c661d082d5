using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace MyOpenIP.Server.Signing.Sealing;

/// <summary>Asks a time-stamping authority (RFC 3161, over HTTP) for time stamps, and takes those alone that its authorities vouch for.</summary>
internal sealed class TimestampAuthority(SealMeans means) : IDisposable
{
    private const int LargestAnswer = 64 * 1024;
    private const int NonceBytes = 8;
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        MaxResponseContentBufferSize = LargestAnswer,

        // Who asks has a patience of its own.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>A time stamp over a digest.</summary>
    /// <param name="sha256">The SHA-256.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="TimestampRefusedException">There is none to be had now.</exception>
    public Task<byte[]> StampAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellation) => SentAsync(
        Rfc3161TimestampRequest.CreateFromHash(sha256, HashAlgorithmName.SHA256, nonce: RandomNumberGenerator.GetBytes(NonceBytes), requestSignerCertificates: true), cancellation);

    /// <summary>A time stamp over a signature.</summary>
    /// <inheritdoc cref="StampAsync(ReadOnlyMemory{byte}, CancellationToken)"/>
    public Task<byte[]> StampAsync(SignerInfo signature, CancellationToken cancellation) => SentAsync(
        Rfc3161TimestampRequest.CreateFromSignerInfo(signature, HashAlgorithmName.SHA256, nonce: RandomNumberGenerator.GetBytes(NonceBytes), requestSignerCertificates: true), cancellation);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<byte[]> SentAsync(Rfc3161TimestampRequest request, CancellationToken cancellation)
    {
        try
        {
            using var content = new ByteArrayContent(request.Encode());
            content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
            using var answer = await http.PostAsync(means.Authority, content, cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new TimestampRefusedException(Invariant($"The time-stamping authority answers {(int)answer.StatusCode}."));
            var token = request.ProcessResponse(await answer.Content.ReadAsByteArrayAsync(cancellation), out _);
            RequireTrusted(request, token);
            return token.AsSignedCms().Encode();
        }
        catch (Exception thrown) when (thrown is HttpRequestException or CryptographicException or IOException)
        {
            throw new TimestampRefusedException($"The time-stamping authority gives no time stamp: {thrown.GetType().Name}.");
        }
    }

    private void RequireTrusted(Rfc3161TimestampRequest request, Rfc3161TimestampToken token)
    {
        var others = token.AsSignedCms().Certificates;
        if (!token.VerifySignatureForHash(request.GetMessageHash().Span, HashAlgorithmName.SHA256, out var signer, others))
            throw new TimestampRefusedException("The time stamp is not over what was asked, or not signed for it.");
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        (policy.TrustMode, policy.RevocationMode, policy.VerificationTime) = (X509ChainTrustMode.CustomRootTrust, X509RevocationMode.NoCheck, token.TokenInfo.Timestamp.UtcDateTime);
        policy.DisableCertificateDownloads = true;
        policy.CustomTrustStore.AddRange(means.AuthorityRoots);
        policy.ExtraStore.AddRange(others);
        policy.ApplicationPolicy.Add(new Oid(TimeStamping));
        if (!chain.Build(signer))
            throw new TimestampRefusedException($"Nobody in {Settings.SealAuthorityRoots.Name} vouches for who signed the time stamp.");
    }
}

/// <summary>No time stamp is to be had now; it is tried again.</summary>
internal sealed class TimestampRefusedException(string message) : Exception(message);
