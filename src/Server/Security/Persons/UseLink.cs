using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>Uses a one-time link: the password and the second factor are set, and the link is gone, in one write.</summary>
internal sealed class UseLink(StorageContexts contexts, Operations operations, Accounts accounts, Passwords passwords, SecondFactor secondFactor, TimeProvider time)
{
    /// <summary>The account of a link; null: the link is used, too old, replaced, or none.</summary>
    public async Task<Account?> FindAsync(string code, CancellationToken cancellation)
    {
        await using var context = await contexts.OpenAsync(Actor.Service, cancellation);
        return await FindAsync(context, OneTimeLink.DigestOf(code), cancellation);
    }

    /// <summary>Uses it.</summary>
    /// <param name="code">The code of the link.</param>
    /// <param name="password">The password that is wanted.</param>
    /// <param name="key">The key of the second factor.</param>
    /// <param name="proof">A code of that key: the person's app has it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The account, where all went well, and what is wrong otherwise.</returns>
    /// <exception cref="PasswordsBusyException">Too many others wait.</exception>
    public async Task<(Account? Account, LinkFault Fault)> RunAsync(string code, string password, string key, string proof, CancellationToken cancellation)
    {
        var digest = OneTimeLink.DigestOf(code);
        string hash;
        long step;
        await using (var context = await contexts.OpenAsync(Actor.Service, cancellation))
        {
            if (await FindAsync(context, digest, cancellation) is not { } found)
                return (null, LinkFault.Gone);
            if (!await accounts.AllowsAsync(context, found, password))
                return (null, LinkFault.Password);
            if (secondFactor.StepOf(key, proof) is not { } now)
                return (null, LinkFault.Code);
            (hash, step) = (await passwords.HashAsync(found, password, cancellation), now);
        }
        return await operations.RunAsync<(Account?, LinkFault)>(Actor.Service, async write =>
        {
            // Another use of it may have come first.
            if (await FindAsync(write.Context, digest, write.Cancellation) is not { } account)
                return (null, LinkFault.Gone);
            (account.PasswordHash, account.AuthenticatorKey, account.LastCodeStep) = (hash, secondFactor.Keep(key), step);
            (account.ConcurrencyStamp, var actor) = (Guid.NewGuid().ToString(), account.Actor);
            account.EndSessions();
            OneTimeLink.Take(account);
            write.Tell(actor, account.Reseller ?? "", "UseLink", account.Subject);
            return (account, LinkFault.None);
        }, cancellation);
    }

    private async Task<Account?> FindAsync(StorageContext context, string digest, CancellationToken cancellation) =>
        await context.Set<Account>().SingleOrDefaultAsync(a => a.LinkDigest == digest, cancellation) is { IsDisabled: false } account && account.LinkUntil > time.GetUtcNow()
            ? account
            : null;
}

/// <summary>Why a link is not used.</summary>
internal enum LinkFault
{
    /// <summary>It is.</summary>
    None,

    /// <summary>It is used, too old, replaced, or none.</summary>
    Gone,

    /// <summary>The password is too short, too long, too simple, or holds the name.</summary>
    Password,

    /// <summary>The code is none of the key.</summary>
    Code,
}
