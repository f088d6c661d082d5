using Microsoft.AspNetCore.Identity;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>A person who logs in here, and does what its role may through a portal.</summary>
internal sealed class Account : IdentityUser
{
    /// <summary>What it may do: an operator, or a reseller.</summary>
    public required ActorRole Role { get; set; }

    /// <summary>Code of its reseller, of the role reseller alone.</summary>
    public string? Reseller { get; set; }

    /// <summary>Whether it is refused, for good.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>Key of its second factor, encrypted; null: it has none yet, and cannot log in.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>The step of time of the last code that was taken: that code and those before it are not taken again.</summary>
    public long LastCodeStep { get; set; }

    /// <summary>SHA-256 of the one-time link that it has not used yet; null: it has none.</summary>
    public string? LinkDigest { get; set; }

    /// <summary>The instant from which on the link is refused.</summary>
    public DateTimeOffset? LinkUntil { get; set; }

    /// <summary>Itself, as it acts.</summary>
    public Actor Actor => new($"user:{Id}", Role, Reseller);

    /// <summary>Name of it in the audit.</summary>
    public string Subject => $"users/{Id}";

    /// <summary>Whether it has all that a login takes.</summary>
    public bool IsComplete => PasswordHash is not null && AuthenticatorKey is not null;

    /// <summary>Ends what was given out before: its tokens, and the devices that are known.</summary>
    public void EndSessions() => SecurityStamp = Guid.NewGuid().ToString("N");
}
