using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace MyOpenIP.Server.Notifications.Webhooks;

/// <summary>The secrets of webhooks: kept encrypted with keys that lie beside the database, for they are needed to sign.</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    /// <summary>What a secret begins with, as Standard Webhooks has it.</summary>
    public const string Prefix = "whsec_";

    private const int Bytes = 32;

    private readonly IDataProtector protector = protection.CreateProtector("MyOpenIP.WebhookSecrets.1");

    /// <summary>A new secret: 32 random bytes.</summary>
    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A secret as it is kept.</summary>
    public string Seal(string secret) => protector.Protect(secret);

    /// <summary>A secret that was kept.</summary>
    /// <exception cref="CryptographicException">The keys with which it was are gone.</exception>
    public string Unseal(string kept) => protector.Unprotect(kept);
}
