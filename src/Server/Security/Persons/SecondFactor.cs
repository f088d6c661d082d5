using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using OtpNet;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>
/// The second factor: codes of time (TOTP, RFC 6238) of an authenticator app. Its key must be read again to be compared, so it
/// is encrypted where it is kept, with the keys that lie beside the database.
/// </summary>
internal sealed class SecondFactor(IDataProtectionProvider protection, TimeProvider time)
{
    private const int KeyBytes = 20;
    private const string Issuer = "MyOpenIP";

    /// <summary>A clock may be a step of 30 seconds before or after this one.</summary>
    private static readonly VerificationWindow OneStep = new(previous: 1, future: 1);

    private readonly IDataProtector kept = protection.CreateProtector("MyOpenIP.SecondFactor");

    /// <summary>A new key, as an app takes it: base 32.</summary>
    public static string MakeKey() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(KeyBytes)).TrimEnd('=');

    /// <summary>The address of a key that an app reads from a picture.</summary>
    public static string AddressOf(string name, string key) => $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(name)}?secret={key}&issuer={Issuer}";

    /// <summary>What is kept of a key.</summary>
    public string Keep(string key) => kept.Protect(key);

    /// <summary>A key as the page of a link hands it out and gets it back: good for that link alone.</summary>
    public string Lend(string key, string linkDigest) => ForLink(linkDigest).Protect(key);

    /// <summary>The key that a page gives back; null: it was not lent for this link.</summary>
    public string? Borrowed(string lent, string linkDigest) => Read(ForLink(linkDigest), lent);

    /// <summary>The step of time of a code; null: it is none of this key, or one of another time.</summary>
    public long? StepOf(string key, string code) =>
        new Totp(Base32Encoding.ToBytes(key)).VerifyTotp(time.GetUtcNow().UtcDateTime, code, out var step, OneStep) ? step : null;

    /// <summary>The step of time of a code of an account; null: it is none that the account may use.</summary>
    public long? StepOf(Account account, string code) =>
        account.AuthenticatorKey is { } stored && Read(kept, stored) is { } key && StepOf(key, code) is { } step && step > account.LastCodeStep ? step : null;

    private IDataProtector ForLink(string digest) => protection.CreateProtector("MyOpenIP.SecondFactor.Link", digest);

    private static string? Read(IDataProtector protector, string text)
    {
        try
        {
            return protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
