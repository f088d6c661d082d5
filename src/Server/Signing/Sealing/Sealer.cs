using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace MyOpenIP.Server.Signing.Sealing;

/// <summary>Makes the sealed copy of a PDF: PAdES B-B by the operator's certificate, B-T where there is a time-stamping authority.</summary>
internal sealed class Sealer(SealMeans means, TimestampAuthority authority)
{
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    private const string SignatureTimestamp = "1.2.840.113549.1.9.16.2.14";

    /// <summary>The sealed copy of a PDF.</summary>
    /// <param name="pdf">The PDF.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InvalidDataException">The PDF is none that was drawn here.</exception>
    /// <exception cref="TimestampRefusedException">There is no time stamp to be had now.</exception>
    public async Task<byte[]> SealAsync(byte[] pdf, DateTimeOffset now, CancellationToken cancellation)
    {
        var certificate = means.Certificate ?? throw new InvalidOperationException("There is no certificate.");
        if (now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime())
            throw new InvalidDataException(Invariant($"The certificate of {Settings.SealCertificate.Name} is good from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}."));
        var seal = new PdfSeal(pdf, certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), now);
        var cms = new SignedCms(new ContentInfo(seal.Covered()), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.Certificates.AddRange(means.Chain);
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificateV2), CertificateReference(certificate)));
        cms.ComputeSignature(signer, silent: true);
        if (means.Authority is not null)
            cms.SignerInfos[0].AddUnsignedAttribute(new AsnEncodedData(new Oid(SignatureTimestamp), await authority.StampAsync(cms.SignerInfos[0], cancellation)));
        return seal.With(cms.Encode());
    }

    /// <summary>Which certificate signs, within what is signed (RFC 5035): another with the same key cannot take its place.</summary>
    private static byte[] CertificateReference(X509Certificate2 certificate)
    {
        var der = new AsnWriter(AsnEncodingRules.DER);
        using (der.PushSequence())
        using (der.PushSequence())
        using (der.PushSequence())
            der.WriteOctetString(SHA256.HashData(certificate.RawDataMemory.Span));
        return der.Encode();
    }
}
