using System.Globalization;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace MyOpenIP.Server.Security.Keys;

/// <summary>A key of the issuer: signs tokens (ECDSA, P-256), and encrypts those that only the issuer reads (AES, 256 bits).</summary>
/// <param name="Id">Its name in the headers of tokens and in the published key set: the name of its file.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Signing">What signs.</param>
/// <param name="Encrypting">What encrypts.</param>
internal sealed record SigningKey(string Id, DateTimeOffset Made, ECDsaSecurityKey Signing, SymmetricSecurityKey Encrypting)
{
    /// <summary>The files of keys.</summary>
    public const string Files = "signing-*.pem";

    private const string Prefix = "signing-";
    private const string DevelopmentPrefix = Prefix + "development-";
    private const string Instant = "yyyyMMdd'T'HHmmssfff'Z'";
    private const string PrivateLabel = "PRIVATE KEY";
    private const string SecretLabel = "MYOPENIP ENCRYPTION KEY";
    private const int SecretBytes = 32;

    /// <summary>Whether it was made for Development: no other environment takes it.</summary>
    public bool IsDevelopment => Id.StartsWith(DevelopmentPrefix, StringComparison.Ordinal);

    /// <summary>Makes a key and its file, which its owner alone may read.</summary>
    /// <returns>Its name.</returns>
    /// <exception cref="StartRefusedException">The folder cannot be written.</exception>
    public static string Make(DirectoryInfo folder, DateTimeOffset now, bool isDevelopment)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = (isDevelopment ? DevelopmentPrefix : Prefix) + now.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);
        var text = $"{pair.ExportPkcs8PrivateKeyPem()}\n{PemEncoding.WriteString(SecretLabel, RandomNumberGenerator.GetBytes(SecretBytes))}\n";
        try
        {
            PrivateFiles.Write(Path.Combine(folder.FullName, id + ".pem"), text);
            return id;
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"No signing key can be made in {folder.FullName} ({thrown.Message}): let the server's user write there.");
        }
    }

    /// <summary>Reads the file of a key.</summary>
    /// <exception cref="StartRefusedException">It is none.</exception>
    public static SigningKey Read(FileInfo file)
    {
        try
        {
            var id = Path.GetFileNameWithoutExtension(file.Name);
            var made = DateTimeOffset.ParseExact(id[(id.LastIndexOf('-') + 1)..], Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            var text = File.ReadAllText(file.FullName);
            var pair = ECDsa.Create();
            pair.ImportFromPem(text.AsSpan(0, text.IndexOf($"-----BEGIN {SecretLabel}", StringComparison.Ordinal)));
            var rest = text.AsSpan(text.IndexOf($"-----BEGIN {SecretLabel}", StringComparison.Ordinal));
            var secret = new byte[SecretBytes];
            return pair.KeySize == 256 && Convert.TryFromBase64Chars(rest[PemEncoding.Find(rest).Base64Data], secret, out var length) && length == SecretBytes
                ? new(id, made, new ECDsaSecurityKey(pair) { KeyId = id }, new SymmetricSecurityKey(secret) { KeyId = id })
                : throw new FormatException(PrivateLabel);
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{file.FullName} may not be read: let the server's user read it, and nobody else.");
        }
        catch (Exception thrown) when (thrown is FormatException or ArgumentException or CryptographicException)
        {
            throw new StartRefusedException($"{file.FullName} is no signing key: put the one of the backup in its place, or remove it.");
        }
    }
}
