using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>The library of identity over a context: what it does is part of the transaction of that context.</summary>
internal sealed class Accounts(IOptions<IdentityOptions> options, IPasswordHasher<Account> hasher, IServiceProvider services, ILogger<UserManager<Account>> logger)
{
    /// <summary>Fewest characters of a password.</summary>
    public const int ShortestPassword = 12;

    /// <summary>Most characters of a password.</summary>
    public const int LongestPassword = 128;

    /// <summary>Fewest different characters of a password.</summary>
    public const int DifferentCharacters = 5;

    /// <summary>Rounds of PBKDF2 with SHA-512: what OWASP names for it.</summary>
    public const int HashRounds = 210_000;

    /// <summary>The accounts that a context reaches.</summary>
    public UserManager<Account> Over(StorageContext context) => new(
        new UserOnlyStore<Account, StorageContext, string>(context) { AutoSaveChanges = false }, options, hasher,
        [new UserValidator<Account>()], [new PasswordValidator<Account>(), new UnlikeTheName()],
        new UpperInvariantLookupNormalizer(), new IdentityErrorDescriber(), services, logger);

    /// <summary>Whether a password may be an account's.</summary>
    public async Task<bool> AllowsAsync(StorageContext context, Account account, string password)
    {
        using var manager = Over(context);
        foreach (var rule in manager.PasswordValidators)
            if (!(await rule.ValidateAsync(manager, account, password)).Succeeded)
                return false;
        return true;
    }

    /// <summary>How names are formed and what passwords take.</summary>
    public static void Configure(IdentityOptions identity)
    {
        identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_+@";
        identity.Password = new PasswordOptions
        {
            RequiredLength = ShortestPassword,
            RequiredUniqueChars = DifferentCharacters,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
        };
    }

    /// <summary>A password is no longer than what is hashed for anybody, and does not hold the name.</summary>
    private sealed class UnlikeTheName : IPasswordValidator<Account>
    {
        public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) => Task.FromResult(
            password is { Length: <= LongestPassword } && !password.Contains(user.UserName!, StringComparison.OrdinalIgnoreCase)
                ? IdentityResult.Success
                : IdentityResult.Failed());
    }
}
