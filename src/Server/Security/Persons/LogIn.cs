using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;
using OpenIddict.EntityFrameworkCore.Models;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>
/// Logs a person in, by name, password and code at once: whoever has one of them is not told so. Nothing of the answer, nor the
/// time that it takes, says whether there is such a name.
/// </summary>
internal sealed class LogIn(StorageContexts contexts, Operations operations, Accounts accounts, GuessCounts guesses, Passwords passwords, SecondFactor secondFactor)
{
    /// <summary>Rows of logins that ended, that one login takes away.</summary>
    private const int MostSwept = 200;

    /// <summary>Tries it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="password">The password.</param>
    /// <param name="code">The code of the second factor.</param>
    /// <param name="address">Where it comes from.</param>
    /// <param name="device">The device that the browser says it is; null: none that is known.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PasswordsBusyException">Too many others wait.</exception>
    public async Task<LogInOutcome> RunAsync(string name, string password, string code, IPAddress address, KnownDevice? device, CancellationToken cancellation)
    {
        name = name.Trim().ToLowerInvariant();
        Account? account;
        await using (var context = await contexts.OpenAsync(Actor.Service, cancellation))
        {
            using var manager = accounts.Over(context);
            account = await manager.FindByNameAsync(name);
        }
        GuessBound[] bounds = account is not null && device is not null && device.IsOf(account)
            ? [GuessBound.OfDevice(name, device.Id)]
            : [GuessBound.OfAddress(name, address), GuessBound.OfAddress(address), GuessBound.OfStrangers(name)];
        if (await guesses.TakeAsync(bounds, cancellation) is { } opensAt)
            return new(null, opensAt);
        PasswordVerificationResult verdict;
        try
        {
            verdict = await passwords.JudgeAsync(account, password, cancellation);
        }
        catch (PasswordsBusyException)
        {
            await operations.RunAsync(Actor.Service, async write => { await GuessCounts.GiveBackAsync(write.Context, bounds, loggedIn: false, write.Cancellation); return 0; }, cancellation);
            throw;
        }
        var step = account is null ? null : secondFactor.StepOf(account, code);
        if (account is null || step is null || account.IsDisabled || verdict is PasswordVerificationResult.Failed)
            return new(null, null);
        var again = verdict is PasswordVerificationResult.SuccessRehashNeeded ? await passwords.HashAsync(account, password, cancellation) : null;
        return new(await operations.RunAsync(account.Actor, write => ConcludeAsync(write, account, step.Value, bounds, again), cancellation), null);
    }

    /// <summary>Uses the code up. Of two logins with one code the second finds it used; a reset or an end meanwhile goes first.</summary>
    private static async Task<Account?> ConcludeAsync(Write write, Account judged, long step, IReadOnlyList<GuessBound> bounds, string? hash)
    {
        var account = await write.Context.Set<Account>().SingleAsync(a => a.Id == judged.Id, write.Cancellation);
        if (account.IsDisabled || account.SecurityStamp != judged.SecurityStamp || step <= account.LastCodeStep)
            return null;
        (account.LastCodeStep, account.ConcurrencyStamp, account.PasswordHash) = (step, Guid.NewGuid().ToString(), hash ?? account.PasswordHash);
        await GuessCounts.GiveBackAsync(write.Context, bounds, loggedIn: true, write.Cancellation);
        await SweepAsync(write);
        write.Tell(account.Reseller ?? "", "LogIn", account.Subject);
        return account;
    }

    /// <summary>Takes away the rows of codes and refresh tokens that have ended, and of what they were given under.</summary>
    private static async Task SweepAsync(Write write)
    {
        var ended = write.Now.UtcDateTime - TimeSpan.FromHours(1);
        await write.Context.Set<OpenIddictEntityFrameworkCoreToken>().Where(t => t.ExpirationDate < ended)
            .OrderBy(t => t.ExpirationDate).Take(MostSwept).ExecuteDeleteAsync(write.Cancellation);
        await write.Context.Set<OpenIddictEntityFrameworkCoreAuthorization>().Where(a => a.CreationDate < ended && a.Tokens.Count == 0)
            .OrderBy(a => a.CreationDate).Take(MostSwept).ExecuteDeleteAsync(write.Cancellation);
    }
}

/// <summary>What came of a login.</summary>
/// <param name="Account">Who logged in; null: nobody.</param>
/// <param name="OpensAt">Too much was guessed: until when nothing is judged; null: it was judged.</param>
internal sealed record LogInOutcome(Account? Account, DateTimeOffset? OpensAt);
